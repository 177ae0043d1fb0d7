#include "document/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include "document/sha256.h"
#include "text/unicode.h"

namespace eligo {

namespace {

Diagnostic unreadable(const std::string& name, std::string_view why) {
  return make_diagnostic(DiagnosticCode::unreadable_file, name, fmt::format("the document {}", why),
                         "name a text file that can be read");
}

// At most one byte more than a document may have, so that a larger file is not read in full.
Result<std::string> read_bytes(const std::filesystem::path& path) {
  const std::string name = path.string();
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (failure || !std::filesystem::exists(status)) {
    return Result<std::string>::failure(unreadable(name, "does not exist or cannot be reached"));
  }
  if (std::filesystem::is_directory(status)) {
    return Result<std::string>::failure(unreadable(name, "is a folder"));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return Result<std::string>::failure(unreadable(name, "cannot be opened"));
  std::string bytes;
  while (file && bytes.size() <= largest_document) {
    constexpr std::size_t block = 64U << 10U;
    const std::size_t had = bytes.size();
    bytes.resize(std::min(had + block, largest_document + 1));
    file.read(bytes.data() + had, static_cast<std::streamsize>(bytes.size() - had));
    bytes.resize(had + static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) return Result<std::string>::failure(unreadable(name, "cannot be read"));
  return Result<std::string>::success(std::move(bytes));
}

std::ptrdiff_t line_of(std::string_view bytes, std::size_t offset) {
  const std::string_view before = bytes.substr(0, offset);
  return std::count(before.begin(), before.end(), '\n') + 1;
}

// It says so, or begins with a markup's or a text's letters with a NUL beside each.
bool is_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  if (bytes.size() < 4) return false;
  const bool little_endian = bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0;
  const bool big_endian = bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0;
  return little_endian || big_endian;
}

std::optional<Diagnostic> fault_of(const std::string& name, std::string_view bytes) {
  if (bytes.size() > largest_document) {
    return make_diagnostic(
        DiagnosticCode::too_large, name,
        fmt::format("the document is larger than {} MiB", largest_document >> 20U),
        "keep the part that holds the trial");
  }
  if (is_utf16(bytes)) {
    return make_diagnostic(DiagnosticCode::invalid_utf8, name, "the document is UTF-16, not UTF-8",
                           "save it as plain text in UTF-8");
  }
  const std::size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos) {
    return make_diagnostic(DiagnosticCode::binary_file, name,
                           fmt::format("the document is binary: byte {} is NUL", nul),
                           "save it as plain text in UTF-8");
  }
  if (const auto invalid = first_invalid_utf8(bytes)) {
    return make_diagnostic(DiagnosticCode::invalid_utf8, name,
                           fmt::format("the document is not UTF-8: byte {}, on line {}", *invalid,
                                       line_of(bytes, *invalid)),
                           "save it as plain text in UTF-8");
  }
  return std::nullopt;
}

}  // namespace

Result<Document> read_document(const std::filesystem::path& path) {
  const std::string name = path.string();
  auto bytes = read_bytes(path);
  if (!bytes) return Result<Document>::failure(std::move(bytes.diagnostics));
  return document_of(name, std::move(*bytes));
}

Result<Document> document_of(const std::string& name, std::string bytes) {
  if (auto fault = fault_of(name, bytes)) return Result<Document>::failure(std::move(*fault));
  std::string sha256 = sha256_of(bytes);
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(byte_order_mark)) bytes.erase(0, byte_order_mark.size());
  return Result<Document>::success({SourceText(name, std::move(bytes)), std::move(sha256)});
}

}  // namespace eligo
