#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "document/registry_record.h"
#include "text/result.h"

namespace eligo {

// What was read of a document, as the case files of tests/documents have it.
class RecordListing {
 public:
  static std::string of(const Result<std::vector<RegistryRecord>>& records) {
    RecordListing listing;
    for (const Diagnostic& diagnostic : records.diagnostics) {
      listing.add("{} [{}]", name_of(severity_of(diagnostic.code)), slug_of(diagnostic.code));
    }
    if (records) {
      for (const RegistryRecord& record : *records) listing.list(record);
    }
    return listing.text_;
  }

 private:
  template <typename... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    text_ += fmt::format(format, std::forward<Arguments>(arguments)...) + "\n";
  }

  static std::string place(const QuotedWords& words) {
    const std::string column = words.column ? fmt::format(":{}", *words.column) : "";
    return fmt::format("{}{}", words.line, column);
  }

  static char letter(CriteriaList list) { return list == CriteriaList::inclusion ? 'I' : 'E'; }

  static std::string age(const std::optional<HeaderAge>& age) {
    return age ? age->count + " " + age->unit : "no limit";
  }

  void list(const RegistryRecord& record) {
    add("trial {}", record.trial);
    if (!record.title.empty()) add("title {}", record.title);
    list_header(record);
    for (const ListedCriterion& criterion : record.criteria) {
      const std::string group = criterion.group.empty() ? "" : " [" + criterion.group + "]";
      add("{}{}{} {} {}", letter(criterion.list), criterion.number, group,
          place(criterion.sentence.words), criterion.sentence.words.text);
      list_nested(criterion.sentence, "    ");
    }
    for (const LostCriterion& lost : record.lost) {
      add("lost {}{} {} {}", letter(lost.list), lost.number, lost.line, lost.reason);
    }
    for (const WithheldCriteria& withheld : record.withheld) {
      const std::string words =
          withheld.words ? fmt::format("{} \"{}\" ", place(*withheld.words), withheld.words->text)
                         : "";
      add("withheld {} {}because {}", letter(withheld.list), words, withheld.reason);
    }
    for (const std::string& note : record.notes) add("note {}", note);
  }

  void list_header(const RegistryRecord& record) {
    if (record.ages) {
      add("ages from {} to {}", age(record.ages->minimum), age(record.ages->maximum));
      list_quotes(record.ages->quotes);
    }
    if (record.sexes) {
      constexpr std::array<const char*, 3> names = {"all", "male", "female"};
      add("sex {}", names.at(static_cast<std::size_t>(record.sexes->sex)));
      list_quotes(record.sexes->quotes);
    }
    if (record.healthy) {
      add("healthy volunteers {}", record.healthy->accepted ? "accepted" : "not accepted");
      list_quotes(record.healthy->quotes);
    }
  }

  void list_quotes(const std::vector<QuotedWords>& quotes) {
    for (const QuotedWords& quote : quotes) add("    {} {}", place(quote), quote.text);
  }

  void list_nested(const CriterionSentence& sentence, const std::string& indentation) {
    for (const CriterionSentence& nested : sentence.nested) {
      add("{}{} {}", indentation, place(nested.words), nested.words.text);
      list_nested(nested, indentation + "    ");
    }
  }

  std::string text_;
};

}  // namespace eligo
