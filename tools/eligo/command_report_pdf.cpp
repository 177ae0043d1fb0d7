#include "command_report_pdf.h"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

#include "output.h"
#include "run_program.h"

namespace eligo {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds time_limit{60};  // for one page

// A folder that is gone, with all that is in it, when this is.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    name_ = (fs::temp_directory_path(error) / "eligo-XXXXXX").string();
    if (error || ::mkdtemp(name_.data()) == nullptr) name_.clear();
  }
  ~TemporaryFolder() {
    std::error_code error;
    if (!name_.empty()) fs::remove_all(name_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

std::optional<std::string> content_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace

std::optional<PdfPrinter> PdfPrinter::find() {
  if (const char* named = std::getenv("ELIGO_CHROMIUM"); named != nullptr && *named != '\0') {
    if (!is_program(named)) return std::nullopt;
    return PdfPrinter(named);
  }
  const std::optional<std::string> found =
      program_on_path({"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"});
  if (!found) return std::nullopt;
  return PdfPrinter(*found);
}

bool PdfPrinter::run(const std::string& folder, std::string& why) const {
  std::vector<std::string> arguments = {"--headless",
                                        "--disable-gpu",
                                        "--disable-extensions",
                                        "--disable-sync",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-default-apps",
                                        "--disable-dev-shm-usage",
                                        "--no-first-run",
                                        "--no-pings",
                                        "--host-resolver-rules=MAP * ~NOTFOUND",
                                        "--proxy-server=127.0.0.1:9",
                                        "--user-data-dir=" + folder + "/profile",
                                        "--no-pdf-header-footer",
                                        "--print-to-pdf=" + folder + "/page.pdf",
                                        "file://" + folder + "/page.html"};
  // Chromium refuses to run for root with its sandbox; the page is ours and runs no scripts.
  if (::geteuid() == 0) arguments.insert(arguments.begin(), "--no-sandbox");
  if (output_of_program(program_, arguments, {}, time_limit, why)) return true;
  why = "the browser could not print it: " + why;
  return false;
}

std::optional<std::string> PdfPrinter::print(const std::string& html, std::string& why) const {
  const TemporaryFolder folder;
  if (folder.name().empty()) {
    why = "no temporary folder can be made";
    return std::nullopt;
  }
  if (!replace_file(folder.name() + "/page.html", html, why)) return std::nullopt;
  if (!run(folder.name(), why)) return std::nullopt;
  std::optional<std::string> pdf = content_of(folder.name() + "/page.pdf");
  if (!pdf || !pdf->starts_with("%PDF-")) {
    why = "the browser made no PDF";
    return std::nullopt;
  }
  return pdf;
}

}  // namespace eligo
