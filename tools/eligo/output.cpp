#include "output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace eligo {

Output::Output(std::string file) : file_(std::move(file)) {
  if (file_.empty()) {
    stream_ = stdout;
    return;
  }
  written_to_ = fmt::format("{}.part-{}", file_, ::getpid());
  stream_ = std::fopen(written_to_.c_str(), "wb");
  if (stream_ == nullptr) fail("cannot be created");
}

Output::~Output() {
  if (file_.empty() || stream_ == nullptr) return;
  std::fclose(stream_);
  std::remove(written_to_.c_str());
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
  } else {
    std::error_code error;
    std::filesystem::rename(written_to_, file_, error);
    if (!error) return true;
    errno = error.value();
    fail("cannot be put into its place");
  }
  std::remove(written_to_.c_str());
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
