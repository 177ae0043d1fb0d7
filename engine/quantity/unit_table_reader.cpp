#include <fmt/format.h>

#include <array>
#include <utility>

#include "quantity/unit.h"
#include "quantity/unit_file_reader.h"
#include "quantity/unit_spelling_reader.h"

namespace eligo {

// Fills a table's atoms and prefixes from their JSON form and reports everything that is wrong.
class UnitTableReader : public UnitFileReader {
 public:
  UnitTableReader(const SourceText& source, UnitTable& table)
      : UnitFileReader(source, "a table of units"), table_(table) {}

  void read(const JsonValue& json) {
    const JsonObject* root = json.as_object();
    if (root == nullptr) {
      report(DiagnosticCode::wrong_type, json.span, "a table of units is an object");
      return;
    }
    constexpr std::array<std::string_view, 4> known = {"kind", "sources", "prefixes", "atoms"};
    check_fields(*root, known);
    read_prefixes(required(json, "prefixes"));
    read_atoms(required(json, "atoms"));
  }

 private:
  struct PendingAtom {
    UnitTable::Atom atom;
    std::string code;
    std::string expression;
    Rational times = 1;
    Span span;
  };

  // A decimal or a fraction of two, "5/9".
  std::optional<Rational> number_of(const JsonValue& value, std::string_view what) {
    const std::string* text = text_of(value, what);
    if (text == nullptr) return std::nullopt;
    const std::string_view all = *text;
    const std::size_t slash = all.find('/');
    const auto numerator = decimal(all.substr(0, slash));
    const auto denominator = slash == std::string_view::npos ? std::optional<Rational>(1)
                                                             : decimal(all.substr(slash + 1));
    if (!numerator || !denominator || *denominator == 0) {
      report(DiagnosticCode::not_a_decimal, value.span,
             fmt::format("{} is \"{}\", which is no number", what, all));
      return std::nullopt;
    }
    const Rational number = *numerator / *denominator;
    return number;
  }

  // The places of pi are more than a record's number may have: read in two halves.
  static std::optional<Rational> decimal(std::string_view text) {
    constexpr std::size_t half = 30;
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || text.size() <= point + half) return parse_decimal(text);
    const auto first = parse_decimal(text.substr(0, point + half));
    const std::string_view rest = text.substr(point + half);
    const auto second = parse_decimal(fmt::format("{}e-{}", rest, rest.size() + half - 1));
    if (!first || !second || rest.find_first_not_of("0123456789") != std::string_view::npos ||
        text.starts_with('-')) {
      return parse_decimal(text);
    }
    const Rational number = *first + *second;
    return number;
  }

  std::optional<Rational> positive(const JsonValue& value, std::string_view what) {
    auto number = number_of(value, what);
    if (number && *number <= 0) {
      report(DiagnosticCode::not_a_decimal, value.span, fmt::format("{} is above 0", what));
      return std::nullopt;
    }
    return number;
  }

  void read_prefixes(const JsonObject& prefixes) {
    for (const auto& [code, value] : prefixes) {
      const JsonObject* fields = value.as_object();
      if (fields == nullptr || code.empty() || code.size() > 2) {
        report(DiagnosticCode::wrong_type, value.span,
               "a prefix has one or two letters, and is an object");
        continue;
      }
      UnitTable::Prefix prefix;
      for (const auto& [key, field] : *fields) read_prefix_field(key, field, prefix);
      if (value.member("factor") == nullptr) {
        report(DiagnosticCode::missing_field, value.span,
               fmt::format("the prefix \"{}\" needs the field \"factor\"", code));
      }
      table_.prefixes_.emplace(code, std::move(prefix));
    }
  }

  void read_prefix_field(const std::string& key, const JsonValue& field,
                         UnitTable::Prefix& prefix) {
    if (key == "name") {
      if (const std::string* name = text_of(field, "\"name\"")) prefix.name = *name;
    } else if (key == "factor") {
      if (const auto factor = positive(field, "\"factor\"")) prefix.factor = *factor;
    } else if (key == "ucumOnly") {
      if (const bool* flag = flag_of(field, "\"ucumOnly\"")) prefix.ucum_only = *flag;
    } else {
      report(DiagnosticCode::unknown_field, field.span,
             fmt::format("a prefix has no field \"{}\"", key), "it has name, factor and ucumOnly");
    }
  }

  void read_atoms(const JsonObject& atoms) {
    std::vector<PendingAtom> pending;
    for (const auto& [code, value] : atoms) {
      if (auto atom = pending_atom(code, value)) pending.push_back(std::move(*atom));
    }
    // An atom may be defined by one that stands further down.
    for (std::size_t before = pending.size() + 1; pending.size() < before;) {
      before = pending.size();
      std::erase_if(pending, [this](PendingAtom& atom) { return define(atom); });
    }
    for (const PendingAtom& atom : pending) {
      report(DiagnosticCode::unknown_unit, atom.span,
             fmt::format("\"{}\" is defined by \"{}\", which is no unit of this table", atom.code,
                         atom.expression),
             "define its parts, and none of them by itself");
    }
  }

  std::optional<PendingAtom> pending_atom(const std::string& code, const JsonValue& value) {
    const JsonObject* fields = value.as_object();
    if (fields == nullptr) {
      report(DiagnosticCode::wrong_type, value.span,
             fmt::format("the atom \"{}\" is an object, not {}", code, json_kind_name(value)));
      return std::nullopt;
    }
    PendingAtom atom;
    atom.code = code;
    atom.span = value.span;
    bool is_good = true;
    for (const auto& [key, field] : *fields) {
      is_good = read_atom_field(key, field, atom) && is_good;
    }
    if (!is_good) return std::nullopt;
    return atom;
  }

  // False where it has been reported.
  bool read_atom_field(const std::string& key, const JsonValue& field, PendingAtom& atom) {
    const std::string quoted = fmt::format("\"{}\"", key);
    if (std::string* into = text_field(key, atom)) {
      const std::string* text = text_of(field, quoted);
      if (text != nullptr) *into = *text;
      return text != nullptr;
    }
    if (key == "metric" || key == "ucumOnly") {
      const bool* flag = flag_of(field, quoted);
      if (flag != nullptr) (key == "metric" ? atom.atom.metric : atom.atom.ucum_only) = *flag;
      return flag != nullptr;
    }
    if (key == "times" || key == "plus" || key == "counts") {
      const auto number = key == "plus" ? number_of(field, quoted) : positive(field, quoted);
      if (!number) return false;
      if (key == "times") atom.times = *number;
      if (key == "plus") atom.atom.offset = *number;
      if (key == "counts") atom.atom.counts = *number;
      return true;
    }
    report(DiagnosticCode::unknown_field, field.span,
           fmt::format("an atom has no field {}", quoted),
           "it has name, is, times, plus, scale, counts, metric and ucumOnly");
    return false;
  }

  static std::string* text_field(std::string_view key, PendingAtom& atom) {
    if (key == "name") return &atom.atom.name;
    if (key == "is") return &atom.expression;
    if (key == "scale") return &atom.atom.scale;
    return nullptr;
  }

  // Adds an atom to the table once what it is defined by is known.
  bool define(PendingAtom& pending) {
    UnitTable::Atom& atom = pending.atom;
    atom.special = atom.offset != 0 || !atom.scale.empty();
    atom.factor = pending.times;
    if (pending.expression.empty()) {
      atom.dimension.emplace(pending.code, 1);
    } else {
      const auto unit = table_.parse_ucum(pending.expression);
      if (!unit || unit->offset != 0) return false;
      atom.dimension = unit->dimension;
      atom.factor *= unit->factor;
      atom.special = atom.special || unit->special;
    }
    table_.atoms_.emplace(pending.code, std::move(atom));
    return true;
  }

  UnitTable& table_;
};

Result<UnitTable> UnitTable::read(const SourceText& units, const SourceText* spellings) {
  auto json = parse_json(units);
  if (!json) return Result<UnitTable>::failure(std::move(json.diagnostics));
  UnitTable table;
  UnitTableReader reader(units, table);
  reader.read(*json);
  std::vector<Diagnostic> diagnostics = reader.take_diagnostics();
  if (spellings != nullptr && diagnostics.empty()) {
    diagnostics = read_unit_spellings(*spellings, table);
  }
  if (!diagnostics.empty()) return Result<UnitTable>::failure(std::move(diagnostics));
  return Result<UnitTable>::success(std::move(table));
}

}  // namespace eligo
