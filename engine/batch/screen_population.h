#pragma once

// Screens whole inputs on several threads. What comes out does not depend on their number.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "batch/patient_register.h"
#include "batch/screen_lines.h"

namespace eligo::batch {

// A screened part of an input, in the input's order.
struct ScreenedPart {
  ScreenedChunk& screened;
  std::uint64_t end = 0;  // how many bytes of the input are done
};
// Returns whether to go on. Called by one thread at a time.
using PartSink = std::function<bool(const ScreenedPart&)>;

class PopulationScreen {
 public:
  // All references must outlive the object. At least one thread.
  PopulationScreen(const Plan& plan, const Vocabulary& vocabulary, const LineOptions& options,
                   const LineRenderer& renderer, unsigned threads);
  ~PopulationScreen();

  // Screens what is left of lines of profiles. False where reading them failed.
  bool screen_lines(LineChunks& lines, const std::string& file, const PartSink& sink);

  // Screens patients of an input that is read in another way.
  void screen_patient(ReadPatient patient, Day as_of, ScreenedChunk& result);
  void reject(RejectedRecord rejected, ScreenedChunk& result);
  void finish(ScreenedChunk& result);

  // The patients of all inputs so far, and the inputs' names by number.
  PatientRegister& patients();
  std::uint32_t number_of_input(const std::string& file);
  const std::string& input_name(std::uint32_t number) const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace eligo::batch
