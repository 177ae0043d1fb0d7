#include "output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace eligo {

namespace fs = std::filesystem;

Output::Output(std::string file) : file_(std::move(file)) {
  if (file_.empty()) {
    stream_ = stdout;
    return;
  }
  std::error_code error;
  const fs::path target = fs::canonical(file_, error);  // where a link leads
  if (error) {
    target_ = file_;
  } else {
    target_ = target.string();
  }
  const fs::file_status status = fs::status(target_, error);
  // A device or a pipe takes what is written; only a file can be replaced.
  const bool is_replaced = !fs::exists(status) || fs::is_regular_file(status);
  written_to_ = is_replaced ? fmt::format("{}.part-{}", target_, ::getpid()) : target_;
  stream_ = std::fopen(written_to_.c_str(), "wb");
  if (stream_ == nullptr) {
    fail("cannot be created");
  } else if (fs::is_regular_file(status)) {
    fs::permissions(written_to_, status.permissions(), error);
  }
}

Output::~Output() {
  if (file_.empty() || stream_ == nullptr) return;
  std::fclose(stream_);
  discard();
}

void Output::discard() {
  if (written_to_ != target_) std::remove(written_to_.c_str());
}

void Output::fail(const std::string& what) {
  if (failed_) return;
  failed_ = true;
  why_ = fmt::format("{} {}: {}", file_.empty() ? "standard output" : file_, what,
                     std::strerror(errno));
}

void Output::write(std::string_view text) {
  if (failed_ || stream_ == nullptr) return;
  if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size()) fail("cannot be written");
}

bool Output::finish() {
  if (!failed_ && std::fflush(stream_) != 0) fail("cannot be written");
  if (failed_ || file_.empty()) return !failed_;
  const bool closed = std::fclose(stream_) == 0;
  stream_ = nullptr;
  if (!closed) {
    fail("cannot be written");
  } else if (written_to_ == target_) {
    return true;
  } else {
    std::error_code error;
    fs::rename(written_to_, target_, error);
    if (!error) return true;
    errno = error.value();
    fail("cannot be put into its place");
  }
  discard();
  return false;
}

bool replace_file(const std::string& file, std::string_view content, std::string& why) {
  Output output(file);
  output.write(content);
  const bool done = output.finish();
  why = output.why();
  return done;
}

}  // namespace eligo
