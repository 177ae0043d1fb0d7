#include <fmt/format.h>

#include "called.h"
#include "text/json.h"
#include "told_patient.h"

namespace eligo::testing {
namespace {

// The members of a JSON object or the items of an array, those that are empty left out.
class Joined {
 public:
  void add(const std::string& part) {
    if (part.empty()) return;
    if (!text_.empty()) text_ += ", ";
    text_ += part;
  }
  void text(const char* key, const std::string& value) {
    if (!value.empty()) add(fmt::format("\"{}\": {}", key, json_string_literal(value)));
  }
  void number(const char* key, const std::string& value) {
    if (!value.empty()) add(fmt::format("\"{}\": {}", key, value));
  }
  std::string object() const { return "{" + text_ + "}"; }
  std::string array() const { return "[" + text_ + "]"; }

 private:
  std::string text_;
};

bool is_number(const std::string& value) {
  return value.find_first_not_of("0123456789.") == std::string::npos;
}

void add_name(const Called& called, Joined& object) {
  object.text(called.code.empty() ? "name" : called.profile_field.c_str(),
              called.code.empty() ? called.name : called.code);
}

std::string result_object(const ToldResult& result, RandomSource& random,
                          const Vocabulary& vocabulary) {
  Joined object;
  add_name(called(result.analyte, random, vocabulary), object);
  if (is_number(result.value)) {
    object.number("value", result.value);
  } else {
    object.text("value", result.value);
  }
  object.text("comparator", result.comparator);
  object.text("unit", result.unit);
  object.text("date", result.date);
  object.number("low", result.low);
  object.number("high", result.high);
  return object.object();
}

std::string entry_object(const ToldEntry& entry, RandomSource& random,
                         const Vocabulary& vocabulary) {
  Joined object;
  add_name(called(entry.term, random, vocabulary), object);
  const bool is_point = entry.list == RecordList::procedures && entry.end.empty();
  object.text(entry.list == RecordList::conditions ? "onset" : (is_point ? "date" : "start"),
              entry.start);
  object.text("end", entry.end);
  object.text("status", entry.status);
  object.number("dose", entry.dose);
  if (!entry.dose.empty()) object.text("unit", entry.dose_unit + "/d");
  return object.object();
}

}  // namespace

std::string as_profile(const ToldPatient& patient, RandomSource& random,
                       const Vocabulary& vocabulary) {
  Joined profile;
  profile.text("id", patient.id);
  profile.text("sex", patient.sex);
  profile.text("birthDate", patient.birth_date);
  profile.text("deceased", patient.death_date);
  Joined labs;
  for (const ToldResult& result : patient.results) {
    labs.add(result_object(result, random, vocabulary));
  }
  profile.add("\"labs\": " + labs.array());
  for (const RecordList list : all_record_lists) {
    Joined entries;
    for (const ToldEntry& entry : patient.entries) {
      if (entry.list == list) entries.add(entry_object(entry, random, vocabulary));
    }
    profile.add(fmt::format("\"{}\": {}", name_of(list), entries.array()));
  }
  Joined facts;
  for (const ToldFact& fact : patient.facts) {
    facts.add(fmt::format("\"{}\": {{\"value\": {}, \"date\": \"{}\"}}", fact.fact, fact.value,
                          fact.date));
  }
  profile.add("\"facts\": " + facts.object());
  return profile.object();
}

}  // namespace eligo::testing
