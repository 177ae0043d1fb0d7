#include "resumable_output.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <numeric>
#include <system_error>

#include "input_files.h"
#include "output.h"

namespace eligo {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_checkpoint_bytes = std::size_t{64} << 20U;

}  // namespace

ResumableOutput::ResumableOutput(std::string file)
    : file_(std::move(file)),
      part_(file_ + ".part"),
      patients_(file_ + ".patients"),
      checkpoint_(file_ + ".resume") {}

ResumableOutput::~ResumableOutput() {
  if (output_ != nullptr) std::fclose(output_);
  if (digests_ != nullptr) std::fclose(digests_);
}

void ResumableOutput::fail(const std::string& file) {
  if (!failed()) why_ = fmt::format("{} cannot be written: {}", file, std::strerror(errno));
}

std::optional<std::string> ResumableOutput::left_checkpoint() const {
  std::error_code error;
  if (!fs::exists(checkpoint_, error)) return std::nullopt;
  Result<std::string> text = read_whole(checkpoint_, most_checkpoint_bytes);
  if (!text) return std::string();
  return std::move(*text);
}

std::vector<batch::PatientDigest> ResumableOutput::open(
    const Checkpoint* checkpoint, const std::function<void(std::string_view)>& earlier) {
  std::vector<batch::PatientDigest> patients;
  std::error_code error;
  if (checkpoint != nullptr) {
    patients.resize(std::accumulate(checkpoint->patients.begin(), checkpoint->patients.end(),
                                    std::uint64_t{0}));
    const std::uint64_t digest_bytes = patients.size() * sizeof(batch::PatientDigest);
    const bool is_all_there = fs::file_size(part_, error) >= checkpoint->output_bytes && !error &&
                              fs::file_size(patients_, error) >= digest_bytes && !error;
    if (!is_all_there) {
      why_ = fmt::format("{} and {} do not hold what {} says", part_, patients_, checkpoint_);
      return patients;
    }
    fs::resize_file(part_, checkpoint->output_bytes, error);
    fs::resize_file(patients_, digest_bytes, error);
  }
  const char* mode = checkpoint == nullptr ? "wb+" : "rb+";
  output_ = std::fopen(part_.c_str(), mode);
  if (output_ == nullptr) fail(part_);
  digests_ = std::fopen(patients_.c_str(), mode);
  if (digests_ == nullptr) fail(patients_);
  if (failed() || checkpoint == nullptr) return patients;
  std::array<char, 65536> piece{};
  std::size_t size = 0;
  while ((size = std::fread(piece.data(), 1, piece.size(), output_)) > 0) {
    earlier({piece.data(), size});
  }
  if (std::fread(patients.data(), sizeof(batch::PatientDigest), patients.size(), digests_) !=
      patients.size()) {
    fail(patients_);
  }
  // Between reading and writing, a stream wants to be told where it stands.
  std::fseek(output_, 0, SEEK_END);
  std::fseek(digests_, 0, SEEK_END);
  return patients;
}

void ResumableOutput::write(std::string_view text) {
  if (failed()) return;
  if (std::fwrite(text.data(), 1, text.size(), output_) != text.size()) fail(part_);
}

void ResumableOutput::write(const std::vector<batch::PatientDigest>& patients) {
  if (failed()) return;
  if (std::fwrite(patients.data(), sizeof(batch::PatientDigest), patients.size(), digests_) !=
      patients.size()) {
    fail(patients_);
  }
}

void ResumableOutput::keep(const Checkpoint& checkpoint) {
  if (failed()) return;
  if (std::fflush(output_) != 0) fail(part_);
  if (std::fflush(digests_) != 0) fail(patients_);
  if (!failed()) replace_file(checkpoint_, checkpoint_text(checkpoint), why_);
}

bool ResumableOutput::finish() {
  if (failed()) return false;
  if (std::fclose(output_) != 0) fail(part_);
  output_ = nullptr;
  std::fclose(digests_);
  digests_ = nullptr;
  if (failed()) return false;
  std::error_code error;
  fs::rename(part_, file_, error);
  if (error) {
    why_ = fmt::format("{} cannot be put into its place: {}", file_, error.message());
    return false;
  }
  fs::remove(checkpoint_, error);
  fs::remove(patients_, error);
  return true;
}

}  // namespace eligo
