#pragma once

// The results of a run that can be stopped and go on: beside the target stand what was written so
// far (OUT.part), which patients were read (OUT.patients) and how far the run is (OUT.resume).
// The last is put there in one step, and what the first two have beyond it is cut off when the run
// goes on.

#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "batch/screen_lines.h"
#include "checkpoint.h"

namespace eligo {

class ResumableOutput {
 public:
  explicit ResumableOutput(std::string file);
  ~ResumableOutput();
  ResumableOutput(const ResumableOutput&) = delete;
  ResumableOutput& operator=(const ResumableOutput&) = delete;

  // The text of the checkpoint that a stopped run left; nothing where there is none.
  std::optional<std::string> left_checkpoint() const;
  // Opens the files: anew, or as they were at the checkpoint. Then `earlier` is given the output
  // written until then, piece by piece, and the patients read until then are returned.
  std::vector<batch::PatientDigest> open(const Checkpoint* checkpoint,
                                         const std::function<void(std::string_view)>& earlier);

  void write(std::string_view text);
  void write(const std::vector<batch::PatientDigest>& patients);
  // Keeps how far the run is.
  void keep(const Checkpoint& checkpoint);
  // Puts the output into its place and takes the other files away. False where anything could not
  // be written; `why` then says what.
  bool finish();

  bool failed() const { return !why_.empty(); }
  const std::string& why() const { return why_; }

 private:
  void fail(const std::string& file);

  std::string file_;
  std::string part_;
  std::string patients_;
  std::string checkpoint_;
  std::FILE* output_ = nullptr;
  std::FILE* digests_ = nullptr;
  std::string why_;
};

}  // namespace eligo
