#pragma once

// Cuts single values out of a JSON text that is too large to be held whole, by its strings and
// brackets alone; what is cut out is parsed by parse_json. Private to this stage.

#include <optional>
#include <string>

#include "fhir/byte_stream.h"
#include "text/json.h"
#include "text/json_diagnosis.h"
#include "text/source_text.h"

namespace eligo {

// A value of a larger text.
struct JsonPiece {
  SourceText text;
  Position begin;  // where `text` begins in the file
  JsonValue value;
};

class JsonScanner {
 public:
  // No value that is cut out may be larger.
  static constexpr std::size_t piece_limit = std::size_t{16} << 20U;

  // `name` is the file, as diagnostics name it.
  JsonScanner(ByteStream& bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}

  // The next byte that is no white space, not taken; ByteStream::end where there is none.
  int next();
  // Takes a punctuation mark that next() has shown.
  void take_mark();

  // Cuts out and parses the value that next() has shown the first byte of. `depth` arrays and
  // objects stand around it. Nothing where it cannot be used; error() then has the reason, and
  // is_lost() tells whether the place behind it is known.
  std::optional<JsonPiece> cut(std::size_t depth);
  // The text does not go on as JSON does behind the token `after`, which is the last mark taken.
  void fail_after(JsonToken after);

  // What was wrong last; its place is that in the file.
  const Diagnostic& error() const { return error_; }
  // Whether nobody can say where the value that went wrong ends.
  bool is_lost() const { return is_lost_; }
  // The place is that of a new text.
  void start_anew() { is_lost_ = false; }

  ByteStream& bytes() { return bytes_; }
  const std::string& name() const { return name_; }

 private:
  enum class Extent { whole, broken, too_deep, too_large };
  struct Measured {
    std::size_t size = 0;
    Extent extent = Extent::whole;
  };
  Measured measure(std::size_t depth);
  Measured measure_string(std::size_t from);
  Measured measure_word();

  ByteStream& bytes_;
  std::string name_;
  Diagnostic error_;
  bool is_lost_ = false;
  int mark_ = ByteStream::end;  // the last mark taken, and where it stood
  Position mark_position_;
};

}  // namespace eligo
