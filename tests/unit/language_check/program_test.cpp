// What a checked rule becomes.

#include <algorithm>

#include "check_files.h"
#include "language/load.h"
#include "text/json.h"

namespace eligo::testing {
namespace {

Program program_of(const std::string& text) {
  auto checked = check_text("rules.eligo", text);
  EXPECT_TRUE(checked) << rendered(checked.diagnostics);
  return checked ? std::move(checked->front()) : Program{};
}

// The operation at the root of one criterion that means `expression`.
template <typename T>
T root_of(const std::string& expression) {
  const Program program = program_of(meaning(expression));
  return std::get<T>(program[*program.criteria.at(0).root].operation);
}

Interval at_least(const char* low) {
  return {Bound{Rational(low), true}, std::nullopt};
}
Interval below(const char* high) {
  return {std::nullopt, Bound{Rational(high), false}};
}
Interval between(const char* low, const char* high) {
  return {Bound{Rational(low), true}, Bound{Rational(high), true}};
}

// Every node stands behind its operands, and belongs to one parent or one reading of a criterion.
void expect_a_forest(const Program& program) {
  std::vector<int> parents(program.nodes.size(), 0);
  for (std::uint32_t i = 0; i < program.nodes.size(); ++i) {
    EXPECT_FALSE(program.nodes[i].text.empty());
    for (const NodeId operand : operands_of(program.nodes[i].operation)) {
      EXPECT_LT(operand.index, i);
      ++parents[operand.index];
    }
  }
  for (const Criterion& criterion : program.criteria) {
    if (criterion.root) ++parents[criterion.root->index];
    for (const OtherReading& other : criterion.other_readings) ++parents[other.root.index];
  }
  EXPECT_TRUE(std::all_of(parents.begin(), parents.end(), [](int count) { return count == 1; }));
}

TEST(Program, children_stand_before_their_parents) {
  const Program program = program_of(read_file(cases_folder() / "fine.eligo"));
  EXPECT_GT(program.nodes.size(), 40U);
  expect_a_forest(program);
  const Program readings = program_of(read_file(cases_folder() / "fine_other_readings.eligo"));
  EXPECT_GT(readings.nodes.size(), 8U);
  expect_a_forest(readings);
}

TEST(Program, criteria_are_sorted_and_named) {
  const Program program = program_of(read_file(cases_folder() / "fine.eligo"));
  std::vector<std::string> ids;
  for (const Criterion& criterion : program.criteria) ids.push_back(criterion.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"R.age", "R.sex", "R.healthy", "I1", "I2", "I3", "I4",
                                           "E1", "E2", "E5"}));
  EXPECT_EQ(program.trial, "made_up");
  EXPECT_EQ(program.document, "trial.txt");
  EXPECT_EQ(program.criteria[0].text, "Minimum age: 18 Years / Maximum age: 65 Years");
  EXPECT_EQ(program.criteria[0].line, 3U);
  EXPECT_EQ(program.criteria[0].kind, CriterionKind::registry);
  EXPECT_EQ(program.criteria[9].root, std::nullopt);
  EXPECT_EQ(program.criteria[9].lost_because, "the list skips it");
  EXPECT_EQ(program.criteria[9].line, 21U);
  ASSERT_EQ(program.conflicts.size(), 1U);
  EXPECT_EQ(program.conflicts[0].first, CriterionIndex{3});
  EXPECT_EQ(program.conflicts[0].second, CriterionIndex{0});
  ASSERT_EQ(program.withheld.size(), 1U);
  EXPECT_EQ(program.withheld[0].kind, CriterionKind::exclusion);
  EXPECT_EQ(program.withheld[0].line, 20U);
}

TEST(Program, the_order_of_the_file_does_not_matter) {
  const std::string first = "exclusion 2 \"Any malignancy\" line 18 { means condition(stroke); }\n";
  const std::string second = "inclusion 1 \"Any malignancy\" line 18 { means fact(pregnant); }\n";
  const Program one = program_of(trial_with(first + second));
  const Program other = program_of(trial_with(second + first));
  ASSERT_EQ(one.criteria.size(), 2U);
  EXPECT_EQ(one.criteria[0].id, "I1");
  EXPECT_EQ(one[*one.criteria[0].root].text, "fact(pregnant)");
  EXPECT_EQ(other.criteria[0].id, "I1");
  EXPECT_EQ(other[*other.criteria[0].root].text, "fact(pregnant)");
}

TEST(Program, assumptions_wrap_what_they_are_about) {
  const Program program =
      program_of(trial_with("exclusion 1 \"Any malignancy\" line 18 {\n"
                            "  means hba1c > 7 % assuming \"inner\" and condition(stroke);\n"
                            "  assume unit % because \"the text gives no unit\";\n"
                            "  assume because \"outer\";\n}\n"));
  EXPECT_EQ(program.assumptions,
            (std::vector<std::string>{"inner", "the text gives no unit; read as %", "outer"}));
  const Node& root = program[*program.criteria[0].root];
  const auto& outer = std::get<UnderAssumption>(root.operation);
  EXPECT_EQ(outer.assumption, AssumptionId{2});
  const auto& unit = std::get<UnderAssumption>(program[outer.operand].operation);
  EXPECT_EQ(unit.assumption, AssumptionId{1});
  const auto& both = std::get<AllOf>(program[unit.operand].operation);
  ASSERT_EQ(both.operands.size(), 2U);
  const auto& inner = std::get<UnderAssumption>(program[both.operands[0]].operation);
  EXPECT_EQ(inner.assumption, AssumptionId{0});
  EXPECT_EQ(program[inner.operand].text, "hba1c > 7 %");
  EXPECT_EQ(root.text, program[unit.operand].text);
}

TEST(Program, assumptions_wrap_the_first_reading_only) {
  const Program program = program_of(
      trial_with("exclusion 1 \"Any malignancy\" line 18 {\n"
                 "  or means hba1c > 8 % because \"another limit\";\n"
                 "  assume because \"of the first\";\n"
                 "  means hba1c > 7 %;\n"
                 "  or means hba1c > 9 % assuming \"its own\" because \"a third\";\n}\n"));
  const Criterion& criterion = program.criteria[0];
  EXPECT_TRUE(std::holds_alternative<UnderAssumption>(program[*criterion.root].operation));
  EXPECT_EQ(program[*criterion.root].text, "hba1c > 7 %");
  ASSERT_EQ(criterion.other_readings.size(), 2U);
  EXPECT_EQ(criterion.other_readings[0].because, "another limit");
  const Node& second = program[criterion.other_readings[0].root];
  EXPECT_EQ(second.text, "hba1c > 8 %");
  EXPECT_TRUE(std::holds_alternative<ObservedInRange>(second.operation));
  EXPECT_EQ(criterion.other_readings[1].because, "a third");
  const Node& third = program[criterion.other_readings[1].root];
  const auto& own = std::get<UnderAssumption>(third.operation);
  EXPECT_EQ(program.assumptions[own.assumption.index], "its own");
}

TEST(Program, a_criterion_has_one_reading_unless_the_file_gives_another) {
  const Program program = program_of(meaning("hba1c > 7 %"));
  EXPECT_TRUE(program.criteria[0].other_readings.empty());
  EXPECT_TRUE(program.criteria[0].accepted.empty());
  EXPECT_TRUE(program.accepted.empty());
}

TEST(Program, what_is_accepted_stands_where_it_was_written) {
  const Program program =
      program_of(trial_with("accept \"no-criteria\" because \"of the trial\";\n"
                            "exclusion 1 \"Any malignancy\" line 18 {\n"
                            "  means condition(malignancy);\n"
                            "  accept \"vague-term\" because \"of the criterion\";\n}\n"));
  ASSERT_EQ(program.accepted.size(), 1U);
  EXPECT_EQ(program.accepted[0].code, "no-criteria");
  EXPECT_EQ(program.accepted[0].reason, "of the trial");
  EXPECT_EQ(program.accepted[0].place.position.line, 3U);
  ASSERT_EQ(program.criteria[0].accepted.size(), 1U);
  const AcceptedFinding& accepted = program.criteria[0].accepted[0];
  EXPECT_EQ(accepted.code, "vague-term");
  EXPECT_EQ(accepted.reason, "of the criterion");
  EXPECT_EQ(accepted.place.position.line, 6U);
  EXPECT_EQ(accepted.place.position.column, 10U);
  EXPECT_EQ(accepted.place.length, 12U);
}

TEST(Program, limits_come_in_the_default_unit_and_as_written) {
  const auto converted = root_of<ObservedInRange>("hba1c >= 58 mmol/mol");
  EXPECT_EQ(converted.range, at_least("39/5"));  // 58 × 0.1 + 2
  EXPECT_EQ(converted.written, at_least("58"));
  EXPECT_EQ(converted.written_unit, "mmol/mol");
  const auto plain = root_of<ObservedInRange>("hba1c < 7.5 %");
  EXPECT_EQ(plain.range, below("15/2"));
  EXPECT_EQ(plain.written, plain.range);
  const auto bare = root_of<ObservedInRange>("inr < 1.5");
  EXPECT_EQ(bare.range, below("3/2"));
  EXPECT_EQ(bare.written_unit, "");
  const auto percent = root_of<ObservedInRange>("inr < 150 %");
  EXPECT_EQ(percent.range, below("3/2"));
  EXPECT_EQ(percent.written, below("150"));
  const auto exact = root_of<ObservedInRange>("weight = 70.20 kg");
  EXPECT_EQ(exact.range, between("351/5", "351/5"));
  const auto multiple = root_of<ObservedInRange>("alt < 3 xULN");
  EXPECT_EQ(multiple.scale, LimitScale::upper_reference_limit);
  EXPECT_EQ(multiple.range, below("3"));
  const auto lower = root_of<ObservedInRange>("alt < 1 xLLN");
  EXPECT_EQ(lower.scale, LimitScale::lower_reference_limit);
}

TEST(Program, ranges_include_both_ends_and_share_a_unit) {
  const auto shared = root_of<ObservedInRange>("creatinine from 50 to 150 umol/L");
  EXPECT_EQ(shared.range, between("1/2", "3/2"));
  EXPECT_EQ(shared.written, between("50", "150"));
  const auto scaled = root_of<ObservedInRange>("creatinine from 0.5 mg/dL to 0.02 g/dL");
  EXPECT_EQ(scaled.range, between("1/2", "20"));
  EXPECT_EQ(scaled.written, between("1/2000", "1/50"));
  EXPECT_EQ(scaled.written_unit, "g/dL");
  const auto apart = root_of<ObservedInRange>("hba1c from 48 mmol/mol to 9 %");
  EXPECT_EQ(apart.range, between("34/5", "9"));
  EXPECT_EQ(apart.written, apart.range);
  EXPECT_EQ(apart.written_unit, "%");
}

TEST(Program, names_on_a_scale_are_positions) {
  EXPECT_EQ(root_of<ObservedInRange>("nyha_class >= \"III\"").range, at_least("3"));
  EXPECT_EQ(root_of<ObservedInRange>("nyha_class >= 3").range, at_least("3"));
  EXPECT_EQ(root_of<ObservedInRange>("nyha_class from \"ii\" to \"III\"").range, between("2", "3"));
  EXPECT_EQ(root_of<ObservedInRange>("pain_grade >= 3").range, at_least("4"));
  EXPECT_EQ(root_of<ObservedResult>("urine_protein is \"TRACE\", \"2+\"").results,
            (std::vector<std::uint32_t>{1, 3}));
}

TEST(Program, observations_and_windows) {
  const auto test = root_of<ObservedInRange>(
      "fasting serum c_peptide within 2 weeks before randomization < 1 ng/mL");
  EXPECT_TRUE(test.observation.fasting);
  EXPECT_EQ(test.observation.specimen, Specimen::serum);
  EXPECT_EQ(test.observation.window, (TimeWindow{{2, Period::Unit::weeks}, Anchor::randomization}));
  const auto at = root_of<ObservedInRange>("c_peptide at first_dose < 1 ng/mL");
  EXPECT_EQ(at.observation.window, std::nullopt);
  EXPECT_FALSE(at.observation.fasting);
  EXPECT_EQ(at.observation.specimen, std::nullopt);
}

TEST(Program, records) {
  const auto found = root_of<RecordFound>(
      "condition(malignancy or stroke except basal_cell_carcinoma with outcome \"cured\") resolved "
      "within 5 years before screening");
  const Vocabulary& vocabulary = small_vocabulary();
  EXPECT_EQ(found.record.kinds, std::vector<ConceptKind>{ConceptKind::condition});
  EXPECT_EQ(found.record.terms,
            (std::vector<ConceptId>{*vocabulary.find("malignancy"), *vocabulary.find("stroke")}));
  ASSERT_EQ(found.record.exceptions.size(), 1U);
  EXPECT_EQ(found.record.exceptions[0].outcomes, std::vector<std::string>{"cured"});
  EXPECT_EQ(found.record.status, RecordStatus::resolved);
  EXPECT_EQ(found.record.window, (TimeWindow{{5, Period::Unit::years}, Anchor::screening}));
  EXPECT_EQ(root_of<RecordFound>("exposure(insulin)").record.kinds,
            (std::vector<ConceptKind>{ConceptKind::medication, ConceptKind::procedure,
                                      ConceptKind::event}));
  EXPECT_TRUE(root_of<RecordFound>("condition(any) active").record.terms.empty());
}

TEST(Program, what_the_vocabulary_does_not_know_keeps_its_own_words) {
  const auto girth = root_of<MeasuredInRange>(
      "fasting urine measured \"Forearm-Girth\" within 2 weeks before screening from 25 cm to 400 "
      "mm");
  EXPECT_EQ(girth.observation.name, (OwnName{"Forearm-Girth", "forearm girth"}));
  EXPECT_TRUE(girth.observation.fasting);
  EXPECT_EQ(girth.observation.specimen, Specimen::urine);
  EXPECT_EQ(girth.observation.window, (TimeWindow{{2, Period::Unit::weeks}, Anchor::screening}));
  EXPECT_EQ(girth.range, between("250", "400"));
  ASSERT_TRUE(girth.unit);
  EXPECT_EQ(girth.unit->ucum, "mm");
  EXPECT_EQ(girth.unit_text, "mm");
  const auto score = root_of<MeasuredInRange>("measured \"a score\" >= -2");
  EXPECT_EQ(score.range, at_least("-2"));
  EXPECT_FALSE(score.unit);
  EXPECT_EQ(score.unit_text + score.own_unit, "");
  const auto fingers = root_of<MeasuredInRange>("measured \"x\" < 3 \"Finger-breadths\"");
  EXPECT_FALSE(fingers.unit);
  EXPECT_EQ(fingers.unit_text, "Finger-breadths");
  EXPECT_EQ(fingers.own_unit, "finger breadths");
  const auto multiple = root_of<MeasuredInRange>("measured \"x\" < 3 xULN");
  EXPECT_EQ(multiple.scale, LimitScale::upper_reference_limit);
  EXPECT_FALSE(multiple.unit);
  const auto found = root_of<RecordFound>("condition(stroke or \"Odd-Ear syndrome\")");
  EXPECT_EQ(found.record.terms, std::vector<ConceptId>{*small_vocabulary().find("stroke")});
  EXPECT_EQ(found.record.own_names,
            std::vector<OwnName>({{"Odd-Ear syndrome", "odd ear syndrome"}}));
  EXPECT_FALSE(root_of<RecordFound>("condition(\"Odd-Ear syndrome\")").record.takes_any_term());
  EXPECT_TRUE(root_of<RecordFound>("condition(any)").record.takes_any_term());
}

TEST(Program, a_criterion_knows_its_column) {
  const Program program = program_of(
      trial_with("exclusion 1 \"malignancy\" line 18 column 8 { means condition(malignancy); }\n"
                 "exclusion 2 \"Any malignancy\" line 18 { means condition(malignancy); }\n"));
  ASSERT_EQ(program.criteria.size(), 2U);
  EXPECT_EQ(program.criteria[0].line, 18U);
  EXPECT_EQ(program.criteria[0].column, 8U);
  EXPECT_EQ(program.criteria[1].column, 0U);
}

TEST(Program, ages_and_times) {
  const auto age = root_of<AgeInRange>("age from 18 to 65 years");
  EXPECT_EQ(age.unit, Period::Unit::years);
  EXPECT_EQ(age.range, between("18", "65"));
  const auto dose = root_of<DoseInRange>("dose of medication(insulin) < 0.5 U/kg/d");
  EXPECT_EQ(dose.unit.text, "U/kg/d");
  EXPECT_EQ(dose.range, below("1/2"));
  const auto onset = root_of<OnsetAgeInRange>("age at onset of condition(stroke) < 30 years");
  EXPECT_EQ(onset.range, below("30"));
  const auto duration = root_of<DurationInRange>("duration of condition(stroke) >= 6 months");
  EXPECT_EQ(duration.unit, Period::Unit::months);
}

TEST(Program, ends_in_different_units_are_two_nodes) {
  const Program program = program_of(meaning("age from 6 months to 5 years"));
  ASSERT_EQ(program.nodes.size(), 3U);
  EXPECT_EQ(program.nodes[0].text, "age >= 6 months");
  EXPECT_EQ(std::get<AgeInRange>(program.nodes[0].operation).range, at_least("6"));
  EXPECT_EQ(program.nodes[1].text, "age <= 5 years");
  EXPECT_EQ(std::get<AllOf>(program.nodes[2].operation).operands.size(), 2U);
}

TEST(Program, connectives_keep_their_operands_in_order) {
  const auto implies = root_of<Implies>("fact(pregnant) implies condition(stroke)");
  EXPECT_LT(implies.condition, implies.consequence);
  const Program by_sex = program_of(meaning("case sex { female: fact(pregnant); male: anyone; }"));
  const auto& arms = std::get<BySex>(by_sex[*by_sex.criteria[0].root].operation);
  EXPECT_EQ(by_sex[arms.female].text, "fact(pregnant)");
  EXPECT_EQ(by_sex[arms.male].text, "anyone");
  EXPECT_EQ(
      root_of<AtLeast>("at least 2 of { fact(pregnant); condition(stroke); sex is male; }").count,
      2U);
  EXPECT_EQ(root_of<Question>("judgement by investigator \"fit\"").words, "fit");
  EXPECT_EQ(root_of<Question>("attestation").kind, Question::Kind::attestation);
}

// The profile of an example that says `data`.
std::string profile_of(const std::string& data) {
  const Program program =
      program_of(trial_with("inclusion 7 \"Any malignancy\" line 18 {\n"
                            "  means condition(malignancy);\n  example " +
                            data + " -> unknown;\n}\n"));
  if (program.examples.size() != 1) return "";
  const SourceText text("profile", program.examples[0].profile);
  EXPECT_TRUE(parse_json(text)) << program.examples[0].profile;
  EXPECT_EQ(program.examples[0].expected, "unknown");
  return program.examples[0].profile;
}

TEST(Examples, become_profiles) {
  const std::string head = R"({"id": "example", "asOf": "2026-01-15")";
  EXPECT_EQ(profile_of("hba1c missing"), head + "}");
  EXPECT_EQ(profile_of("age = 50 years, sex = female"), head + R"(, "age": 50, "sex": "female"})");
  EXPECT_EQ(profile_of("age = 3 months"), head + R"(, "birthDate": "2025-10-15"})");
  EXPECT_EQ(profile_of("fasting serum hba1c = 7.50 % high 6 taken 2 weeks ago"),
            head + R"(, "labs": [{"name": "HbA1c", "value": 7.5, "unit": "%", "high": 6, )" +
                R"("fasting": true, "specimen": "serum", "date": "2026-01-01"}]})");
  EXPECT_EQ(profile_of("nyha_class = 2"),
            head + R"(, "labs": [{"name": "NYHA class", "value": "II", "date": "2026-01-15"}]})");
  EXPECT_EQ(profile_of("condition(stroke) active started 1 year ago outcome \"a \\\"b\\\"\""),
            head + R"(, "conditions": [{"name": "stroke", "status": "active", )" +
                R"("onset": "2025-01-15", "outcome": "a \"b\""}]})");
  EXPECT_EQ(profile_of("medication(insulin) started 2 days ago ended 1 day ago dose 0.5 U/kg/d"),
            head + R"(, "medications": [{"name": "insulin", "start": "2026-01-13", )" +
                R"("end": "2026-01-14", "dose": 0.5, "unit": "U/kg/d"}]})");
  EXPECT_EQ(profile_of("fact(pregnant) = true, attested = false"),
            head + R"(, "facts": {"pregnant": true}, "attestations": {"made_up/I7": false}})");
}

TEST(Examples, put_exposures_where_they_belong) {
  const std::string head = R"({"id": "example", "asOf": "2026-01-15", )";
  EXPECT_EQ(profile_of("exposure(clinical_trial) started 5 days ago"),
            head + R"("events": [{"name": "participation in a clinical trial", )" +
                R"("date": "2026-01-10"}]})");
  EXPECT_EQ(profile_of("exposure(clinical_trial) active started 5 days ago"),
            head + R"("events": [{"name": "participation in a clinical trial", )" +
                R"("status": "active", "start": "2026-01-10"}]})");
  EXPECT_EQ(profile_of("no exposure(insulin)"),
            head + R"("complete": ["medications", "procedures", "events"]})");
  EXPECT_EQ(profile_of("no condition(stroke), condition(malignancy)"),
            head + R"("conditions": [{"name": "malignancy"}], "complete": ["conditions"]})");
}

TEST(Examples, keep_every_digit) {
  EXPECT_NE(profile_of("inr = 1.000000000000000000000000000000001")
                .find("\"value\": 1.000000000000000000000000000000001,"),
            std::string::npos);
}

TEST(LoadRules, takes_the_document_beside_the_file) {
  const auto loaded = load_rules(cases_folder() / "fine.eligo", small_vocabulary());
  ASSERT_TRUE(loaded) << rendered(loaded.diagnostics);
  EXPECT_EQ(loaded->front().rule_file, (cases_folder() / "fine.eligo").string());
}

TEST(LoadRules, reports_files_that_cannot_be_read) {
  for (const Path& file : {cases_folder() / "nothing.eligo", cases_folder()}) {
    const auto loaded = load_rules(file, small_vocabulary());
    EXPECT_FALSE(loaded);
    ASSERT_EQ(loaded.diagnostics.size(), 1U);
    EXPECT_EQ(slug_of(loaded.diagnostics[0].code), "unreadable-file");
  }
}

TEST(LoadRules, stops_at_what_is_no_rule_file) {
  const auto loaded = load_rules(cases_folder() / "trial.txt", small_vocabulary());
  EXPECT_FALSE(loaded);
  EXPECT_FALSE(loaded.diagnostics.empty());
}

}  // namespace
}  // namespace eligo::testing
