#include "random_profile.h"

#include <array>
#include <string_view>
#include <vector>

namespace eligo::testing {
namespace {

using Texts = std::vector<std::string>;

struct Measurement {
  std::string_view name;
  std::string_view unit;
  std::string_view values[3];
};

const std::vector<Measurement> measurements = {
    {"HbA1c", "%", {"8.1", "6.45", "7"}},
    {"a1c", "mmol/mol", {"65", "42", "53.5"}},
    {"creatinine", "mg/dL", {"0.8", "1.46", "1"}},
    {"creatinine", "umol/L", {"71", "88.40", "129"}},
    {"ALT", "U/L", {"48", "22", "31.5"}},
    {"eGFR", "mL/min/{1.73_m2}", {"60", "99", "45.2"}},
    {"Hemoglobin", "g/L", {"135", "98", "101.5"}},
    {"platelets", "10*9/L", {"245", "99.9", "100"}},
    {"platelets", "K/uL", {"245", "99.9", "100"}},
    {"C-peptide", "ng/mL", {"0.2", "0.30", "1.1"}},
    {"INR", "1", {"1", "1.2", "0.9"}},
    {"body temperature", "Cel", {"36.6", "38", "37.25"}},
    {"weight", "kg", {"70", "64.5", "112"}},
    {"height", "m", {"1.72", "1.8", "1.655"}},
    {"systolic blood pressure", "mm[Hg]", {"128", "141", "99"}}};

const Texts odd_values = {"0",
                          "-1",
                          "-0.0",
                          "1e2",
                          "1E-1",
                          "100000",
                          "0.00001",
                          "01",
                          "5.",
                          ".5",
                          "\"8.1\"",
                          "\"II\"",
                          "null",
                          "true",
                          "[8.1]",
                          "{}",
                          "123456789012345",
                          "1234567890123456",
                          "0.123456789012345",
                          "+1",
                          "2",
                          "NaN",
                          ""};
const Texts odd_strings = {"\"\"",
                           "\" \"",
                           "\"\\u0041\"",
                           "\"x\\n\"",
                           "null",
                           "7",
                           "false",
                           "[]",
                           "{}",
                           "\"nonsense\"",
                           "\" %\"",
                           "\"mg/dL \"",
                           "\"HBA1C\"",
                           "\"\xC2\xB5mol/L\"",
                           "\"\xFF\"",
                           "\"\xC0\x80\"",
                           "\"\xED\xA0\x80\"",
                           "\"a\tb\"",
                           "\"weight\"",
                           "\"albumin\"",
                           "\"heparin\"",
                           "\"serum\"",
                           "\"Serum\""};
const Texts dates = {"\"2026-01-02\"", "\"2025-12\"", "\"2024\"", "\"2024-02-29\"",
                     "\"1999-12-31\""};
const Texts odd_dates = {"\"2023-02-29\"",
                         "\"2026-13\"",
                         "\"1799\"",
                         "\"2300-01-01\"",
                         "\"2026-1-2\"",
                         "\"2026-00\"",
                         "\"2026-01-00\"",
                         "\"2026-04-31\"",
                         "\"20260102\"",
                         "\"2026-01-02T10:15\"",
                         "\"2026-01-02T10:15Z\"",
                         "\"\"",
                         "null",
                         "2026",
                         "\"2100-02-29\"",
                         "\"2000-02-29\"",
                         "\"2026-01-02 \"",
                         "\"2026/01/02\"",
                         "\"abcd\"",
                         "\"2027-01-01\""};
const Texts terms = {"\"type 1 diabetes mellitus\"",
                     "\"T1DM\"",
                     "\"insulin\"",
                     "\"metformin\"",
                     "\"liver transplantation\"",
                     "\"hospital admission\"",
                     "\"pneumonia\"",
                     "\"breast cancer\""};
const Texts codes = {"\"loinc\": \"4548-4\"",  "\"loinc\": \"2160-0\"",    "\"icd10\": \"E10.9\"",
                     "\"icd10\": \"e109\"",    "\"snomed\": \"46635009\"", "\"rxnorm\": \"6809\"",
                     "\"loinc\": \"99999-9\"", "\"icd10\": \"C50\"",       "\"loinc\": null"};
const Texts blanks = {"", "", "", " ", "  ", "\t", "\r\n"};
const Texts odd_members = {"\"age\": 35",
                           "\"deceased\": false",
                           "\"anchors\": {}",
                           "\"units\": 1",
                           "\"id\": \"again\"",
                           "\"sex\": \"male\"",
                           "\"nonsense\": 1",
                           "\"$schema\": \"x\"",
                           "\"attestations\": {\"T/I1\": true}",
                           "\"resourceType\": \"Patient\"",
                           "\"\": 1",
                           "\"\\u0069d\": \"x\"",
                           "\"creatinine\": [1]",
                           "\"asOf\": \"2026-01\"",
                           "\"HbA1c\": null",
                           "\"labs\": {}",
                           "\"facts\": []",
                           "\"complete\": {}",
                           "\"pregnant\": 1",
                           "\"birthDate\": \"1890\"",
                           "\"facts\": {\"pregnant\": true}",
                           "\"birthDate\": \"1905-06-01\"",
                           "\"ECOG\": 1",
                           "\"smoker\": true"};

class Writer {
 public:
  Writer(RandomSource& random, int oddity) : random_(random), oddity_(oddity) {}

  std::string profile() {
    Texts members = {"\"id\": \"P-" + std::to_string(random_.between(1, 999)) + "\""};
    if (random_.coin())
      members.push_back("\"sex\": " + one_of({"\"male\"", "\"female\"", "\"other\"", "null"}));
    if (random_.coin()) {
      members.push_back("\"birthDate\": " + one_of({"\"1990-04-12\"", "\"1961-03\"", "\"1950\""}));
    }
    if (random_.coin()) members.push_back("\"asOf\": \"2026-01-15\"");
    if (random_.coin()) members.push_back("\"labs\": " + list([&] { return result(true); }));
    if (random_.coin()) members.push_back("\"vitals\": " + vitals());
    for (const char* name : {"conditions", "medications", "procedures", "events"}) {
      if (random_.coin()) continue;
      members.push_back(key(name) + list([&] { return entry(name); }));
    }
    if (random_.coin()) members.push_back("\"facts\": " + facts());
    if (random_.one_in(4)) members.push_back("\"attestations\": " + one_of({"{}", "null", "{ }"}));
    if (random_.coin()) {
      members.push_back("\"complete\": " +
                        one_of({"[]", R"(["conditions"])", R"(["events", "medications"])"}));
    }
    if (random_.one_in(3)) members.push_back(shorthand());
    if (is_odd()) members.push_back(random_.pick(odd_members));
    if (random_.one_in(3)) random_.shuffle(members);
    std::string text = random_.pick(blanks) + object(members);
    if (is_odd() && is_odd()) text += one_of({"x", "}", ",", " 1", "{}", "\n"});
    return text + random_.pick(blanks);
  }

 private:
  bool is_odd() { return random_.one_in(oddity_); }
  std::string one_of(const Texts& texts) { return random_.pick(texts); }
  static std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }
  std::string key(std::string_view name) {
    return quoted(name) + random_.pick(blanks) + ":" + random_.pick(blanks);
  }
  std::string or_odd(std::string text, const Texts& odd) {
    return is_odd() ? random_.pick(odd) : text;
  }
  std::string date() { return or_odd(random_.pick(dates), odd_dates); }

  std::string joined(const Texts& parts, char open, char close) {
    std::string text(1, open);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) text += "," + random_.pick(blanks);
      text += parts[i] + random_.pick(blanks);
    }
    return text + close;
  }
  std::string object(const Texts& members) { return joined(members, '{', '}'); }
  template <typename Make>
  std::string list(const Make& make) {
    Texts elements;
    for (int i = random_.between(0, 3); i > 0; --i) elements.push_back(make());
    return is_odd() && is_odd() ? random_.pick(odd_values) : joined(elements, '[', ']');
  }

  // A result, with its name or, where that is the key, without.
  std::string result(bool is_named) {
    const Measurement& measured = random_.pick(measurements);
    return result_of(measured, is_named);
  }
  std::string result_of(const Measurement& measured, bool is_named) {
    Texts members;
    if (is_named) members.push_back(key("name") + or_odd(quoted(measured.name), odd_strings));
    members.push_back(key("value") + value_of(measured));
    if (!random_.one_in(5))
      members.push_back(key("unit") + or_odd(quoted(measured.unit), odd_strings));
    if (random_.coin()) members.push_back(key("date") + date());
    if (random_.one_in(5)) members.push_back(key("fasting") + or_odd("true", odd_values));
    if (random_.one_in(5)) members.push_back(key("specimen") + or_odd("\"serum\"", odd_strings));
    if (random_.one_in(5)) members.push_back(key("high") + or_odd("200.5", odd_values));
    if (random_.one_in(5)) members.push_back(key("low") + or_odd("1", odd_values));
    if (is_odd()) members.push_back(random_.pick(codes));
    if (is_odd()) {
      members.push_back(key("comparator") + one_of({"\"<\"", "\"<=\"", "\">\"", "\">=\"", "\"~\"",
                                                    "\"\"", "null", "\" <\""}));
    }
    if (is_odd() && is_odd()) members.push_back(random_.pick(members));
    if (is_odd() && is_odd()) members.push_back("\"staus\": 1");
    if (random_.one_in(4)) random_.shuffle(members);
    return object(members);
  }
  std::string value_of(const Measurement& measured) {
    return or_odd(std::string(measured.values[random_.between(0, 2)]), odd_values);
  }

  std::string vitals() {
    if (random_.one_in(4)) return list([&] { return result(true); });
    Texts members;
    for (int i = random_.between(0, 3); i > 0; --i) {
      const Measurement& measured = random_.pick(measurements);
      const std::string value = random_.coin()   ? result_of(measured, false)
                                : random_.coin() ? value_of(measured)
                                                 : list([&] { return result_of(measured, false); });
      members.push_back(
          key(or_odd(std::string(measured.name), {"nonsense", "pregnant", "", " weight"})) + value);
    }
    return object(members);
  }

  std::string entry(std::string_view list) {
    Texts members = {key("name") + or_odd(random_.pick(terms), odd_strings)};
    const bool is_condition = list == "conditions";
    const bool is_medication = list == "medications";
    if (random_.coin()) {
      members.push_back(key(or_odd(is_condition ? "onset" : "start", {"onset", "start", "begin"})) +
                        date());
    }
    if (random_.one_in(3)) members.push_back(key("end") + date());
    if (is_medication ? is_odd() : random_.one_in(3)) members.push_back(key("date") + date());
    if (random_.coin()) {
      members.push_back(key("status") + or_odd(one_of({"\"active\"", "\"resolved\""}),
                                               {"\"completed\"", "\"ended\"", "\"Active\"",
                                                "\"refuted\"", "\"\"", "null", "1"}));
    }
    if (is_medication ? is_odd() : random_.one_in(4)) {
      members.push_back(key("outcome") + or_odd("\"recovered\"", odd_strings));
    }
    if (is_medication ? random_.coin() : is_odd()) {
      members.push_back(key("dose") + or_odd("42.5", odd_values));
      members.push_back(key("unit") + or_odd("\"mg/d\"", odd_strings));
    }
    if (is_odd()) members.push_back(random_.pick(codes));
    if (is_odd() && is_odd()) members.push_back(random_.pick(members));
    return object(members);
  }

  std::string facts() {
    Texts members;
    for (const char* name : {"pregnant", "breastfeeding", "smoker", "childbearing potential"}) {
      if (random_.coin())
        members.push_back(key(name) + or_odd(one_of({"true", "false"}), odd_values));
    }
    if (is_odd())
      members.push_back(one_of({"\"Pregnant\": true", "\"weight\": 70", "\"left-handed\": true",
                                "\"smoker\": {\"value\": true, \"date\": \"2019\"}",
                                "\"HbA1c\": {\"value\": 8}", "\"pregnant\": false"}));
    return object(members);
  }

  std::string shorthand() {
    const Measurement& measured = random_.pick(measurements);
    if (random_.one_in(3)) return "\"nonsmoker\": false";
    return key(measured.name) + (random_.coin() ? value_of(measured) : result_of(measured, false));
  }

  RandomSource& random_;
  int oddity_;
};

}  // namespace

std::string random_profile(RandomSource& random, int oddity) {
  return Writer(random, oddity).profile();
}

}  // namespace eligo::testing
