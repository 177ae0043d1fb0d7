// What the vocabulary does not know, named by the document's own words: only a record of that very
// name decides.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "decide/decide.h"
#include "language/check.h"
#include "language/parse.h"
#include "screened.h"
#include "text/json.h"

namespace eligo::testing {
namespace {

// The decision on an inclusion criterion that means `expression`.
Decision screened(const std::string& expression, const std::string& profile) {
  const std::string text =
      "trial made_up {\n  document \"trial.txt\" sha256 "
      "\"2f07d520a5106a01e210e594111e6d1f1bbbec0d64efc00b5898c9d0fea69e26\";\n"
      "  inclusion 1 \"malignancy\" line 18 column 8 { means " +
      expression + "; }\n}\n";
  const SourceText source("rules.eligo", text);
  const auto rules = parse_rules(source);
  EXPECT_TRUE(rules) << expression;
  const auto programs = check_rules(source, *rules, vocabulary(), [](const std::string& name) {
    return read_document(std::string(ELIGO_SOURCE_DIR) + "/tests/check/cases/" + name);
  });
  EXPECT_TRUE(programs) << expression << (programs ? "" : render(programs.diagnostics.front()));
  const SourceText record("p.json", "{\"id\": \"P\", \"asOf\": \"2026-01-15\", " + profile + "}");
  const auto json = parse_json(record);
  EXPECT_TRUE(json) << profile;
  const auto read = read_patient(*json, "p.json", vocabulary());
  const auto& patient = std::get<ReadPatient>(read);
  return decide(programs->front(), patient, vocabulary(), {.as_of = *patient.patient.as_of});
}

std::string result_of(const std::string& expression, const std::string& profile) {
  return std::string(name_of(screened(expression, profile).criteria.front().result));
}

// Of the one criterion, with the names that it asks for.
struct Open {
  std::string why;
  OpenKind kind{};
  std::string ask;
};
Open open_of(const std::string& expression, const std::string& profile) {
  const Decision decision = screened(expression, profile);
  EXPECT_EQ(decision.criteria.front().result, CriterionResult::unknown) << expression;
  EXPECT_EQ(decision.open.size(), 1U) << expression;
  if (decision.open.empty()) return {};
  return {decision.criteria.front().why, decision.open.front().kind, decision.open.front().ask};
}

std::string lab(const std::string& fields) {
  return R"("labs": [{"name": "Snail-size", "date": "2026-01-02", )" + fields + "}]";
}

const std::string over_50_mm = "measured \"snail size\" > 50 mm";

TEST(Measured, a_result_of_that_name_decides_in_every_unit_of_its_dimension) {
  EXPECT_EQ(result_of(over_50_mm, lab(R"("value": 50.1, "unit": "mm")")), "pass");
  EXPECT_EQ(result_of(over_50_mm, lab(R"("value": 50, "unit": "mm")")), "fail");
  EXPECT_EQ(result_of(over_50_mm, lab(R"("value": 5.01, "unit": "cm")")), "pass");
  EXPECT_EQ(result_of(over_50_mm, lab(R"("value": 5, "unit": "cm")")), "fail");
  EXPECT_EQ(result_of(over_50_mm, lab(R"("value": 60, "unit": "mm", "comparator": ">")")), "pass");
  EXPECT_EQ(result_of(over_50_mm, lab(R"("value": 40, "unit": "mm", "comparator": ">")")),
            "unknown");
  const CriterionDecision converted =
      screened(over_50_mm, lab(R"("value": 6, "unit": "cm")")).criteria.front();
  EXPECT_EQ(converted.why,
            "\"snail size\" 60 mm (6 cm × 10) on 2026-01-02 is over 50 mm (10 mm over the limit)");
  ASSERT_EQ(converted.evidence.size(), 1U);
  EXPECT_EQ(converted.evidence[0].path, "/labs/0");
  EXPECT_EQ(converted.evidence[0].as->value, "60");
  EXPECT_EQ(converted.column, 8U);
}

TEST(Measured, another_name_or_unit_leaves_it_open) {
  const Open none =
      open_of(over_50_mm, R"("labs": [{"name": "snail", "value": 60, "unit": "mm"}])");
  EXPECT_EQ(none.why, "no \"snail size\" on record; only a result of that very name can decide");
  EXPECT_EQ(none.kind, OpenKind::data);
  EXPECT_EQ(none.ask, "record \"snail size\"");
  const Open bare = open_of(over_50_mm, lab(R"("value": 60)"));
  EXPECT_EQ(bare.why,
            "\"snail size\" 60 on 2026-01-02 has no unit recorded, and the limit is in mm");
  EXPECT_EQ(bare.ask, "record \"snail size\" in mm");
  EXPECT_EQ(open_of(over_50_mm, lab(R"("value": 60, "unit": "kg")")).why,
            "\"snail size\" 60 kg on 2026-01-02 cannot be compared with a limit in mm");
  EXPECT_EQ(open_of(over_50_mm, lab(R"("value": 60, "unit": "thumbs")")).ask,
            "record \"snail size\" in mm");
  EXPECT_EQ(open_of("measured \"snail size\" > 5", lab(R"("value": 60, "unit": "mm")")).why,
            "\"snail size\" 60 mm on 2026-01-02 has a unit, and the limit has none");
}

TEST(Measured, a_score_has_no_unit) {
  const std::string score = "measured \"snail size\" from 3 to 8";
  EXPECT_EQ(result_of(score, lab(R"("value": 8)")), "pass");
  EXPECT_EQ(result_of(score, lab(R"("value": 9)")), "fail");
  EXPECT_EQ(result_of(score, lab(R"("value": 8, "unit": "{score}")")), "pass");
  EXPECT_EQ(result_of(score, lab(R"("value": 8, "unit": "%")")), "unknown");
  EXPECT_EQ(result_of(score, R"("vitals": {"snail size": 8})"), "pass");
}

TEST(Measured, a_unit_that_nobody_defined_is_compared_by_its_words) {
  const std::string fingers = "measured \"snail size\" >= 3 \"finger breadths\"";
  EXPECT_EQ(result_of(fingers, lab(R"("value": 3, "unit": "Finger-breadths")")), "pass");
  EXPECT_EQ(result_of(fingers, lab(R"("value": 2, "unit": "finger breadths")")), "fail");
  EXPECT_EQ(result_of(fingers, lab(R"("value": 3, "unit": "hand breadths")")), "unknown");
  EXPECT_EQ(result_of(fingers, lab(R"("value": 300, "unit": "mm")")), "unknown");
  EXPECT_EQ(result_of(fingers, lab(R"("value": 3)")), "unknown");
}

TEST(Measured, a_multiple_of_the_reference_limit_needs_no_unit) {
  const std::string twice = "measured \"snail size\" > 2 xULN";
  EXPECT_EQ(result_of(twice, lab(R"("value": 81, "high": 40)")), "pass");
  EXPECT_EQ(result_of(twice, lab(R"("value": 80, "high": 40, "unit": "thumbs")")), "fail");
  EXPECT_EQ(open_of(twice, lab(R"("value": 80)")).ask,
            "the laboratory's upper reference limit for \"snail size\"");
}

TEST(Measured, conditions_and_order_are_as_for_any_result) {
  EXPECT_EQ(result_of("fasting " + over_50_mm, lab(R"("value": 60, "unit": "mm")")), "unknown");
  EXPECT_EQ(
      result_of("fasting " + over_50_mm, lab(R"("value": 60, "unit": "mm", "fasting": true)")),
      "pass");
  const std::string recent = "measured \"snail size\" within 1 weeks before enrollment > 50 mm";
  EXPECT_EQ(result_of(recent, lab(R"("value": 60, "unit": "mm")")), "unknown");
  // No older result passes for a newer one that cannot be read.
  EXPECT_EQ(result_of(over_50_mm,
                      R"("labs": [{"name": "snail size", "value": 60, "unit": "mm",
                                   "date": "2025-01-01"},
                                  {"name": "snail size", "value": "60,5", "unit": "mm",
                                   "date": "2026-01-01"}])"),
            "unknown");
}

TEST(Measured, nobodys_word_stands_in_for_it) {
  const std::string attested = R"("attestations": {"made_up/I1": true})";
  EXPECT_EQ(result_of(over_50_mm, attested), "unknown");
  EXPECT_EQ(result_of("condition(\"purple ear syndrome\")", attested), "pass");
}

const std::string complete = R"(, "complete": ["conditions", "medications"])";

TEST(OwnName, a_record_of_that_name_decides) {
  const std::string record = R"("conditions": [{"name": "purple  EAR syndrome", "status": "active",
                                                "onset": "2020-03-01"}])";
  EXPECT_EQ(result_of("condition(\"purple ear syndrome\")", record), "pass");
  EXPECT_EQ(result_of("condition(\"purple ear syndrome\") active", record), "pass");
  EXPECT_EQ(result_of("not condition(\"purple ear syndrome\")", record), "fail");
  EXPECT_EQ(result_of("condition(asthma or \"purple ear syndrome\")", record), "pass");
  EXPECT_EQ(result_of("duration of condition(\"purple ear syndrome\") > 2 years", record), "pass");
  EXPECT_EQ(result_of("condition(\"purple ear disease\")", record + complete), "unknown");
  EXPECT_EQ(
      result_of("exposure(\"moonflower tea\")", R"("medications": [{"name": "Moonflower tea"}])"),
      "pass");
}

TEST(OwnName, without_one_even_a_complete_list_says_nothing) {
  const Open open = open_of("condition(\"purple ear syndrome\")", R"("conditions": [])" + complete);
  EXPECT_EQ(open.why,
            "no \"purple ear syndrome\" on record; the vocabulary does not know \"purple ear "
            "syndrome\", so only a record by that name can decide");
  EXPECT_EQ(open.kind, OpenKind::attestation);
  EXPECT_EQ(open.ask, "whether there is \"purple ear syndrome\"");
  EXPECT_EQ(result_of("condition(asthma)", R"("conditions": [])" + complete), "fail");
  EXPECT_EQ(
      result_of("condition(asthma or \"purple ear syndrome\")", R"("conditions": [])" + complete),
      "unknown");
  EXPECT_EQ(result_of("condition(asthma or \"purple ear syndrome\")",
                      R"("conditions": [{"name": "asthma"}])" + complete),
            "pass");
  // One that is over may go on under another name.
  EXPECT_EQ(result_of("condition(\"purple ear syndrome\") active",
                      R"("conditions": [{"name": "purple ear syndrome", "status": "resolved"}])" +
                          complete),
            "unknown");
}

TEST(OwnName, a_term_for_one_sex_does_not_speak_for_it) {
  EXPECT_EQ(result_of("condition(ovarian_cancer)", R"("sex": "male")"), "fail");
  EXPECT_EQ(result_of("condition(ovarian_cancer or \"Doe syndrome\")", R"("sex": "male")"),
            "unknown");
}

TEST(OwnName, more_of_a_dose_may_stand_under_another_name) {
  const std::string drug = "dose of medication(\"moonflower tea\") ";
  const std::string record =
      R"("medications": [{"name": "moonflower tea", "dose": 40, "unit": "mg/d",
                          "status": "active"}])";
  EXPECT_EQ(result_of(drug + "> 30 mg/d", record + complete), "pass");
  EXPECT_EQ(result_of(drug + "< 30 mg/d", record + complete), "fail");
  EXPECT_EQ(result_of(drug + "< 50 mg/d", record + complete), "unknown");
}

TEST(Unread, in_a_chain_it_stays_a_question_with_its_own_words) {
  const Open open = open_of("(anyone and unread \"as the committee defines it\") or sex is male",
                            R"("sex": "female")");
  EXPECT_EQ(open.ask, "\"as the committee defines it\"");
  EXPECT_EQ(open.kind, OpenKind::attestation);
  EXPECT_EQ(result_of("unread \"x\" or sex is female", R"("sex": "female")"), "pass");
  EXPECT_EQ(result_of("unread \"x\" and sex is male", R"("sex": "female")"), "fail");
}

}  // namespace
}  // namespace eligo::testing
