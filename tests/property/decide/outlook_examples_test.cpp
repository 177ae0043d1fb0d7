// What time alone does, by example: a criterion, a record screened on 2026-01-15, and its turns.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "decide/outlook.h"
#include "language/check.h"
#include "language/parse.h"
#include "screened.h"
#include "text/json.h"

namespace eligo::testing {
namespace {

using Lines = std::vector<std::string>;

// The outlook on a trial of these criteria, as "exclusion 1: age < 18 years".
Decision foretold(const Lines& criteria, const std::string& profile,
                  ScreeningOptions options = {.as_of = parse_date("2026-01-15")->earliest}) {
  std::string text =
      "trial made_up {\n  document \"trial.txt\" sha256 "
      "\"2f07d520a5106a01e210e594111e6d1f1bbbec0d64efc00b5898c9d0fea69e26\";\n";
  for (const std::string& criterion : criteria) {
    const std::size_t colon = criterion.find(':');
    text += "  " + criterion.substr(0, colon) + " \"malignancy\" line 18 column 8 { means " +
            criterion.substr(colon + 1) + "; }\n";
  }
  const SourceText source("rules.eligo", text + "}\n");
  const auto rules = parse_rules(source);
  EXPECT_TRUE(rules) << text;
  const auto programs = check_rules(source, *rules, vocabulary(), [](const std::string& name) {
    return read_document(std::string(ELIGO_SOURCE_DIR) + "/tests/check/cases/" + name);
  });
  EXPECT_TRUE(programs) << text << (programs ? "" : render(programs.diagnostics.front()));
  const SourceText record("p.json", "{\"id\": \"P\", \"asOf\": \"2026-01-15\", " + profile + "}");
  const auto json = parse_json(record);
  EXPECT_TRUE(json) << profile;
  const auto read = read_patient(*json, "p.json", vocabulary());
  const auto& patient = std::get<ReadPatient>(read);
  Decision decision = decide(programs->front(), patient, vocabulary(), options);
  add_outlook(programs->front(), patient, vocabulary(), options, decision);
  return decision;
}

// "2026-02-15 pass: more than 28 days after insulin (2026-01-17)"
Lines turns(const std::string& criterion, const std::string& profile,
            ScreeningOptions options = {.as_of = parse_date("2026-01-15")->earliest}) {
  Lines lines;
  const Decision decision = foretold({criterion}, profile, options);
  for (const Turn& turn : decision.criteria.front().turns) {
    lines.push_back(date_text(turn.from) + " " + std::string(name_of(turn.result)) + ": " +
                    turn.why);
  }
  return lines;
}

// "2026-02-15 eligible E1"; empty where time alone does not help.
std::string earliest(const Lines& criteria, const std::string& profile) {
  const Decision decision = foretold(criteria, profile);
  if (!decision.earliest) return {};
  std::string line = date_text(decision.earliest->day);
  line += " " + std::string(name_of(decision.earliest->verdict));
  for (const std::string& id : decision.earliest->criteria) line += " " + id;
  return line;
}

const std::string complete =
    R"(, "complete": ["conditions", "medications", "procedures", "events"])";
const std::string no_admission =
    "exclusion 1: event(hospital_admission) within 28 days before enrollment";

std::string admitted(const std::string& date) {
  return R"("events": [{"name": "hospital admission", "date": ")" + date + "\"}]" + complete;
}

TEST(Turns, AWashoutOf28DaysIsOverOnThe29thDay) {
  EXPECT_EQ(turns(no_admission, admitted("2026-01-10")),
            Lines{"2026-02-08 pass: more than 28 days after hospital admission (2026-01-10)"});
  EXPECT_EQ(turns(no_admission, admitted("2025-12-17")), Lines{});
  EXPECT_EQ(turns(no_admission, admitted("2025-12-18")),
            Lines{"2026-01-16 pass: more than 28 days after hospital admission (2025-12-18)"});
}

TEST(Turns, AWindowWithAPartialDateOpensFirst) {
  EXPECT_EQ(
      turns("exclusion 1: event(hospital_admission) within 12 months before enrollment",
            admitted("2025-03")),
      (Lines{"2026-03-02 unknown: perhaps more than 12 months after hospital admission (2025-03)",
             "2026-04-01 pass: more than 12 months after hospital admission (2025-03)"}));
}

TEST(Turns, WhatHasEndedIsCountedFromItsEnd) {
  EXPECT_EQ(turns("exclusion 1: medication(insulin) within 28 days before enrollment",
                  R"("medications": [{"name": "insulin", "start": "2020-01-01",
                      "end": "2026-01-05"}])" +
                      complete),
            Lines{"2026-02-03 pass: more than 28 days after the end of insulin (2026-01-05)"});
}

TEST(Turns, WhatHappensOnADayIsCountedFromItAndWhatLastsFromItsOnset) {
  const std::string no_shock =
      "exclusion 1: condition(septic_shock) within 6 months before enrollment";
  EXPECT_EQ(turns(no_shock,
                  R"("conditions": [{"name": "septic shock", "onset": "2025-11-30"}])" + complete),
            Lines{"2026-06-01 pass: more than 6 months after septic shock (2025-11-30)"});
  const std::string long_asthma = "exclusion 1: duration of condition(asthma) < 2 years";
  EXPECT_EQ(turns(long_asthma, R"("conditions": [{"name": "asthma", "onset": "2025-11-30"}])"),
            Lines{"2027-11-30 pass: 2 years after the onset of asthma (2025-11-30)"});
}

TEST(Turns, TheEntryThatTurnsIsNamed) {
  EXPECT_EQ(turns(no_admission,
                  R"("events": [{"name": "blood donation", "date": "2026-01-10"},
                      {"name": "hospital admission", "date": "2026-01-08"},
                      {"name": "hospital admission", "date": "2026-01-10"}])" +
                      complete),
            Lines{"2026-02-08 pass: more than 28 days after hospital admission (2026-01-10)"});
}

TEST(Turns, Birthdays) {
  EXPECT_EQ(turns("inclusion 1: age >= 18 years", R"("birthDate": "2008-03-01")"),
            Lines{"2026-03-01 pass: turns 18"});
  EXPECT_EQ(turns("inclusion 1: age >= 18 years", R"("birthDate": "2008-01-15")"), Lines{});
  EXPECT_EQ(turns("inclusion 1: age <= 65 years", R"("birthDate": "1960-01-16")"),
            Lines{"2026-01-16 fail: turns 66"});
  EXPECT_EQ(turns("inclusion 1: age < 65 years", R"("birthDate": "1961-02-01")"),
            Lines{"2026-02-01 fail: turns 65"});
  EXPECT_EQ(turns("exclusion 1: age < 6 months", R"("birthDate": "2025-08-31")"),
            Lines{"2026-03-01 pass: turns 6 months"});
}

TEST(Turns, BornOn29FebruaryTurns18On1MarchInAYearWithoutThatDay) {
  EXPECT_EQ(turns("inclusion 1: age >= 18 years", R"("birthDate": "2008-02-29")"),
            Lines{"2026-03-01 pass: turns 18"});
  EXPECT_EQ(turns("inclusion 1: age >= 20 years", R"("birthDate": "2008-02-29")"),
            Lines{"2028-02-29 pass: turns 20"});
}

TEST(Turns, APartialBirthDateTurnsInTwoSteps) {
  EXPECT_EQ(turns("inclusion 1: age >= 18 years", R"("birthDate": "2008-03")"),
            (Lines{"2026-03-01 unknown: may be 18 from then on",
                   "2026-03-31 pass: is surely 18 by then"}));
}

TEST(Turns, AStatedAgeGrowsFromTheScreeningDateOn) {
  EXPECT_EQ(turns("inclusion 1: age >= 18 years", R"("age": 17)"),
            (Lines{"2026-01-16 unknown: may be 18 from then on",
                   "2027-01-15 pass: is surely 18 by then"}));
}

const std::string recent_hba1c = "inclusion 1: hba1c within 3 months before enrollment >= 7.5 %";

std::string hba1c(const std::string& value, const std::string& date) {
  return R"("labs": [{"name": "HbA1c", "unit": "%", "value": )" + value + R"(, "date": ")" + date +
         "\"}]";
}

TEST(Turns, AResultAgesOutOfItsWindow) {
  EXPECT_EQ(turns(recent_hba1c, hba1c("8.1", "2026-01-02")),
            Lines{"2026-04-03 unknown: HbA1c of 2026-01-02 is then more than 3 months old"});
  EXPECT_EQ(turns("inclusion 1: hba1c >= 7.5 %", hba1c("8.1", "2026-01-02")), Lines{});
}

TEST(Turns, AResultAgesByTheRunsOwnLimit) {
  const ScreeningOptions options{.as_of = parse_date("2026-01-15")->earliest,
                                 .max_age = Period{90, Period::Unit::days}};
  EXPECT_EQ(turns("inclusion 1: hba1c >= 7.5 %", hba1c("8.1", "2026-01-02"), options),
            Lines{"2026-04-03 unknown: HbA1c of 2026-01-02 is then more than 90 days old"});
}

TEST(Turns, AResultDatedAheadComesIntoUse) {
  EXPECT_EQ(turns("inclusion 1: hba1c >= 7.5 %", hba1c("8.1", "2026-02-02")),
            Lines{"2026-02-02 pass: HbA1c of 2026-02-02 can be used from then on"});
}

TEST(Turns, ADurationIsReached) {
  EXPECT_EQ(turns("inclusion 1: duration of condition(type_1_diabetes) >= 1 years",
                  R"("conditions": [{"name": "type 1 diabetes mellitus", "onset": "2025-05-20",
                      "status": "active"}])"),
            Lines{"2026-05-20 pass: 1 year after the onset of type 1 diabetes mellitus "
                  "(2025-05-20)"});
}

TEST(Turns, ADayOfTheTrialThatIsKnownDoesNotMove) {
  const ScreeningOptions options{
      .as_of = parse_date("2026-01-15")->earliest,
      .anchors = {{Anchor::enrollment, parse_date("2026-01-20")->earliest}}};
  EXPECT_EQ(turns(no_admission, admitted("2026-01-10"), options), Lines{});
}

TEST(Turns, OneThatPassesAndFailsAgain) {
  EXPECT_EQ(turns("inclusion 1: age from 18 to 19 years", R"("birthDate": "2008-03-01")"),
            (Lines{"2026-03-01 pass: turns 18", "2028-03-01 fail: turns 20"}));
}

TEST(Turns, OneYearOfLife) {
  EXPECT_EQ(turns("exclusion 1: age from 18 to 18 years", R"("birthDate": "2008-03-01")"),
            (Lines{"2026-03-01 fail: turns 18", "2027-03-01 pass: turns 19"}));
}

TEST(Turns, NothingIsForetoldOfTheDead) {
  const std::string girl = R"("birthDate": "2008-03-01")";
  EXPECT_EQ(turns("inclusion 1: age >= 18 years", girl + R"(, "deceased": "2026-01-02")"), Lines{});
  EXPECT_EQ(turns("inclusion 1: age >= 18 years", girl + R"(, "deceased": "2026-03-01")"), Lines{});
  EXPECT_EQ(turns("inclusion 1: age >= 18 years", girl + R"(, "deceased": "2026-03-02")"),
            Lines{"2026-03-01 pass: turns 18"});
}

TEST(Earliest, TimeAloneAdmits) {
  EXPECT_EQ(earliest({no_admission}, admitted("2026-01-10")), "2026-02-08 eligible E1");
  EXPECT_EQ(
      earliest({no_admission, "inclusion 1: attestation \"consent\""}, admitted("2026-01-10")),
      "2026-02-08 undetermined E1");
}

TEST(Earliest, TimeCannotHelp) {
  const std::string too_high = hba1c("6.1", "2026-01-02") + ", " + admitted("2026-01-10");
  EXPECT_EQ(earliest({no_admission, "inclusion 1: hba1c >= 7.5 %"}, too_high), "");
  EXPECT_EQ(earliest({"inclusion 1: age <= 65 years"}, R"("birthDate": "1950-01-16")"), "");
}

TEST(Earliest, AResultThatFailsAgesOutOfItsWindow) {
  EXPECT_EQ(earliest({recent_hba1c}, hba1c("6.1", "2026-01-02")), "2026-04-03 undetermined I1");
}

TEST(Earliest, OfTwoCriteriaTheLaterDay) {
  EXPECT_EQ(earliest({no_admission, "inclusion 1: age >= 18 years"},
                     R"("birthDate": "2008-03-01", )" + admitted("2026-01-10")),
            "2026-03-01 eligible I1 E1");
}

TEST(Earliest, OneThatBeginsToFailMeanwhileCounts) {
  const Lines both{no_admission, "inclusion 1: age <= 17 years"};
  const std::string events = ", " + admitted("2026-01-10");
  EXPECT_EQ(earliest(both, R"("birthDate": "2008-03-01")" + events), "2026-02-08 eligible E1");
  EXPECT_EQ(earliest(both, R"("birthDate": "2008-02-01")" + events), "");
}

TEST(Earliest, OnlyForThePatientWhoIsIneligible) {
  EXPECT_EQ(earliest({"inclusion 1: age <= 65 years"}, R"("birthDate": "1960-01-16")"), "");
}

}  // namespace
}  // namespace eligo::testing
