#pragma once

// What a registry document says about one trial: its header facts and its criterion sentences, each
// with its place. Nothing of it is interpreted yet but the document's layout.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace eligo {

// Words of a document, and where they stand in it.
struct QuotedWords {
  std::string text;        // as a reader sees them: escapes undone, white space single
  std::uint32_t line = 0;  // from 1: where they begin
  // From 1, in code points: where they begin in that line. Unset where they are whole lines but for
  // indentation and list markers.
  std::optional<std::uint32_t> column;

  friend bool operator==(const QuotedWords&, const QuotedWords&) = default;
};

// One item of a list, with the list that is nested under it.
struct CriterionSentence {
  QuotedWords words;  // without its list marker
  std::vector<CriterionSentence> nested;
};

enum class CriteriaList { inclusion, exclusion };

// A sentence of the inclusion or the exclusion list: one criterion.
struct ListedCriterion {
  CriteriaList list{};
  std::uint32_t number = 0;  // the document's own where it numbers them, else its position; unique
                             // in its list
  std::string group;         // the heading that it stands under within the list ("Cohort A"); empty
                             // where there is none
  CriterionSentence sentence;
};

// A number that a numbered list skips: the text of that criterion was lost.
struct LostCriterion {
  CriteriaList list{};
  std::uint32_t number = 0;
  std::uint32_t line = 0;  // where it should stand
  std::string reason;
};

// A list that the document does not give.
struct WithheldCriteria {
  CriteriaList list{};
  std::optional<QuotedWords> words;  // what the document has in its place
  std::string reason;
};

// "18 Years": a limit of the registry's header.
struct HeaderAge {
  std::string count;  // a decimal
  std::string unit;   // "years", "months", "weeks", "days" or "hours"
  friend bool operator==(const HeaderAge&, const HeaderAge&) = default;
};

struct HeaderAges {
  std::optional<HeaderAge> minimum;  // unset: no limit
  std::optional<HeaderAge> maximum;
  std::vector<QuotedWords> quotes;
};

enum class HeaderSex { all, male, female };
struct HeaderSexes {
  HeaderSex sex{};
  std::vector<QuotedWords> quotes;
};

struct HeaderHealthy {
  bool accepted = false;  // whether healthy volunteers are
  std::vector<QuotedWords> quotes;
};

struct RegistryRecord {
  std::string trial;  // the registry's id; where the document names none, its file name without
                      // its ending
  std::string title;  // empty where it has none
  std::optional<HeaderAges> ages;
  std::optional<HeaderSexes> sexes;
  std::optional<HeaderHealthy> healthy;
  std::vector<ListedCriterion> criteria;  // in the document's order
  std::vector<LostCriterion> lost;
  std::vector<WithheldCriteria> withheld;
  std::vector<std::string> notes;  // what was noticed about the layout, for the ledger
};

}  // namespace eligo
