#include "quantity/unit_spelling_reader.h"

#include <fmt/format.h>

#include <array>
#include <set>
#include <utility>

#include "quantity/unit_file_reader.h"
#include "quantity/unit_spelling.h"

namespace eligo {

class UnitSpellingReader : public UnitFileReader {
 public:
  UnitSpellingReader(const SourceText& source, UnitTable& table)
      : UnitFileReader(source, "a file of unit spellings"), table_(table) {}

  void read(const JsonValue& json) {
    const JsonObject* root = json.as_object();
    if (root == nullptr) {
      report(DiagnosticCode::wrong_type, json.span, "a file of unit spellings is an object");
      return;
    }
    constexpr std::array<std::string_view, 7> known = {"kind",  "sources", "overrides", "spellings",
                                                       "words", "unclear", "common"};
    check_fields(*root, known);
    const UnitTable::Words overrides = spellings_of(required(json, "overrides"));
    const UnitTable::Words spellings = spellings_of(required(json, "spellings"));
    table_.words_ = spellings_of(required(json, "words"));
    for (const std::string& text : texts(json, "unclear"))
      table_.unclear_.insert(folded_unit(text));
    read_common(json);
    if (!has_findings()) check_spellings(json);
    // What only case tells apart ("mM" and "mm") is known with its case alone.
    table_.caseless_words_ = caseless(table_.words_, ascii_lower);
    table_.overrides_ = UnitSpellings(overrides);
    table_.spellings_ = UnitSpellings(spellings);
    table_.caseless_spellings_ = UnitSpellings(caseless(spellings, caseless_unit_key));
    if (!has_findings()) make_ready();
  }

 private:
  UnitTable::Words spellings_of(const JsonObject& spellings) {
    UnitTable::Words units;
    for (const auto& [spelling, value] : spellings) {
      const std::string* ucum = text_of(value, "a spelling's unit");
      if (ucum == nullptr) continue;
      auto unit = table_.parse_ucum(*ucum);
      if (!unit) {
        report(DiagnosticCode::unknown_unit, value.span,
               fmt::format("\"{}\" is no UCUM unit of this table", *ucum));
        continue;
      }
      units.emplace(folded_unit(spelling), std::move(*unit));
      written_.insert(spelling);
    }
    return units;
  }

  // A spelling that UCUM reads as another unit must stand under "overrides", where it is seen. The
  // units that no laboratory means do not count.
  void check_spellings(const JsonValue& root) {
    for (const std::string_view field : {"spellings", "words"}) {
      for (const auto& [spelling, value] : required(root, field)) {
        const auto ucum =
            table_.ucum_expression(folded_unit(spelling), UnitTable::Reading::laboratory);
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

  void read_common(const JsonValue& root) {
    const JsonValue* common = root.member("common");
    for (const std::string& text : texts(root, "common")) {
      if (table_.parse_ucum(text)) {
        table_.common_.push_back(text);
        written_.insert(text);
      } else {
        report(DiagnosticCode::unknown_unit, common->span,
               fmt::format("\"{}\" is no UCUM unit of this table", text));
      }
    }
  }

  // The strings of an array; none where there is none.
  std::vector<std::string> texts(const JsonValue& root, std::string_view key) {
    const JsonValue* value = root.member(key);
    if (value == nullptr) return {};
    const JsonArray* elements = value->as_array();
    if (elements == nullptr) {
      report(DiagnosticCode::wrong_type, value->span, fmt::format("\"{}\" is an array", key));
      return {};
    }
    std::vector<std::string> found;
    for (const JsonValue& element : *elements) {
      const std::string* text = text_of(element, fmt::format("a member of \"{}\"", key));
      if (text != nullptr) found.push_back(*text);
    }
    return found;
  }

  template <typename Key>
  static UnitTable::Words caseless(const UnitTable::Words& spellings, const Key& key_of) {
    UnitTable::Words result;
    std::set<std::string> ambiguous;
    for (const auto& [spelling, unit] : spellings) {
      const auto [entry, is_new] = result.emplace(key_of(spelling), unit);
      if (!is_new && !entry->second.same_as(unit)) ambiguous.insert(entry->first);
    }
    for (const std::string& key : ambiguous) result.erase(key);
    return result;
  }

  void make_ready() {
    UnitTable::Words ready;
    for (const std::string& text : written_) {
      if (auto unit = table_.parse_afresh(text)) ready.emplace(text, std::move(*unit));
    }
    table_.ready_ = UnitSpellings(ready);
  }

  UnitTable& table_;
  std::set<std::string> written_;
};

std::vector<Diagnostic> read_unit_spellings(const SourceText& source, UnitTable& table) {
  auto json = parse_json(source);
  if (!json) return std::move(json.diagnostics);
  UnitSpellingReader reader(source, table);
  reader.read(*json);
  return reader.take_diagnostics();
}

}  // namespace eligo
