#pragma once

// Where the results of a whole population go: in one go, or so that a stopped run can go on.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checkpoint.h"
#include "document/sha256.h"
#include "output.h"
#include "resumable_output.h"
#include "screen_run.h"

namespace eligo {

class PopulationOutput {
 public:
  explicit PopulationOutput(const ScreenOptions& options) : options_(options) {}

  // Opens the output. Where a stopped run left a checkpoint it goes into `done`, and the patients
  // read until then are returned; `done.run` says which run this is. Nothing where the run cannot
  // begin: `refusal` then says why, unless `failed`.
  std::optional<std::vector<batch::PatientDigest>> open(Checkpoint& done, std::size_t inputs);
  const std::string& refusal() const { return refusal_; }

  void write(std::string_view text, Checkpoint& done);
  // The patients that were read, and from time to time how far the run is.
  void keep(const std::vector<batch::PatientDigest>& patients, Checkpoint& done);
  void keep(const Checkpoint& done);
  // What stands behind the results: the counts, or a line with their sums and a digest.
  void write_end(Checkpoint& done, const batch::Plan& plan);
  // Puts the output into its place.
  bool finish();

  bool is_resumable() const { return options_.resume; }
  bool failed() const;
  std::string why() const;

 private:
  void write_header(Checkpoint& done);
  std::string end_line(const Checkpoint& done);

  const ScreenOptions& options_;
  std::unique_ptr<Output> plain_;
  std::unique_ptr<ResumableOutput> resumable_;
  Sha256 digest_;
  std::string refusal_;
};

}  // namespace eligo
