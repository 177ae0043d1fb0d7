#include "sql/facts_rows.h"

#include <algorithm>

#include "decide/leaves.h"
#include "sql/exact.h"
#include "sql/facts_tables.h"

namespace eligo::sql {
namespace {

std::string quoted(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string text = "\"";
  for (const char c : field) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + "\"";
}

std::string flag(bool set) {
  return set ? "1" : "0";
}

std::string day_of(const std::optional<PartialDate>& date, Day PartialDate::*which) {
  return date ? date_text((*date).*which) : std::string();
}

std::string text_of(const std::optional<PartialDate>& date) {
  return date ? date->text : std::string();
}

void append(std::vector<std::string>& fields, const GridInterval& value) {
  fields.insert(fields.end(),
                {value.low, flag(value.low_closed), value.high, flag(value.high_closed)});
}

// Date as recorded, its days and its moments.
void append(std::vector<std::string>& fields, const std::optional<PartialDate>& date) {
  fields.insert(fields.end(), {text_of(date), day_of(date, &PartialDate::earliest),
                               day_of(date, &PartialDate::latest),
                               date ? std::to_string(date->first_second) : std::string(),
                               date ? std::to_string(date->last_second) : std::string()});
}

// A value in multiples of the laboratory's own limit.
void append_multiples(std::vector<std::string>& fields, const Observation& observation,
                      const std::optional<Rational>& limit) {
  const bool given = limit && sgn(*limit) > 0;
  fields.push_back(flag(given));
  append(fields,
         given ? on_grid(transformed(observation.value, Rational(1 / *limit), 0)) : GridInterval{});
}

// A number for a column of type DECIMAL(18, 6); nothing where it does not fit.
std::string dose_number(const std::optional<Rational>& dose) {
  if (!dose) return {};
  const Rational largest = 999'999'999'999;
  const Rational millionths = *dose * 1'000'000;
  if (millionths.get_den() != 1 || abs(*dose) > largest) return {};
  return decimal_text(*dose);
}

bool is_number_one(const Unit& unit) {
  return unit.dimension.empty() && unit.factor == 1 && unit.offset == 0;
}

bool has_unit(const Observation& observation) {
  if (observation.unit_defaulted || observation.unit_text.empty()) return false;
  return !observation.unit || !is_number_one(*observation.unit);
}

// The days on which a result can be the newest: from its own first day until the day before one
// that is surely newer counts.
struct Reign {
  std::optional<Day> from;
  std::optional<Day> until;
};

Reign reign_of(const std::vector<const Observation*>& all, const Observation& one) {
  Reign reign;
  if (!one.date) return reign;
  reign.from = one.date->earliest;
  for (const Observation* other : all) {
    if (!other->date || one.date->last_second >= other->date->first_second) continue;
    if (!reign.until || other->date->earliest < *reign.until) reign.until = other->date->earliest;
  }
  return reign;
}

bool meet(const Reign& a, const Reign& b) {
  const auto ends_before = [](const Reign& one, const Reign& other) {
    return one.until && other.from && *one.until <= *other.from;
  };
  return !ends_before(a, b) && !ends_before(b, a);
}

}  // namespace

std::string FactsWriter::header(std::string_view table) {
  std::string line;
  for (const FactsTable& one : facts_tables()) {
    if (one.name != table) continue;
    for (const FactsColumn& column : one.columns) {
      if (!line.empty()) line += ',';
      line += column.name;
    }
  }
  return line + "\n";
}

std::string FactsWriter::take(std::string_view table) {
  const auto rows = rows_.find(table);
  if (rows == rows_.end()) return {};
  std::string text = std::move(rows->second);
  rows_.erase(rows);
  return text;
}

void FactsWriter::add_row(std::string_view table, const Fields& fields) {
  std::string& rows = rows_[std::string(table)];
  const char* separator = "";
  for (const std::string& field : fields) {
    rows += separator + quoted(field);
    if (field.find_first_of("\r\n") != std::string::npos) rows_are_lines_ = false;
    separator = ",";
  }
  rows += '\n';
}

std::string FactsWriter::coded(const Unit& unit) {
  std::string code = unit_code_of(unit);
  units_.insert(code);
  return code;
}

void FactsWriter::add_units() {
  for (const std::string& unit : units_) add_row("unit", {unit});
}

void FactsWriter::add(const Patient& patient) {
  add_patient(patient);
  for (std::size_t i = 0; i < patient.observations.size(); ++i) add_observation(patient, i);
  add_body_mass_indices(patient);
  for (std::size_t i = 0; i < patient.records.size(); ++i) add_record(patient, i);
  for (std::size_t i = 0; i < patient.facts.size(); ++i) add_fact(patient, i);
  for (const auto& [criterion, holds] : patient.attestations) {
    add_row("attestation", {patient.id, criterion, flag(holds)});
  }
}

void FactsWriter::add_patient(const Patient& patient) {
  Fields fields{patient.id, patient.sex ? std::string(name_of(*patient.sex)) : std::string()};
  // An age says something of the birth only beside the day on which it was true.
  std::optional<DayRange> birth;
  if (patient.birth_date || patient.as_of) {
    birth = birth_days(patient, patient.as_of.value_or(Day{}));
  }
  fields.push_back(birth ? date_text(birth->first) : std::string());
  fields.push_back(birth ? date_text(birth->last) : std::string());
  std::string age;
  if (!patient.birth_date && patient.age_years) {
    age = mpz_class(patient.age_years->get_num() / patient.age_years->get_den()).get_str();
  }
  fields.push_back(age);
  fields.push_back(flag(patient.death.has_value()));
  fields.push_back(patient.death ? day_of(patient.death->date, &PartialDate::earliest)
                                 : std::string());
  for (const bool complete : patient.complete) fields.push_back(flag(complete));
  for (const bool gap : patient.has_gap) fields.push_back(flag(gap));
  for (const Anchor anchor : all_anchors) {
    const auto day = patient.anchors.find(anchor);
    fields.push_back(day != patient.anchors.end() ? date_text(day->second) : std::string());
  }
  add_row("patient", fields);
}

bool FactsWriter::is_usable_for_adults(ConceptId analyte, const Interval& value,
                                       const Unit& unit) const {
  const auto converted = vocabulary_.to_default_unit(analyte, value, unit);
  return !converted || lies_in(converted->value, vocabulary_[analyte].plausible_adult) != Truth::no;
}

void FactsWriter::add_observation(const Patient& patient, std::size_t place) {
  const Observation& one = patient.observations[place];
  Fields fields{patient.id,
                std::to_string(place),
                one.analyte ? vocabulary_[*one.analyte].key : std::string(),
                one.own_name,
                one.value_text,
                one.named_result ? std::to_string(*one.named_result) : std::string()};
  append(fields, on_grid(one.value));
  fields.insert(fields.end(), {one.unit ? coded(*one.unit) : std::string(), one.unit_text,
                               vocabulary_.comparable_name(one.unit_text), flag(has_unit(one)),
                               flag(one.unit_defaulted)});
  append_multiples(fields, one, one.high);
  append_multiples(fields, one, one.low);
  // No number lies in an empty interval: a value that claims to has told nothing.
  const bool says_nothing = !one.named_result && is_empty(one.value);
  const bool usable = one.readable && one.plausible && !says_nothing;
  const bool for_adults =
      !one.analyte || !one.unit || is_usable_for_adults(*one.analyte, one.value, *one.unit);
  fields.insert(fields.end(), {flag(usable), flag(for_adults)});
  append(fields, one.date);
  fields.insert(fields.end(),
                {one.fasting ? flag(*one.fasting) : std::string(), one.specimen, one.path});
  add_row("observation", fields);
}

void FactsWriter::add_body_mass_indices(const Patient& patient) {
  const auto analyte = vocabulary_.find("bmi");
  const auto weight_key = vocabulary_.find("weight");
  const auto height_key = vocabulary_.find("height");
  const auto kilogram = vocabulary_.units().parse("kg");
  const auto metre = vocabulary_.units().parse("m");
  const auto index_unit = vocabulary_.units().parse("kg/m2");
  if (!analyte || !weight_key || !height_key || !kilogram || !metre || !index_unit) return;
  const auto all_of = [&](ConceptId wanted) {
    std::vector<const Observation*> found;
    for (const Observation& one : patient.observations) {
      if (one.analyte && vocabulary_.is_kind_of(*one.analyte, wanted)) found.push_back(&one);
    }
    return found;
  };
  const auto in_unit = [](const Observation& one, const Unit& unit) -> std::optional<Rational> {
    const std::optional<Rational> value = one.value.single();
    if (!value || !one.unit) return std::nullopt;
    const auto step = conversion_between(*one.unit, unit);
    if (!step) return std::nullopt;
    return Rational(step->multiply * *value + step->add);
  };
  const auto place_of = [&](const Observation* one) {
    return std::to_string(one - patient.observations.data());
  };
  const std::vector<const Observation*> weights = all_of(*weight_key);
  const std::vector<const Observation*> heights = all_of(*height_key);
  for (const Observation* weight : weights) {
    const auto kilograms = in_unit(*weight, *kilogram);
    if (!kilograms) continue;
    const Reign of_weight = reign_of(weights, *weight);
    for (const Observation* height : heights) {
      const auto metres = in_unit(*height, *metre);
      if (!metres || sgn(*metres) <= 0 || !meet(of_weight, reign_of(heights, *height))) continue;
      const Interval value = Interval::exactly(Rational(*kilograms / (*metres * *metres)));
      Fields fields{patient.id, place_of(weight), place_of(height),
                    decimal_text(*value.single(), 6)};
      append(fields, on_grid(value));
      fields.push_back(flag(lies_in(value, vocabulary_[*analyte].plausible) != Truth::no));
      fields.push_back(flag(is_usable_for_adults(*analyte, value, *index_unit)));
      add_row("body_mass_index", fields);
      coded(*index_unit);
    }
  }
}

// The narrowest concepts that a name may mean; whatever it may mean beside is broader than these.
const std::vector<std::string>& FactsWriter::hints_of(const std::string& name) {
  const auto known = hints_.find(name);
  if (known != hints_.end()) return known->second;
  // What it cannot mean, it cannot mean any kind of either.
  std::vector<std::optional<bool>> answers(vocabulary_.size());
  const auto may_mean = [&](const auto& ask, ConceptId one) -> bool {
    std::optional<bool>& answer = answers[one.index];
    if (!answer) {
      const std::vector<ConceptId>& broader = vocabulary_[one].broader;
      answer = std::all_of(broader.begin(), broader.end(),
                           [&](ConceptId wider) { return ask(ask, wider); }) &&
               vocabulary_.may_mean(name, one);
    }
    return *answer;
  };
  std::vector<ConceptId> meant;
  for (std::uint32_t index = 0; index < vocabulary_.size(); ++index) {
    if (may_mean(may_mean, ConceptId{index})) meant.push_back(ConceptId{index});
  }
  std::vector<std::string> keys;
  for (const ConceptId one : meant) {
    const bool has_narrower = std::any_of(meant.begin(), meant.end(), [&](ConceptId other) {
      return other != one && vocabulary_.is_kind_of(other, one);
    });
    if (!has_narrower) keys.push_back(vocabulary_[one].key);
  }
  return hints_.emplace(name, std::move(keys)).first->second;
}

void FactsWriter::add_record(const Patient& patient, std::size_t place) {
  const Record& one = patient.records[place];
  const bool at_a_point = one.list == RecordList::procedures || one.list == RecordList::events ||
                          (one.term && vocabulary_[*one.term].acute);
  add_row("record", {patient.id,
                     std::to_string(place),
                     std::string(name_of(one.list)),
                     one.term ? vocabulary_[*one.term].key : std::string(),
                     one.term ? std::string(name_of(vocabulary_[*one.term].kind)) : std::string(),
                     one.name,
                     one.own_name,
                     vocabulary_.comparable_name(one.name),
                     flag(at_a_point),
                     text_of(one.start),
                     day_of(one.start, &PartialDate::earliest),
                     day_of(one.start, &PartialDate::latest),
                     text_of(one.end),
                     day_of(one.end, &PartialDate::earliest),
                     day_of(one.end, &PartialDate::latest),
                     one.status,
                     one.outcome,
                     vocabulary_.comparable_name(one.outcome),
                     dose_number(one.dose),
                     one.dose ? decimal_text(*one.dose) : std::string(),
                     one.dose_unit ? coded(*one.dose_unit) : std::string(),
                     one.dose_unit_text,
                     one.doubt,
                     one.path});
  const bool out_of_place = one.term && list_of(vocabulary_[*one.term].kind) != one.list;
  if (one.term && !out_of_place) return;
  for (const std::string& key : hints_of(one.name)) {
    add_row("record_hint", {patient.id, std::to_string(place), key});
  }
}

void FactsWriter::add_fact(const Patient& patient, std::size_t place) {
  const Fact& one = patient.facts[place];
  Fields fields{patient.id, std::to_string(place), vocabulary_[one.fact].key, flag(one.value)};
  append(fields, one.date);
  fields.push_back(one.path);
  add_row("fact", fields);
}

}  // namespace eligo::sql
