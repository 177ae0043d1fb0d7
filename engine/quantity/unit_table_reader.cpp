#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "quantity/unit.h"
#include "quantity/unit_expression.h"
#include "quantity/unit_spelling.h"

namespace eligo {

// Fills a table from its JSON form and reports everything that is wrong with it.
class UnitTableReader {
 public:
  explicit UnitTableReader(const SourceText& source) : source_(source) {}

  Result<UnitTable> read() {
    auto json = parse_json(source_);
    if (!json) return Result<UnitTable>::failure(std::move(json.diagnostics));
    if (const JsonObject* root = json->as_object()) {
      check_fields(*root);
      read_prefixes(required(*json, "prefixes"));
      read_atoms(required(*json, "atoms"));
      read_spellings(required(*json, "overrides"), table_.overrides_);
      read_spellings(required(*json, "spellings"), table_.spellings_);
      read_spellings(required(*json, "words"), table_.words_);
      read_common(json->member("common"));
      if (diagnostics_.empty()) check_spellings(*json);
      make_caseless();
    } else {
      report(DiagnosticCode::wrong_type, json->span, "a table of units is an object");
    }
    if (!diagnostics_.empty()) return Result<UnitTable>::failure(std::move(diagnostics_));
    return Result<UnitTable>::success(std::move(table_));
  }

 private:
  struct PendingAtom {
    std::string code;
    std::string expression;
    Rational times;
    Rational plus;
    bool metric;
    Span span;
  };

  void report(DiagnosticCode code, Span span, std::string message, std::string help = {}) {
    diagnostics_.push_back(
        make_diagnostic(code, source_, span, std::move(message), std::move(help)));
  }

  void check_fields(const JsonObject& root) {
    constexpr std::array<std::string_view, 8> known = {
        "kind", "sources", "prefixes", "atoms", "overrides", "spellings", "words", "common"};
    for (const auto& [key, value] : root) {
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        report(DiagnosticCode::unknown_field, value.span,
               fmt::format("a table of units has no field \"{}\"", key));
      }
    }
  }

  // The members of an object that must be there; none where it is not.
  const JsonObject& required(const JsonValue& root, std::string_view key) {
    static const JsonObject nothing;
    const JsonValue* value = root.member(key);
    if (value == nullptr) {
      report(DiagnosticCode::missing_field, root.span,
             fmt::format("a table of units needs the field \"{}\"", key));
      return nothing;
    }
    if (value->as_object() == nullptr) {
      report(DiagnosticCode::wrong_type, value->span, fmt::format("\"{}\" is an object", key));
      return nothing;
    }
    return *value->as_object();
  }

  const std::string* text_of(const JsonValue& value, std::string_view what) {
    const std::string* text = value.as_string();
    if (text == nullptr) {
      report(DiagnosticCode::wrong_type, value.span,
             fmt::format("{} is a string, not {}", what, json_kind_name(value)));
    }
    return text;
  }

  // A decimal or a fraction of two, "5/9".
  std::optional<Rational> number_of(const JsonValue& value, std::string_view what) {
    const std::string* text = text_of(value, what);
    if (text == nullptr) return std::nullopt;
    const std::string_view all = *text;
    const std::size_t slash = all.find('/');
    const auto numerator = parse_decimal(all.substr(0, slash));
    const auto denominator = slash == std::string_view::npos ? std::optional<Rational>(1)
                                                             : parse_decimal(all.substr(slash + 1));
    if (!numerator || !denominator || *denominator == 0) {
      report(DiagnosticCode::not_a_decimal, value.span,
             fmt::format("{} is \"{}\", which is no number", what, all));
      return std::nullopt;
    }
    const Rational number = *numerator / *denominator;
    return number;
  }

  void read_prefixes(const JsonObject& prefixes) {
    for (const auto& [code, value] : prefixes) {
      const auto factor = number_of(value, "a prefix");
      if (!factor) continue;
      if (*factor <= 0 || code.empty() || code.size() > 2) {
        report(DiagnosticCode::not_a_decimal, value.span,
               "a prefix has one or two letters and a factor above 0");
        continue;
      }
      table_.prefixes_.emplace(code, *factor);
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
      std::erase_if(pending, [this](const PendingAtom& atom) { return define(atom); });
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
    PendingAtom atom{code, {}, 1, 0, false, value.span};
    for (const auto& [key, field] : *fields) {
      if (!read_atom_field(key, field, atom)) return std::nullopt;
    }
    return atom;
  }

  bool read_atom_field(const std::string& key, const JsonValue& field, PendingAtom& atom) {
    if (key == "is") {
      const std::string* text = text_of(field, "\"is\"");
      if (text != nullptr) atom.expression = *text;
      return text != nullptr;
    }
    if (key == "times" || key == "plus") {
      const auto number = number_of(field, key);
      if (number) (key == "times" ? atom.times : atom.plus) = *number;
      if (number && key == "times" && *number <= 0) {
        report(DiagnosticCode::not_a_decimal, field.span, "\"times\" is above 0");
        return false;
      }
      return number.has_value();
    }
    if (key == "metric") {
      if (const bool* flag = field.as_bool()) {
        atom.metric = *flag;
        return true;
      }
      report(DiagnosticCode::wrong_type, field.span, "\"metric\" is true or false");
      return false;
    }
    report(DiagnosticCode::unknown_field, field.span,
           fmt::format("an atom has no field \"{}\"", key), "it has is, times, plus and metric");
    return false;
  }

  // Adds an atom to the table once what it is defined by is known.
  bool define(const PendingAtom& pending) {
    UnitTable::Atom atom;
    atom.metric = pending.metric;
    atom.offset = pending.plus;
    if (pending.expression.empty()) {
      atom.dimension.emplace(pending.code, 1);
      atom.factor = pending.times;
    } else {
      const auto unit = table_.parse_ucum(pending.expression);
      if (!unit || unit->offset != 0) return false;
      atom.dimension = unit->dimension;
      atom.factor = pending.times * unit->factor;
    }
    table_.atoms_.emplace(pending.code, std::move(atom));
    return true;
  }

  void read_spellings(const JsonObject& spellings, UnitTable::Spellings& into) {
    for (const auto& [spelling, value] : spellings) {
      const std::string* ucum = text_of(value, "a spelling's unit");
      if (ucum == nullptr) continue;
      if (!table_.parse_ucum(*ucum)) {
        report(DiagnosticCode::unknown_unit, value.span,
               fmt::format("\"{}\" is no UCUM unit of this table", *ucum));
        continue;
      }
      into.emplace(folded_unit(spelling), *ucum);
    }
  }

  // A spelling that UCUM reads as another unit must stand under "overrides", where it is seen.
  void check_spellings(const JsonValue& root) {
    for (const std::string_view field : {"spellings", "words"}) {
      for (const auto& [spelling, value] : required(root, field)) {
        const auto ucum = table_.parse_ucum(folded_unit(spelling));
        const auto meant = table_.parse_ucum(*value.as_string());
        if (ucum && meant && !ucum->same_as(*meant)) {
          report(DiagnosticCode::misleading_spelling, value.span,
                 fmt::format("UCUM reads \"{}\" as another unit than \"{}\"", spelling,
                             *value.as_string()),
                 "if no record can mean UCUM's unit, move the whole unit to \"overrides\"");
        }
      }
    }
  }

  void read_common(const JsonValue* common) {
    if (common == nullptr) return;
    const JsonArray* units = common->as_array();
    if (units == nullptr) {
      report(DiagnosticCode::wrong_type, common->span, "\"common\" is an array");
      return;
    }
    for (const JsonValue& value : *units) {
      const std::string* text = text_of(value, "a common unit");
      if (text == nullptr) continue;
      if (table_.parse_ucum(*text)) {
        table_.common_.push_back(*text);
      } else {
        report(DiagnosticCode::unknown_unit, value.span,
               fmt::format("\"{}\" is no UCUM unit of this table", *text));
      }
    }
  }

  void make_caseless() {
    for (const auto& [spelling, ucum] : table_.spellings_) {
      add_caseless(table_.caseless_spellings_, caseless_unit_key(spelling), ucum);
    }
    for (const auto& [word, ucum] : table_.words_) {
      add_caseless(table_.caseless_words_, ascii_lower(word), ucum);
    }
    // What only case tells apart ("mM" and "mm") is known with its case alone.
    const auto is_ambiguous = [](const auto& entry) { return entry.second.empty(); };
    std::erase_if(table_.caseless_spellings_, is_ambiguous);
    std::erase_if(table_.caseless_words_, is_ambiguous);
  }

  void add_caseless(UnitTable::Spellings& spellings, std::string key, const std::string& ucum) {
    const auto [entry, is_new] = spellings.emplace(std::move(key), ucum);
    if (is_new || entry->second.empty()) return;
    const auto known = table_.parse_ucum(entry->second);
    const auto other = table_.parse_ucum(ucum);
    if (!known || !other || !known->same_as(*other)) entry->second.clear();
  }

  const SourceText& source_;
  UnitTable table_;
  std::vector<Diagnostic> diagnostics_;
};

Result<UnitTable> UnitTable::read(const SourceText& json) {
  return UnitTableReader(json).read();
}

}  // namespace eligo
