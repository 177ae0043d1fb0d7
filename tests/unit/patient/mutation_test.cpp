// Damaged profiles: whatever is changed in a valid one, it is read or rejected with a reason.

#include <gtest/gtest.h>

#include <array>

#include "../../support/damaged_text.h"
#include "sample_patients.h"

namespace eligo {
namespace {

constexpr int mutation_count = 20000;

const std::string valid_profile =
    R"({"id": "P", "sex": "female", "birthDate": "1990-04-12", "asOf": "2026-01-15",)"
    R"("labs": [{"name": "HbA1c", "value": 8.1, "unit": "%", "date": "2026-01-02", "high": 6},)"
    R"({"loinc": "33914-3", "comparator": "<", "value": 60, "unit": "mL/min/{1.73_m2}"}],)"
    R"("vitals": {"weight": [{"value": 70, "unit": "kg"}, 71]}, "NYHA": {"value": "II"},)"
    R"("conditions": [{"name": "T1DM", "onset": "2012-03", "status": "active"}],)"
    R"("medications": [{"name": "insulin", "dose": 42, "unit": "U/day", "start": "2012"}],)"
    R"("events": [{"name": "hospital admission", "date": "2025-12-20"}],)"
    R"("facts": {"pregnant": false}, "attestations": {"NCT1/I2": true}, "INR": 1.1,)"
    R"("complete": ["conditions", "events"]})";

constexpr std::array<std::string_view, 24> pieces = {
    "{",       "}",  "[",   "]",       "\"",         ",",    ":",        "null",
    "true",    "-1", "1e9", "\\u0000", "\n",         "\xFF", "\"unit\"", "\"2024-02-30\"",
    "\"7,2\"", "{}", "[]",  "\"\"",    "\"id\": 1,", "0",    "\\",       "999"};

TEST(Mutations, AreReadOrRejectedWithAReason) {
  ASSERT_TRUE(read_one(valid_profile).warnings.empty());
  testing::TextDamager damager(valid_profile, pieces, 4);
  int read = 0;
  int rejected = 0;
  for (int i = 0; i < mutation_count; ++i) {
    const std::string text = damager.damaged();
    const ReadInput input = read_input(text);
    ASSERT_FALSE(input.in_order.empty() && input.diagnostics.empty() && text != "[]") << text;
    for (const ReadPatient& patient : input.patients) {
      ASSERT_FALSE(patient.patient.id.empty()) << text;
      for (const Diagnostic& warning : patient.warnings) {
        ASSERT_FALSE(warning.message.empty() || warning.json_path.empty()) << text;
      }
    }
    for (const RejectedRecord& record : input.rejected) ASSERT_FALSE(record.why.empty()) << text;
    read += input.patients.empty() ? 0 : 1;
    rejected += input.rejected.empty() ? 0 : 1;
  }
  // Both ways are well travelled.
  EXPECT_GT(read, mutation_count / 20);
  EXPECT_GT(rejected, mutation_count / 20);
}

}  // namespace
}  // namespace eligo
