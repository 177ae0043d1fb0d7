#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace eligo {

// Prints pages by an installed Chromium, which runs as a child for each page, with a folder of its
// own that goes away, no network names, and a time limit.
class PdfPrinter {
 public:
  // The browser that ELIGO_CHROMIUM names, else the first of chromium, chromium-browser,
  // google-chrome and google-chrome-stable on the path. Nothing where there is none.
  static std::optional<PdfPrinter> find();

  // The page as a PDF; nothing where it could not be made, and then `why` says what happened.
  std::optional<std::string> print(const std::string& html, std::string& why) const;

 private:
  explicit PdfPrinter(std::string program) : program_(std::move(program)) {}
  // Runs the browser; false where it fails or takes too long.
  bool run(const std::string& folder, std::string& why) const;

  std::string program_;
};

}  // namespace eligo
