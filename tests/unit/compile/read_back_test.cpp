#include "compile/read_back.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiled_trial.h"

namespace eligo {
namespace {

syntax::Trial trial() {
  return testing::parsed_trial(
      "trial \"A trial\" \"With a \\\"title\\\"\" {\n"
      "  document \"t.txt\" sha256 \"aa\";\n"
      "  inclusion 1 \"a \\\"quoted\\\" word \\u{202e}\" line 3 \"on two lines\" line 4 column 5 "
      "{\n"
      "    means unread \"a \\\\ word\";\n"
      "  }\n"
      "  inclusion 2 \"HbA1c over 7\" line 5 {\n"
      "    means hba1c > 7 % assuming \"it is fasting\";\n"
      "    or means hba1c >= 7 % because \"a \\\"reason\\\"\";\n"
      "    assume because \"it is so\";\n"
      "  }\n"
      "  exclusion 1 \"Consent\" line 7 { means attestation \"consent was given\"; }\n"
      "  exclusion 2 \"Consent\" line 8 { means judgement by investigator; }\n"
      "  registry age \"18 Years\" line 9 { means unread \"so\"; }\n"
      "  lost exclusion 3 line 9 because \"the list skips 3\";\n"
      "}\n");
}

syntax::Criterion& criterion(syntax::Trial& trial, std::size_t item) {
  return std::get<syntax::Criterion>(trial.items[item]);
}

TEST(ReadBack, AWellFormedTrialDoes) {
  EXPECT_TRUE(ReadBack().reads_back(trial()));
}

TEST(ReadBack, WhatNoFileCanSayDoesNot) {
  using Change = void (*)(syntax::Trial&);
  const std::vector<Change> changes = {
      [](syntax::Trial& t) { criterion(t, 1).quotes[0].quote.text = "\xFF"; },
      [](syntax::Trial& t) { criterion(t, 1).quotes[1].line.text = "4 column 7"; },
      [](syntax::Trial& t) { criterion(t, 1).quotes[1].column->text = "-5"; },
      [](syntax::Trial& t) { criterion(t, 1).quotes[0].line.text = ""; },
      [](syntax::Trial& t) { criterion(t, 1).quotes.clear(); },
      [](syntax::Trial& t) {
        criterion(t, 1).means[0].expression.node = syntax::Unread{{"\xFF", {}}};
      },
      [](syntax::Trial& t) {
        criterion(t, 1).name.which = syntax::Number{"x", {}};
      },
      [](syntax::Trial& t) {
        criterion(t, 2).means[0].expression.node = syntax::FactHolds{{"no name", {}}};
      },
      [](syntax::Trial& t) {
        criterion(t, 5).name.which = syntax::Name{"a b", {}};
      },
      [](syntax::Trial& t) { std::get<syntax::Lost>(t.items[6]).line.text = "x"; },
      [](syntax::Trial& t) {  // a chain of one is printed as its one
        syntax::Expression holds{syntax::FactHolds{{"smoker", {}}}, {}};
        syntax::Chain inner{syntax::Connective::and_, {holds}};
        criterion(t, 2).means[0].expression.node = inner;
      },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    syntax::Trial changed = trial();
    changes[i](changed);
    EXPECT_FALSE(ReadBack().reads_back(changed)) << "change " << i;
  }
}

TEST(ReadBack, WhatWasSeenBeforeIsStillLookedAt) {
  ReadBack read_back;
  EXPECT_TRUE(read_back.reads_back(trial()));
  EXPECT_TRUE(read_back.reads_back(trial()));
  syntax::Trial other = trial();
  criterion(other, 2).means[0].expression.node = syntax::FactHolds{{"no name", {}}};
  EXPECT_FALSE(read_back.reads_back(other));
  EXPECT_FALSE(read_back.reads_back(other));
  other = trial();
  criterion(other, 2).other_readings[0].reason.text = "\xFF";
  EXPECT_FALSE(read_back.reads_back(other));
  other = trial();
  criterion(other, 2).other_readings[0].expression.node = syntax::FactHolds{{"no name", {}}};
  EXPECT_FALSE(read_back.reads_back(other));
  other = trial();
  criterion(other, 2).assumes[0].reason.text = "\xFF";
  EXPECT_FALSE(read_back.reads_back(other));
}

TEST(ReadBack, WhatPeopleAddIsNotReadInPart) {
  syntax::Trial commented = trial();
  criterion(commented, 2).comments = {"// a comment"};
  EXPECT_FALSE(ReadBack().reads_back(commented));
  commented = trial();
  criterion(commented, 2).other_readings[0].comments = {"// a comment"};
  EXPECT_FALSE(ReadBack().reads_back(commented));
  syntax::Trial accepting = trial();
  criterion(accepting, 2).accepts.push_back({{"missing-unit", {}}, {"so", {}}, {}});
  EXPECT_FALSE(ReadBack().reads_back(accepting));
}

TEST(ReadBack, WhatATrialAcceptsIsReadWithItsOtherStatements) {
  syntax::Trial accepting = trial();
  accepting.items.emplace_back(syntax::Accept{{"no-criteria", {}}, {"a \"reason\"", {}}, {}});
  EXPECT_TRUE(ReadBack().reads_back(accepting));
  std::get<syntax::Accept>(accepting.items.back()).reason.text = "\xFF";
  EXPECT_FALSE(ReadBack().reads_back(accepting));
}

}  // namespace
}  // namespace eligo
