#pragma once

// Programs of one criterion and patients of a few facts, built by hand.

#include <string>

#include "decide/decide.h"
#include "vocabulary/standard_vocabulary.h"

namespace eligo::testing {

inline const Vocabulary& vocabulary() {
  static const Result<Vocabulary> standard = standard_vocabulary();
  return *standard;
}

inline ConceptId named(const char* key) {
  return vocabulary().find(key).value();
}

inline Day day(const char* text) {
  return parse_date(text).value().earliest;
}

// The exclusion E1 that fails where `operation` holds.
inline Program excluding(Operation operation) {
  Program program;
  program.trial = "trial";
  program.nodes.push_back({std::move(operation), "the rule"});
  Criterion criterion;
  criterion.id = "E1";
  criterion.kind = CriterionKind::exclusion;
  criterion.text = "A sentence";
  criterion.root = NodeId{0};
  program.criteria.push_back(std::move(criterion));
  return program;
}

inline RecordPattern pattern(ConceptKind kind, const char* term) {
  RecordPattern result;
  result.kinds = {kind};
  result.terms = {named(term)};
  return result;
}

inline Record record(RecordList list, const char* term, const char* start) {
  Record result;
  result.list = list;
  result.term = named(term);
  result.name = vocabulary()[*result.term].name;
  if (*start != '\0') result.start = parse_date(start).value();
  result.path = "/" + std::string(name_of(list)) + "/0";
  return result;
}

inline Fact fact(const char* key, bool value, const char* date) {
  Fact result{named(key), value, std::nullopt, std::string("/facts/") + key};
  if (*date != '\0') result.date = parse_date(date).value();
  return result;
}

inline ScreeningOptions on(const char* as_of) {
  return {.as_of = day(as_of)};
}

inline Decision screened(const Program& program, const Patient& patient,
                         const ScreeningOptions& options) {
  ReadPatient read{patient, {}, {}};
  return decide(program, read, vocabulary(), options);
}

}  // namespace eligo::testing
