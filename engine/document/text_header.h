#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "document/document.h"
#include "document/header_ages.h"
#include "document/readable_text.h"
#include "document/registry_record.h"

namespace eligo {

// Where in a text a line stands.
enum class TextRegion {
  outside,  // of the eligibility section
  section,  // in it, before the first list
  list,     // under a heading of the inclusion or the exclusion list
};

// Finds the header facts of a page: ages, sex, healthy volunteers, in fields ("Sex: All", or the
// value on the lines after the label), in a sentence, or in a block without labels.
class TextHeader {
 public:
  TextHeader(const Document& document, const ReadableText& lines)
      : document_(document), lines_(lines) {}

  // How many lines from `index` on, blank ones among them, are a field of the header, whose facts
  // are kept; 0 where the line is none. Within a list only what can be no criterion is taken.
  std::size_t take(std::size_t index, TextRegion region);

  // Hands what was found over to the record.
  void move_to(RegistryRecord& record);

 private:
  enum class Topic { minimum_age, maximum_age, ages, sex, healthy, other };
  struct Label;
  static const Label* label_named(std::string_view words);

  std::size_t take_field(std::size_t index, TextRegion region);
  std::size_t take_value_behind(std::size_t index, Topic topic, std::string_view value);
  std::size_t take_value_below(std::size_t index, Topic topic, bool is_marked, TextRegion region);
  std::size_t take_sentence(std::size_t index);
  std::size_t take_unlabelled(std::size_t index);
  std::size_t take_age_groups(std::size_t label, std::size_t first);
  bool keep(Topic topic, std::string_view value, const std::vector<std::size_t>& quoted);
  void keep_ages(AgeLimits limits, bool is_minimum, bool is_maximum,
                 const std::vector<std::size_t>& quoted);
  void quote(std::vector<QuotedWords>& quotes, const std::vector<std::size_t>& quoted) const;
  std::string_view value_at(std::size_t index) const;

  const Document& document_;
  const ReadableText& lines_;
  std::optional<HeaderAges> ages_;
  bool has_minimum_ = false;  // a field gave it, be it "N/A"
  bool has_maximum_ = false;
  std::optional<HeaderSexes> sexes_;
  std::optional<HeaderHealthy> healthy_;
  std::vector<std::string> notes_;
};

}  // namespace eligo
