// Changes one character of a rule file that is fine, and expects an error at that character.

#include <string_view>

#include "check_files.h"

namespace eligo::testing {
namespace {

std::string fine_text() {
  return read_file(cases_folder() / "fine.eligo");
}

struct Mutation {
  const char* before;  // a piece of the file that stands there once
  const char* after;   // the same with one character changed
  const char* slug;
  std::size_t caret;  // the byte of the piece that the caret stands under
};

class Mutations : public ::testing::TestWithParam<Mutation> {};

TEST_P(Mutations, one_changed_character_is_found_at_its_place) {
  const Mutation& mutation = GetParam();
  std::string text = fine_text();
  const std::string_view before = mutation.before;
  const std::size_t at = text.find(before);
  ASSERT_NE(at, std::string::npos) << before;
  ASSERT_EQ(text.find(before, at + 1), std::string::npos) << before << " is not the only one";
  text.replace(at, before.size(), mutation.after);

  const auto checked = check_text("fine.eligo", text);

  ASSERT_FALSE(checked);
  ASSERT_EQ(checked.diagnostics.size(), 1U) << rendered(checked.diagnostics);
  const Diagnostic& diagnostic = checked.diagnostics.front();
  EXPECT_EQ(slug_of(diagnostic.code), mutation.slug) << render(diagnostic);
  const SourceText source("fine.eligo", text);
  const auto caret = static_cast<std::uint32_t>(at + mutation.caret);
  EXPECT_EQ(diagnostic.place->position, source.position(caret)) << render(diagnostic);
}

INSTANTIATE_TEST_SUITE_P(
    Quotes, Mutations,
    ::testing::Values(
        Mutation{"\"Age 18 to 60 years\" line 10", "\"Age 18 to 66 years\" line 10",
                 "quote-differs", 12},
        Mutation{"\"Age 18 to 60 years\" line 10", "\"Age 18 to 60 year\" line 10", "quote-differs",
                 18},
        Mutation{"\"Age 18 to 60 years\" line 10", "\"Bge 18 to 60 years\" line 10",
                 "quote-differs", 1},
        Mutation{"\"Age 18 to 60 years\" line 10", "\"Age 18 to 60 years\" line 11",
                 "quote-elsewhere", 26},
        Mutation{"\"HbA1c >= 7.5 %", "\"HbA1c >= 7.6 %", "quote-differs", 12},
        Mutation{"says \\\"positive\\\" or C", "says \\\"pozitive\\\" or C", "quote-differs", 9},
        Mutation{"\\\" or C:\\\\\\\\lab\"", "\\\" or C:\\\\\\\\lob\"", "quote-differs", 13},
        Mutation{"and goes on here.\"", "and goes on hare.\"", "quote-differs", 13}));

INSTANTIATE_TEST_SUITE_P(
    NamesAndUnits, Mutations,
    ::testing::Values(
        Mutation{"hba1c at enrollment", "hba1d at enrollment", "unknown-concept", 0},
        Mutation{"hba1c at enrollment", "hba1c at enrolmment", "unknown-anchor", 9},
        Mutation{"is \"Positive\"", "is \"Pozitive\"", "unknown-result", 3},
        Mutation{"weight = 70 kg", "weight = 70 kgg", "unknown-unit", 12},
        Mutation{"weight = 70 kg", "weight = 70 kL", "wrong-unit", 12},
        Mutation{"alt > 2.5 xULN", "alt > 2.5 xUIN", "unknown-unit", 10},
        Mutation{"from 50 to 150 umol/L", "from 50 to 150 umol/g", "wrong-unit", 15},
        Mutation{"from 50 to 150 umol/L", "from 50 to 10 umol/L", "inverted-range", 5},
        Mutation{"except basal_cell_carcinoma", "except basal_cel_carcinoma", "unknown-concept", 7},
        Mutation{"not medication(any) active", "not medication(ani) active", "unknown-concept", 15},
        Mutation{"xor fact(pregnant)", "xor fact(pregnent)", "unknown-concept", 9},
        Mutation{"example age = 18 years", "example age = 18 yeers", "unknown-period-unit", 17},
        Mutation{"at least 2 of", "at least 4 of", "invalid-group-count", 9},
        Mutation{"lost exclusion 5", "lost exclusion 1", "duplicate-criterion", 5},
        Mutation{"first_dose;", "first_dozy;", "unknown-anchor", 0},
        Mutation{"registry healthy", "registry heelthy", "unknown-registry-name", 9},
        Mutation{"sha256 \"2f", "sha256 \"2e", "digest-mismatch", 7},
        Mutation{"\"trial.txt\"", "\"trials.txt\"", "unreadable-document", 0}));

// Whatever single character of whatever quote changes, it is noticed.
TEST(EveryQuote, no_changed_character_goes_unseen) {
  const std::string text = fine_text();
  const std::string quote = "Creatinine > 1.5 mg/dl (males) and 1.4 mg/dl (females)";
  const std::size_t at = text.find(quote);
  ASSERT_NE(at, std::string::npos);
  for (std::size_t i = 0; i < quote.size(); ++i) {
    std::string changed = text;
    changed[at + i] = changed[at + i] == 'x' ? 'y' : 'x';
    const auto checked = check_text("fine.eligo", changed);
    ASSERT_FALSE(checked) << quote.substr(i);
    const SourceText source("fine.eligo", changed);
    EXPECT_EQ(checked.diagnostics.front().place->position,
              source.position(static_cast<std::uint32_t>(at + i)))
        << rendered(checked.diagnostics);
  }
}

}  // namespace
}  // namespace eligo::testing
