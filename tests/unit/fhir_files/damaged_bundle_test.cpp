// Damaged Bundles: the reader of streams says of every text what the parser of whole texts says.

#include <gtest/gtest.h>

#include <array>
#include <sstream>

#include "../../support/damaged_text.h"
#include "fhir/bundle_stream.h"
#include "fhir/resource_digest.h"
#include "read_files.h"

namespace eligo {
namespace {

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr int mutation_count = 3000;
#else
constexpr int mutation_count = 40000;
#endif

const std::string valid_bundle =
    "{\"resourceType\": \"Bundle\", \"type\": \"collection\",\n"
    " \"link\": [{\"relation\": \"self\", \"url\": \"https://example.org\"}],\r\n"
    R"( "entry": [{"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "1",)"
    "\n"
    R"(  "gender": "male", "birthDate": "1990-01-01"}, "search": {"mode": "match"}},)"
    "\n"
    R"(  {"resource": {"resourceType": "Observation", "id": "o", "status": "final",)"
    R"( "subject": {"reference": "Patient/1"}, "code": {"text": "caf\u00e9 level"},)"
    R"( "valueQuantity": {"value": -1.50e1, "unit": "%"}}}, {"resource": {"resourceType":)"
    R"( "Condition", "id": "c", "subject": {"reference": "urn:uuid:1"}, "code": {"text": "x"}}}],)"
    "\n \"total\": 3, \"meta\": {\"tag\": [null, true, [], {}]}}\n";

constexpr std::array<std::string_view, 30> pieces = {"{",
                                                     "}",
                                                     "[",
                                                     "]",
                                                     "\"",
                                                     ",",
                                                     ":",
                                                     "null",
                                                     "true",
                                                     "-1",
                                                     "1e9",
                                                     "\\u0000",
                                                     "\n",
                                                     "\xFF",
                                                     "\"id\"",
                                                     "\"entry\": ",
                                                     "{}",
                                                     "[]",
                                                     "\"\"",
                                                     "\\",
                                                     "01",
                                                     "\"entry\":[{}],",
                                                     "\xEF\xBB\xBF",
                                                     "nul",
                                                     "},{",
                                                     "\\ud800",
                                                     "1e999",
                                                     "\t",
                                                     "\"resourceType\": \"Bundle\",",
                                                     " "};

// The entries that a Bundle has as a whole text; nothing where it cannot be used.
std::optional<std::vector<ResourceDigest>> entries_of_whole(const std::string& text) {
  const Result<JsonValue> value = parse_json(SourceText("", text));
  if (!value || value->as_object() == nullptr) return std::nullopt;
  const JsonValue* type = value->member("resourceType");
  if (type == nullptr || type->as_string() == nullptr || *type->as_string() != "Bundle") {
    return std::nullopt;
  }
  std::vector<ResourceDigest> digests;
  const JsonValue* entries = value->member("entry");
  if (entries == nullptr) return digests;
  if (entries->as_array() == nullptr) return std::nullopt;
  for (const JsonValue& entry : *entries->as_array()) {
    if (entry.as_object() == nullptr) return std::nullopt;
    digests.push_back(digest_of(entry));
  }
  return digests;
}

// The same, read as a stream.
std::optional<std::vector<ResourceDigest>> entries_of_stream(const std::string& text) {
  std::istringstream input(text);
  ByteStream bytes(input);
  JsonScanner scanner(bytes, "input.json");
  if (scanner.next() != '{') return std::nullopt;
  std::vector<ResourceDigest> digests;
  const auto fault = read_bundle(
      scanner, 0, [&](const JsonPiece& entry, std::size_t number) -> std::optional<BundleFault> {
        EXPECT_EQ(number, digests.size()) << text;
        digests.push_back(digest_of(entry.value));
        return std::nullopt;
      });
  if (fault) {
    EXPECT_FALSE(fault->why.empty()) << text;
    return std::nullopt;
  }
  if (scanner.next() != ByteStream::end) return std::nullopt;
  return digests;
}

TEST(DamagedBundles, AreWhatTheWholeTextIs) {
  ASSERT_EQ(entries_of_whole(valid_bundle).value_or(std::vector<ResourceDigest>{}).size(), 3U);
  testing::TextDamager damager(valid_bundle, pieces, 3);
  int usable = 0;
  for (int i = 0; i < mutation_count; ++i) {
    const std::string text = damager.damaged();
    const auto whole = entries_of_whole(text);
    ASSERT_EQ(entries_of_stream(text), whole) << text;
    usable += whole ? 1 : 0;
  }
  // Both ways are well travelled.
  EXPECT_GT(usable, mutation_count / 20);
  EXPECT_GT(mutation_count - usable, mutation_count / 20);
}

TEST(DamagedBundles, GiveAPatientOrARejectionWithAReason) {
  testing::TextDamager damager(valid_bundle, pieces, 3);
  int read = 0;
  int rejected = 0;
  for (int i = 0; i < mutation_count / 4; ++i) {
    const std::string text = damager.damaged();
    const ReadFiles files = read_content(text);
    ASSERT_FALSE(files.records.empty() && files.diagnostics.empty()) << text;
    for (const ReadPatient* patient : files.patients()) {
      ASSERT_FALSE(patient->patient.id.empty()) << text;
    }
    for (const RejectedRecord* record : files.rejected()) ASSERT_FALSE(record->why.empty()) << text;
    read += files.patients().empty() ? 0 : 1;
    rejected += files.rejected().empty() ? 0 : 1;
  }
  EXPECT_GT(read, mutation_count / 80);
  EXPECT_GT(rejected, mutation_count / 80);
}

}  // namespace
}  // namespace eligo
