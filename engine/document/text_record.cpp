#include "document/text_record.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/criteria_heading.h"
#include "document/criteria_lists.h"
#include "document/field_label.h"
#include "document/list_marker.h"
#include "document/page_lines.h"
#include "document/text_header.h"
#include "document/text_part.h"
#include "document/trial_id.h"

namespace eligo {

namespace {

std::string_view without_heading_marks(std::string_view text) {
  while (text.starts_with('#') || text.starts_with('*') || text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  while (text.ends_with('*') || text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

bool is_abstract(const ReadableText& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const ReadableLine& line) {
    const std::string_view text = without_heading_marks(line.words.text);
    return text == "Abstract" || text == "ABSTRACT" || text == "Abstract:" ||
           text.starts_with("Abstract ");
  });
}

// Divides a page into its header's fields, its eligibility section and the rest.
class PageReader {
 public:
  PageReader(const Document& document, const ReadableText& lines)
      : lines_(lines), header_(document, lines) {}

  void read() {
    note_headed_lists();
    std::size_t index = 0;
    while (index < lines_.size()) index += read_at(index);
  }

  TextHeader& header() { return header_; }
  const ReadableText& section() const { return section_; }
  // How many lines stand before the header's fields and the section.
  std::size_t front_size() const {
    return std::min({section_begin_, header_begin_, lines_.size()});
  }
  // What stands before the first heading, where that is within a line of the front.
  std::string_view words_before_section() const { return words_before_section_; }

 private:
  // Returns how many lines were read.
  std::size_t read_at(std::size_t index) {
    const ReadableLine& line = lines_[index];
    if (line.words.text.empty()) {
      if (region_ != TextRegion::outside) section_.push_back(line);
      return 1;
    }
    if (const std::size_t taken = header_.take(index, region_); taken > 0) {
      header_begin_ = std::min(header_begin_, index);
      leaves_out_ = true;
      return taken;
    }
    if (const auto inner = list_within(index)) {
      begin_within(index, *inner);
      return 1;
    }
    follow_headings(index);
    if (region_ == TextRegion::outside || is_page_explanation(line.words.text)) {
      leaves_out_ = true;
    } else {
      add(line);
    }
    return 1;
  }

  // The lists that a line begins with; a page that has none may have both within one line.
  void note_headed_lists() {
    may_begin_within_ = !is_abstract(lines_);
    for (const ReadableLine& line : lines_) {
      const std::string_view text = line.words.text;
      const auto heading = criteria_heading(text.substr(list_marker_size(text)));
      if (!heading || !heading->list) continue;
      has_inclusion_ = has_inclusion_ || heading->list == CriteriaList::inclusion;
      has_exclusion_ = has_exclusion_ || heading->list == CriteriaList::exclusion;
    }
  }

  // "NCT00000000. A trial. Inclusion Criteria: 1. …": where a list begins that no line begins with.
  std::optional<std::size_t> list_within(std::size_t index) const {
    const std::string_view text = lines_[index].words.text;
    if (!may_begin_within_ || region_ != TextRegion::outside || criteria_heading(text)) {
      return std::nullopt;
    }
    const auto inner = heading_inside(text, 0);
    if (!inner || inner->begin == 0) return std::nullopt;
    const bool is_inclusion = inner->heading.list == CriteriaList::inclusion;
    if (is_inclusion ? has_inclusion_ : has_exclusion_) return std::nullopt;
    return inner->begin;
  }

  void begin_within(std::size_t index, std::size_t begin) {
    const ReadableLine& line = lines_[index];
    ReadableLine rest = line;
    rest.words = plain_text(line.words, begin, line.words.text.size());
    rest.is_list_item = false;
    region_ = TextRegion::list;
    if (section_begin_ > index && header_begin_ > index) {
      words_before_section_ = std::string_view(line.words.text).substr(0, begin);
    }
    section_begin_ = std::min(section_begin_, index);
    leaves_out_ = true;
    add(rest);
  }

  void add(const ReadableLine& line) {
    if (leaves_out_) {
      section_.emplace_back();
      section_.back().is_break = true;
    }
    leaves_out_ = false;
    section_.push_back(line);
  }

  void follow_headings(std::size_t index) {
    const std::string_view text = lines_[index].words.text;
    const std::size_t marker = list_marker_size(text);
    const auto heading = criteria_heading(text.substr(marker));
    if (heading && heading->list && begins_list(*heading, index, marker)) {
      if (region_ == TextRegion::outside) take_group_before(index);
      region_ = TextRegion::list;
    } else if (heading && !heading->list && marker == 0) {
      begin_section(text, *heading);
    } else if (marker == 0 && begins_other_section(text)) {
      region_ = TextRegion::outside;
    }
    if (region_ != TextRegion::outside) section_begin_ = std::min(section_begin_, index);
  }

  // "Recipients", on a line before the first heading, belongs to what follows.
  void take_group_before(std::size_t index) {
    constexpr std::size_t longest = 60;
    while (index > 0 && lines_[index - 1].words.text.empty()) --index;
    if (index == 0) return;
    const ReadableLine& line = lines_[index - 1];
    const std::string_view text = line.words.text;
    if (text.size() > longest || list_marker_size(text) > 0 || !names_patient_group(text)) return;
    if (text.ends_with('.') || text.find(": ") != std::string_view::npos) return;
    add(line);
    section_.emplace_back();
  }

  // A heading in other words, or behind a marker, counts only where the criteria have begun.
  bool begins_list(const CriteriaHeading& heading, std::size_t index, std::size_t marker) const {
    const std::string_view text = lines_[index].words.text;
    if (marker > 0) return heading.names_list && marker + heading.size == text.size();
    if (heading.names_list || region_ != TextRegion::outside || heading.has_colon) return true;
    return heading.size == text.size() && (text.starts_with('#') || stands_before_item(index));
  }

  bool stands_before_item(std::size_t index) const {
    const std::size_t next = next_filled_line(lines_, index);
    if (next >= lines_.size()) return false;
    return lines_[next].is_list_item || list_marker_size(lines_[next].words.text) > 0;
  }

  void begin_section(std::string_view text, const CriteriaHeading& heading) {
    const bool holds_list = heading_inside(text, 0).has_value() ||
                            criteria_heading(text.substr(heading.size)).has_value();
    if (holds_list) {
      region_ = TextRegion::list;
    } else if (region_ == TextRegion::outside) {
      region_ = TextRegion::section;
    }
  }

  const ReadableText& lines_;
  TextHeader header_;
  ReadableText section_;
  std::string_view words_before_section_;
  bool may_begin_within_ = false;  // a line may have a list's heading in its middle
  bool has_inclusion_ = false;     // at the beginning of a line
  bool has_exclusion_ = false;
  bool leaves_out_ = false;  // lines before the next one are no part of the section
  TextRegion region_ = TextRegion::outside;
  std::size_t section_begin_ = static_cast<std::size_t>(-1);
  std::size_t header_begin_ = static_cast<std::size_t>(-1);
};

constexpr auto title_labels =
    std::to_array<std::string_view>({"title", "brief title", "public title", "study title",
                                     "official title", "scientific title", "trial title"});

std::string title_in_field(const ReadableText& lines, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    const auto field = field_of(lines[i].words.text);
    if (!field) continue;
    if (std::find(title_labels.begin(), title_labels.end(), field->label) == title_labels.end()) {
      continue;
    }
    if (!field->value.empty()) return std::string(field->value);
    const std::size_t next = next_filled_line(lines, i);
    if (next < end) return lines[next].words.text;
  }
  return {};
}

// A title has some words, and is no sentence, no field and no list item.
bool may_be_title(std::string_view line) {
  constexpr std::size_t shortest = 25;
  constexpr std::size_t longest = 400;
  if (line.size() < shortest || line.size() > longest || is_site_name(line)) return false;
  if (line.find(' ') == std::string_view::npos || line.ends_with('.')) return false;
  if (list_marker_size(line) > 0 || criteria_heading(line) || begins_other_section(line)) {
    return false;
  }
  const auto number = registry_number(line);
  return !number || line.size() > number->size() + shortest;
}

// What stands on a line before the criteria, without the trial's number: the title, a sentence or
// not.
std::string title_before_section(std::string_view words) {
  constexpr std::size_t longest = 400;
  if (words.size() > longest) return {};
  words = without_heading_marks(words);
  const auto number = registry_number(words);
  if (number && words.starts_with(*number)) {
    words.remove_prefix(number->size());
    words.remove_prefix(std::min(words.find_first_not_of(" .,:;-|"), words.size()));
  }
  while (words.ends_with('.') || words.ends_with(' ')) words.remove_suffix(1);
  return std::string(words);
}

// The first lines of a page give its title, if they give one.
std::string title_of(const ReadableText& lines, std::size_t end) {
  constexpr std::size_t most_lines = 3;
  std::string title = title_in_field(lines, end);
  if (!title.empty()) return title;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < end && seen < most_lines; ++i) {
    const std::string_view text = without_heading_marks(lines[i].words.text);
    if (text.empty()) continue;
    if (may_be_title(text)) return std::string(text);
    ++seen;
  }
  return {};
}

// A list without any heading is taken for the criteria where it is most of the page.
bool is_bare_list(const ReadableText& lines) {
  std::size_t filled = 0;
  std::size_t marked = 0;
  for (const ReadableLine& line : lines) {
    if (line.words.text.empty()) continue;
    ++filled;
    if (line.is_list_item || list_marker_size(line.words.text) > 0) ++marked;
  }
  return marked > 1 && 2 * marked >= filled;
}

ReadableText marked_lines(const ReadableText& lines) {
  const auto is_marked = [](const ReadableLine& line) {
    return line.is_list_item || list_marker_size(line.words.text) > 0;
  };
  return {std::find_if(lines.begin(), lines.end(), is_marked), lines.end()};
}

void take_lists(RegistryRecord& record, CriteriaLists lists) {
  record.criteria = std::move(lists.criteria);
  record.lost = std::move(lists.lost);
  record.withheld = std::move(lists.withheld);
  std::move(lists.notes.begin(), lists.notes.end(), std::back_inserter(record.notes));
}

void explain_abstract(RegistryRecord& record) {
  for (WithheldCriteria& withheld : record.withheld) {
    const bool is_inclusion = withheld.list == CriteriaList::inclusion;
    withheld.reason = is_inclusion
                          ? "the document is an article's abstract; it lists no inclusion criteria"
                          : "the document is an article's abstract; it lists no exclusion criteria";
  }
}

}  // namespace

ReadableText text_lines(const Document& document) {
  const SourceText& text = document.text;
  ReadableText lines;
  for (std::uint32_t number = 1; number <= text.line_count(); ++number) {
    const std::string_view raw = text.line_text(number);
    ReadableLine line;
    line.words = plain_text(raw, text.line_start(number));
    if (!line.words.text.empty()) line.indentation = indentation_of(raw);
    lines.push_back(std::move(line));
  }
  return lines;
}

Result<RegistryRecord> read_text_record(const Document& document, const ReadableText& lines) {
  PageReader page(document, lines);
  page.read();
  const TrialId id = trial_id(document, lines);
  RegistryRecord record;
  record.trial = id.id;
  record.title = title_of(lines, page.front_size());
  if (record.title.empty()) record.title = title_before_section(page.words_before_section());
  page.header().move_to(record);
  const bool has_section = !page.section().empty();
  const bool is_article = !has_section && is_abstract(lines);
  const ReadableText bare_list =
      !has_section && !is_article && is_bare_list(lines) ? marked_lines(lines) : ReadableText{};
  take_lists(record, read_criteria_lists(document, has_section ? page.section() : bare_list));
  if (is_article) explain_abstract(record);
  const bool has_facts = record.ages || record.sexes || record.healthy;
  const bool has_id = id.is_registry_number || is_named_after_trial(document);
  if (!has_id && record.criteria.empty() && !has_section && !has_facts) {
    return Result<RegistryRecord>::failure(make_diagnostic(
        DiagnosticCode::no_study, document.text.name(),
        "the document holds no registry number, no criteria and no header of a trial",
        "name a registry's page or record of a trial"));
  }
  return Result<RegistryRecord>::success(std::move(record));
}

}  // namespace eligo
