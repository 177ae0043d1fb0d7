// What a profile's reader hands on that the case files do not show.

#include <gtest/gtest.h>

#include "sample_patients.h"

namespace eligo {
namespace {

TEST(Profile, ReadPatientNamesItsInputAndNoPlace) {
  const SourceText text("", R"({"id": "a", "HbA1d": 8})");
  const Result<JsonValue> value = parse_json(text);
  ASSERT_TRUE(value);
  const PatientOrRejection record = read_patient(*value, "p.json", sample_vocabulary());
  const auto* read = std::get_if<ReadPatient>(&record);
  ASSERT_NE(read, nullptr);
  ASSERT_EQ(read->warnings.size(), 1U);
  EXPECT_EQ(read->warnings[0].source, "p.json");
  EXPECT_FALSE(read->warnings[0].place);
  EXPECT_EQ(read->warnings[0].json_path, "/HbA1d");
}

TEST(Profile, PathsOfDecisionsAreOfTheRecordAndThoseOfFindingsOfTheInput) {
  const ReadInput input = read_input(R"([{"id": "a"}, {"id": "b", "labs": [
    {"name": "HbA1c", "value": 81, "unit": "%"}]}])");
  ASSERT_EQ(input.patients.size(), 2U);
  const ReadPatient& second = input.patients[1];
  EXPECT_EQ(second.patient.observations.at(0).path, "/labs/0");
  EXPECT_EQ(second.warnings.at(0).json_path, "/1/labs/0");
}

TEST(Profile, PathsEscapeWhatPointersMust) {
  const ReadPatient read = read_one(R"({"id": "a", "a/b~c": 1})");
  EXPECT_EQ(warning_of(read, DiagnosticCode::unknown_profile_field).json_path, "/a~1b~0c");
}

TEST(Profile, SaysWhereAgeAndSexStand) {
  EXPECT_EQ(read_one(R"({"id": "a", "age": 4, "sex": "male"})").patient.age_path, "/age");
  EXPECT_EQ(read_one(R"({"id": "a", "age": 4, "sex": "male"})").patient.sex_path, "/sex");
  EXPECT_EQ(read_one(R"({"id": "a", "birthDate": "2000"})").patient.age_path, "/birthDate");
  for (const std::string both : {R"({"id": "a", "birthDate": "2000", "age": 4})",
                                 R"({"id": "a", "age": 4, "birthDate": "2000"})"}) {
    EXPECT_EQ(read_one(both).patient.age_path, "/birthDate");
    EXPECT_FALSE(read_one(both).patient.age_years);
  }
}

TEST(Profile, KeepsIdsAsTheyAre) {
  EXPECT_EQ(read_one(R"({"id": " =HYPERLINK(1) "})").patient.id, " =HYPERLINK(1) ");
}

TEST(Profile, CountsFindingsThatAreTooMany) {
  std::string profile = R"({"id": "a")";
  for (int i = 0; i < 250; ++i) profile += ", \"strange field " + std::to_string(i) + "\": 1";
  const ReadPatient read = read_one(profile + "}");
  EXPECT_EQ(read.warnings.size(), 201U);
  EXPECT_NE(warning_of(read, DiagnosticCode::more_findings).message.find("50 more"),
            std::string::npos);
  EXPECT_FALSE(
      has_warning(read_one(R"({"id": "a", "strange": 1})"), DiagnosticCode::more_findings));
}

TEST(Profile, CountsErrorsThatAreTooMany) {
  std::string labs;
  for (int i = 0; i < 30; ++i) {
    labs += (i > 0 ? "," : "") + std::string(R"({"name": "HbA1c", "value": 8, "date": "no"})");
  }
  const RejectedRecord rejected = rejection_of(R"({"id": "a", "labs": [)" + labs + "]}");
  EXPECT_EQ(rejected.path, "/labs/0/date");
  EXPECT_NE(rejected.why.find("/labs/19/date"), std::string::npos);
  EXPECT_EQ(rejected.why.find("/labs/20/date"), std::string::npos);
  EXPECT_NE(rejected.why.find("and 10 more"), std::string::npos);
}

TEST(Profile, CutsLongTextsInMessages) {
  const std::string name(5000, 'x');
  const ReadPatient read = read_one(R"({"id": "a", ")" + name + R"(": 1})");
  EXPECT_LT(warning_of(read, DiagnosticCode::unknown_profile_field).message.size(), 200U);
}

TEST(Profile, AnUnreadableResultIsKeptWithoutItsValueAndItsUnitAsNoAssumption) {
  const ReadPatient read = read_one(R"({"id": "a", "labs": [
    {"name": "HbA1c", "value": 6, "unit": "%", "date": "2020"},
    {"name": "HbA1c", "value": "7,2", "date": "2026"}]})");
  ASSERT_EQ(read.patient.observations.size(), 2U);
  EXPECT_TRUE(read.patient.observations[0].readable);
  const Observation& newest = read.patient.observations[1];
  EXPECT_FALSE(newest.readable);
  EXPECT_FALSE(newest.plausible);
  EXPECT_FALSE(newest.unit_defaulted);
  EXPECT_EQ(newest.value, Interval{});
  ASSERT_TRUE(newest.date);
  EXPECT_EQ(newest.date->text, "2026");
}

TEST(Profile, ListsHaveTheirNamesAndKinds) {
  EXPECT_EQ(name_of(RecordList::procedures), "procedures");
  EXPECT_EQ(list_of(ConceptKind::condition), RecordList::conditions);
  EXPECT_EQ(list_of(ConceptKind::medication), RecordList::medications);
  EXPECT_EQ(list_of(ConceptKind::procedure), RecordList::procedures);
  EXPECT_EQ(list_of(ConceptKind::event), RecordList::events);
}

}  // namespace
}  // namespace eligo
