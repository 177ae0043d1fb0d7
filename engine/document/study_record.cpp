#include "document/study_record.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <string>
#include <utility>

#include "document/criteria_lists.h"
#include "document/header_facts.h"
#include "document/markup_text.h"
#include "document/readable_text.h"

namespace eligo {

namespace {

bool is_alone_on_its_line(const SourceText& text, std::uint32_t line, std::string_view words) {
  const PlainText shown =
      plain_text(markup_text(text.line_text(line), MarkupLanguage::xml, 0, std::string_view::npos));
  return shown.text == words;
}

// A field's words with their place; they are not empty.
QuotedWords quoted_field(const Document& document, const PlainText& words) {
  const Position position = document.text.position(words.begins.front());
  QuotedWords quoted{words.text, position.line, position.column};
  if (is_alone_on_its_line(document.text, position.line, words.text)) quoted.column.reset();
  return quoted;
}

// What a field says, on one line; empty where the record does not have it.
PlainText words_of(const std::optional<PlainText>& field) {
  return field ? plain_text(*field) : PlainText{};
}

std::string file_name_without_ending(const Document& document) {
  return std::filesystem::path(document.text.name()).stem().string();
}

// A limit of the header, and its quote. False where it is not understood.
bool add_age(const Document& document, const PlainText& words, HeaderAges& ages,
             std::optional<HeaderAge>& limit) {
  if (words.text.empty()) return true;
  limit = header_age(words.text);
  if (!limit && !is_no_age_limit(words.text)) return false;
  ages.quotes.push_back(quoted_field(document, words));
  return true;
}

void add_ages(const Document& document, const StudyFields& fields, RegistryRecord& record) {
  HeaderAges ages;
  const PlainText minimum = words_of(fields.minimum_age);
  const PlainText maximum = words_of(fields.maximum_age);
  if (!add_age(document, minimum, ages, ages.minimum)) {
    record.notes.push_back(
        fmt::format("the header's minimum age is not understood: \"{}\"", minimum.text));
  }
  if (!add_age(document, maximum, ages, ages.maximum)) {
    record.notes.push_back(
        fmt::format("the header's maximum age is not understood: \"{}\"", maximum.text));
  }
  if (!ages.quotes.empty()) record.ages = std::move(ages);
}

void add_sexes(const Document& document, const StudyFields& fields, RegistryRecord& record) {
  const PlainText words = words_of(fields.sex);
  if (words.text.empty()) return;
  const auto sex = header_sex(words.text);
  if (sex) {
    record.sexes = HeaderSexes{*sex, {quoted_field(document, words)}};
  } else {
    record.notes.push_back(fmt::format("the header's sex is not understood: \"{}\"", words.text));
  }
}

void add_healthy(const Document& document, const StudyFields& fields, RegistryRecord& record) {
  const PlainText words = words_of(fields.healthy);
  if (words.text.empty()) return;
  const auto accepted =
      fields.accepts_healthy ? fields.accepts_healthy : header_healthy(words.text);
  if (accepted) {
    record.healthy = HeaderHealthy{*accepted, {quoted_field(document, words)}};
  } else {
    record.notes.push_back(fmt::format(
        "whether healthy volunteers are accepted is not understood: \"{}\"", words.text));
  }
}

void withhold_both(RegistryRecord& record, const std::string& reason) {
  for (const CriteriaList list : {CriteriaList::inclusion, CriteriaList::exclusion}) {
    record.withheld.push_back({list, std::nullopt, reason});
  }
  record.notes.push_back(reason);
}

void add_criteria(const Document& document, const StudyFields& fields, RegistryRecord& record) {
  if (!fields.criteria) {
    withhold_both(record, "the record has no eligibility criteria");
    return;
  }
  if (plain_text(fields.criteria->text, 0, 1).text.empty()) {
    withhold_both(record, "the record's eligibility criteria are empty");
    return;
  }
  CriteriaLists lists = read_criteria_lists(document, readable_lines(*fields.criteria));
  record.criteria = std::move(lists.criteria);
  record.lost = std::move(lists.lost);
  record.withheld = std::move(lists.withheld);
  record.notes.insert(record.notes.end(), std::make_move_iterator(lists.notes.begin()),
                      std::make_move_iterator(lists.notes.end()));
}

}  // namespace

RegistryRecord study_record(const Document& document, const StudyFields& fields) {
  RegistryRecord record;
  record.trial = words_of(fields.trial).text;
  if (record.trial.empty()) {
    record.trial = file_name_without_ending(document);
    record.notes.emplace_back("the record has no registry number; the file's name is taken");
  }
  record.title = words_of(fields.brief_title).text;
  if (record.title.empty()) record.title = words_of(fields.official_title).text;
  add_ages(document, fields, record);
  add_sexes(document, fields, record);
  add_healthy(document, fields, record);
  add_criteria(document, fields, record);
  return record;
}

}  // namespace eligo
