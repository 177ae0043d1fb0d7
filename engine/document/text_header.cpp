#include "document/text_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "document/field_label.h"
#include "document/header_ages.h"
#include "document/header_facts.h"
#include "document/list_marker.h"
#include "document/quoted_words.h"
#include "document/text_part.h"

namespace eligo {

struct TextHeader::Label {
  std::string_view words;
  Topic topic{};
  bool is_plain = true;  // it names a field of a registry, and nothing in a list of criteria
};

const TextHeader::Label* TextHeader::label_named(std::string_view words) {
  static constexpr auto labels = std::to_array<Label>({
      {"minimum eligible age", Topic::minimum_age},
      {"minimum age", Topic::minimum_age},
      {"min age", Topic::minimum_age},
      {"age minimum", Topic::minimum_age},
      {"maximum eligible age", Topic::maximum_age},
      {"maximum age", Topic::maximum_age},
      {"max age", Topic::maximum_age},
      {"age maximum", Topic::maximum_age},
      {"ages eligible for study", Topic::ages},
      {"eligible ages", Topic::ages},
      {"eligible age", Topic::ages},
      {"age range", Topic::ages},
      {"age limits", Topic::ages},
      {"participant age", Topic::ages},
      {"ages", Topic::ages, false},
      {"age", Topic::ages, false},
      {"age group", Topic::ages, false},
      {"eligible sex", Topic::sex},
      {"sexes eligible for study", Topic::sex},
      {"sex eligible for study", Topic::sex},
      {"genders eligible for study", Topic::sex},
      {"gender eligible for study", Topic::sex},
      {"eligible gender", Topic::sex},
      {"participant gender", Topic::sex},
      {"participant sex", Topic::sex},
      {"sex", Topic::sex, false},
      {"gender", Topic::sex, false},
      {"accepts healthy volunteers", Topic::healthy},
      {"accept healthy volunteers", Topic::healthy},
      {"healthy volunteers accepted", Topic::healthy},
      {"healthy volunteers allowed", Topic::healthy},
      {"healthy volunteers", Topic::healthy, false},
      {"volunteers", Topic::healthy, false},
      {"status", Topic::other, false},
      {"recruitment status", Topic::other, false},
      {"target recruitment", Topic::other, false},
      {"enrollment", Topic::other, false},
      {"target sample size", Topic::other, false},
      {"phase", Topic::other, false},
      {"study phase", Topic::other, false},
      {"sampling method", Topic::other, false},
      {"description", Topic::other, false},
  });
  const auto* const found = std::find_if(labels.begin(), labels.end(),
                                         [&](const Label& label) { return label.words == words; });
  return found == labels.end() ? nullptr : found;
}

namespace {

// "No Healthy Volunteers" beside the words of registries' own records.
std::optional<bool> healthy_of(std::string_view value) {
  const std::string words = lower_case(value);
  if (words == "no healthy volunteers" || words == "not allowed") return false;
  if (words == "healthy volunteers" || words == "allowed") return true;
  return header_healthy(words);
}

std::string_view without_full_stop(std::string_view text) {
  while (text.ends_with('.')) text.remove_suffix(1);
  return text;
}

// Whom "Male or female participants from 3 years up to 35 years old." speaks of.
struct Who {
  std::string_view words;
  HeaderSex sex{};
};

constexpr auto who_words = std::to_array<Who>({
    {"male or female ", HeaderSex::all},
    {"male and female ", HeaderSex::all},
    {"males and females ", HeaderSex::all},
    {"males or females ", HeaderSex::all},
    {"both male and female ", HeaderSex::all},
    {"men and women ", HeaderSex::all},
    {"female ", HeaderSex::female},
    {"women ", HeaderSex::female},
    {"male ", HeaderSex::male},
    {"men ", HeaderSex::male},
});

std::string_view without_noun(std::string_view text) {
  for (const std::string_view noun : {"participants ", "patients ", "subjects ", "volunteers "}) {
    if (text.starts_with(noun)) return text.substr(noun.size());
  }
  return text;
}

}  // namespace

std::string_view TextHeader::value_at(std::size_t index) const {
  const std::string_view text = lines_[index].words.text;
  return text.substr(std::min(list_marker_size(text), text.size()));
}

void TextHeader::quote(std::vector<QuotedWords>& quotes,
                       const std::vector<std::size_t>& quoted) const {
  for (const std::size_t index : quoted) {
    const ReadableLine& line = lines_[index];
    const std::size_t marker = line.words.text.size() - value_at(index).size();
    const TextPart part{&line, marker, line.words.text.size()};
    quotes.push_back(quoted_words(document_, std::array{part}));
  }
}

// A page that repeats its header says nothing new.
void TextHeader::keep_ages(AgeLimits limits, bool is_minimum, bool is_maximum,
                           const std::vector<std::size_t>& quoted) {
  if ((is_minimum && has_minimum_) || (is_maximum && has_maximum_)) return;
  if (!ages_) ages_.emplace();
  if (is_minimum) ages_->minimum = std::move(limits.minimum);
  if (is_maximum) ages_->maximum = std::move(limits.maximum);
  has_minimum_ = has_minimum_ || is_minimum;
  has_maximum_ = has_maximum_ || is_maximum;
  quote(ages_->quotes, quoted);
}

bool TextHeader::keep(Topic topic, std::string_view value, const std::vector<std::size_t>& quoted) {
  switch (topic) {
    case Topic::minimum_age:
    case Topic::maximum_age: {
      auto age = header_age(value);
      if (!age && (value.empty() || !is_no_age_limit(value))) return false;
      const bool is_minimum = topic == Topic::minimum_age;
      AgeLimits limits;
      (is_minimum ? limits.minimum : limits.maximum) = std::move(age);
      keep_ages(std::move(limits), is_minimum, !is_minimum, quoted);
      return true;
    }
    case Topic::ages: {
      auto limits = header_ages(value);
      if (limits) keep_ages(std::move(*limits), true, true, quoted);
      return limits.has_value();
    }
    case Topic::sex: {
      const auto sex = header_sex(value);
      if (!sex) return false;
      if (sexes_) return true;
      sexes_ = HeaderSexes{*sex, {}};
      quote(sexes_->quotes, quoted);
      return true;
    }
    case Topic::healthy: {
      const auto accepted = healthy_of(value);
      if (!accepted) return false;
      if (healthy_) return true;
      healthy_ = HeaderHealthy{*accepted, {}};
      quote(healthy_->quotes, quoted);
      return true;
    }
    case Topic::other:
      return true;
  }
  return false;
}

std::size_t TextHeader::take(std::size_t index, TextRegion region) {
  if (const std::size_t taken = take_field(index, region); taken > 0) return taken;
  if (region == TextRegion::list) return take_unlabelled(index);
  return region == TextRegion::section ? take_sentence(index) : 0;
}

std::size_t TextHeader::take_field(std::size_t index, TextRegion region) {
  const auto field = field_of(lines_[index].words.text);
  if (!field) return 0;
  const Label* label = label_named(field->label);
  if (label == nullptr) return 0;
  const bool in_list = region == TextRegion::list;
  if (in_list && (field->is_marked || label->topic == Topic::other)) return 0;
  if (!field->value.empty()) {
    if (in_list && !label->is_plain) return 0;
    return take_value_behind(index, label->topic, field->value);
  }
  return take_value_below(index, label->topic, field->is_marked, region);
}

std::size_t TextHeader::take_value_behind(std::size_t index, Topic topic, std::string_view value) {
  return keep(topic, value, {index}) ? 1 : 0;
}

std::size_t TextHeader::take_value_below(std::size_t index, Topic topic, bool is_marked,
                                         TextRegion region) {
  const std::size_t next = next_filled_line(lines_, index);
  if (next >= lines_.size()) return 0;
  const std::string_view value = value_at(next);
  const bool value_is_marked = value.size() < lines_[next].words.text.size();
  if (topic == Topic::other) {
    if (region != TextRegion::section) return 0;
    if (lower_case(lines_[index].words.text) == "description") return 1;
    return value_is_marked == is_marked ? next + 1 - index : 0;
  }
  if (topic == Topic::ages) {
    if (const std::size_t taken = take_age_groups(index, next); taken > 0) return taken;
  }
  if (region == TextRegion::list && value_is_marked) return 0;
  return keep(topic, value, {index, next}) ? next + 1 - index : 0;
}

// "Adult" and "Older Adult", a line each.
std::size_t TextHeader::take_age_groups(std::size_t label, std::size_t first) {
  static constexpr auto groups = std::to_array<std::string_view>({"child", "adult", "older adult"});
  std::vector<std::size_t> quoted = {label};
  std::string value;
  for (std::size_t i = first; i < lines_.size(); i = next_filled_line(lines_, i)) {
    const std::string words = lower_case(value_at(i));
    if (std::find(groups.begin(), groups.end(), words) == groups.end()) break;
    quoted.push_back(i);
    value += (value.empty() ? "" : ", ") + words;
  }
  if (value.empty() || !keep(Topic::ages, value, quoted)) return 0;
  return quoted.back() + 1 - label;
}

std::size_t TextHeader::take_sentence(std::size_t index) {
  const std::string_view line = value_at(index);
  constexpr std::size_t longest = 120;
  if (line.size() > longest) return 0;
  const std::string words = lower_case(without_full_stop(line));
  for (const Who& who : who_words) {
    if (!words.starts_with(who.words)) continue;
    const std::string_view rest = without_noun(std::string_view(words).substr(who.words.size()));
    if (!keep(Topic::ages, rest, {index})) return 0;
    if (!sexes_) {
      sexes_ = HeaderSexes{who.sex, {}};
      quote(sexes_->quotes, {index});
    }
    return 1;
  }
  return 0;
}

// "18 Years", "60 Years", "ALL", "No": a page that lost its labels.
std::size_t TextHeader::take_unlabelled(std::size_t index) {
  const auto is_age = [&](std::size_t i) {
    return i < lines_.size() &&
           (header_age(lines_[i].words.text) || is_no_age_limit(lines_[i].words.text)) &&
           !lines_[i].words.text.empty();
  };
  if (!is_age(index)) return 0;
  const std::size_t maximum = next_filled_line(lines_, index);
  if (!is_age(maximum)) return 0;
  const std::size_t sex = next_filled_line(lines_, maximum);
  if (sex >= lines_.size() || !header_sex(lines_[sex].words.text)) return 0;
  if (ages_ || sexes_) return 0;
  keep_ages({header_age(lines_[index].words.text), header_age(lines_[maximum].words.text)}, true,
            true, {index, maximum});
  keep(Topic::sex, lines_[sex].words.text, {sex});
  notes_.push_back(fmt::format(
      "line {}: the ages and the sex stand without their labels, and are read in the order of the "
      "registry's pages: minimum age, maximum age, sex, healthy volunteers",
      document_.text.position(lines_[index].words.begins.front()).line));
  const std::size_t healthy = next_filled_line(lines_, sex);
  const bool has_healthy = healthy < lines_.size() && !healthy_ &&
                           keep(Topic::healthy, lines_[healthy].words.text, {healthy});
  return (has_healthy ? healthy : sex) + 1 - index;
}

void TextHeader::move_to(RegistryRecord& record) {
  record.ages = std::move(ages_);
  record.sexes = std::move(sexes_);
  record.healthy = std::move(healthy_);
  std::move(notes_.begin(), notes_.end(), std::back_inserter(record.notes));
}

}  // namespace eligo
