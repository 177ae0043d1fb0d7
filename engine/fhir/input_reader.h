#pragma once

// One input, record by record, each by what it is. Private to this stage.

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "fhir/byte_stream.h"
#include "fhir/json_scanner.h"
#include "fhir/patient_files.h"
#include "fhir/patient_set.h"
#include "fhir/record_shape.h"

namespace eligo {

class InputReader {
 public:
  // `name` is the input as diagnostics name it. Single resources go to `single_resources`, patients
  // and rejections to `sink`.
  InputReader(std::istream& input, std::string name, const Vocabulary& vocabulary,
              PatientSet& single_resources, const PatientFileSink& sink);

  // To be called once. Returns diagnostics about the input as a whole.
  std::vector<Diagnostic> read();

  bool is_stopped() const { return is_stopped_; }  // the sink wants no more
  bool has_single_resources() const { return has_single_resources_; }

 private:
  // A record, or the part of an array that is one.
  struct Part {
    std::string path = {};  // of it in the record
    std::size_t depth = 0;  // how many arrays stand around it
  };

  bool reads_by_lines();
  bool second_line_is_record(std::size_t first_size);
  // Holds until the stream is read on.
  std::string_view line_ahead(std::size_t from);
  std::size_t skip_white_space(std::size_t from);
  void read_profiles();
  void read_records();
  void read_record(RecordShape shape);
  const std::string& record_input();

  void read_array();
  void read_part(RecordShape shape, const Part& part);
  void read_bundle_part(const Part& part);
  void read_resource_part(const Part& part);
  void read_profile_part(const Part& part);
  void read_profile_line();
  void read_profile(const JsonValue& profile, const SourceText& text, std::uint32_t first_line,
                    const std::string& input, const std::string& path);
  std::optional<JsonPiece> cut_part(const Part& part);
  std::optional<std::string> fault_behind();
  void reject(const std::string& input, const std::string& path, std::string why);
  void deliver(PatientOrRejection record);

  std::string name_;
  const Vocabulary* vocabulary_;
  PatientSet& single_resources_;
  const PatientFileSink& sink_;
  ByteStream bytes_;
  JsonScanner scanner_;
  std::vector<Diagnostic> diagnostics_;
  bool by_lines_ = false;     // each line is a record; else the input is one
  bool is_first_ = true;      // no record came before this one
  std::uint32_t line_ = 1;    // on which the record begins
  std::string record_input_;  // what it is called; empty while that is not known
  bool has_single_resources_ = false;
  bool is_stopped_ = false;
};

}  // namespace eligo
