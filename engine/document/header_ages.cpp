#include "document/header_ages.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "document/header_facts.h"
#include "document/text_part.h"

namespace eligo {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The words of a field, numbers apart: "18-60 years" has four, the dash among them.
std::vector<std::string> tokens_of(std::string_view text) {
  std::string spaced;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool parts =
        i > 0 && c != '.' && text[i - 1] != '.' && is_digit(c) != is_digit(text[i - 1]) && c != ' ';
    if (parts) spaced += ' ';
    if (c == ',' || c == '(' || c == ')') {
      spaced += ' ';
    } else {
      spaced += c;
    }
    if (c == '-' || c == '+') spaced += ' ';
  }
  std::vector<std::string> tokens;
  std::string_view rest = spaced;
  while (!rest.empty()) {
    std::string_view word = first_word(rest);
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    while (word.ends_with('.') || word.ends_with(';')) word.remove_suffix(1);
    if (!word.empty()) tokens.push_back(lower_case(word));
  }
  return tokens;
}

template <std::size_t Count>
bool is_one_of(std::string_view word, const std::array<std::string_view, Count>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The groups that ClinicalTrials.gov defines: children to 17, adults 18 to 64, older adults.
struct Groups {
  bool child = false;
  bool adult = false;
  bool older = false;
  bool any() const { return child || adult || older; }
};

std::optional<Groups> groups_in(const std::vector<std::string>& tokens) {
  Groups groups;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string& word = tokens[i];
    const bool is_adult = word == "adult" || word == "adults";
    if (word == "child" || word == "children") {
      groups.child = true;
    } else if ((word == "older" || word == "senior") && i + 1 < tokens.size()) {
      groups.older = true;
      ++i;
    } else if (word == "seniors") {
      groups.older = true;
    } else if (is_adult) {
      groups.adult = true;
    } else if (word != "and" && word != "/") {
      return std::nullopt;
    }
  }
  if (!groups.any()) return std::nullopt;
  return groups;
}

std::optional<AgeLimits> limits_of(const Groups& groups) {
  AgeLimits limits;
  if (groups.child && groups.older && !groups.adult) return std::nullopt;
  if (!groups.child) limits.minimum = HeaderAge{groups.adult ? "18" : "65", "years"};
  if (!groups.older) limits.maximum = HeaderAge{groups.adult ? "64" : "17", "years"};
  return limits;
}

// Reads "18 years to 65 years" and its like from their words.
class AgeReader {
 public:
  explicit AgeReader(std::vector<std::string> tokens) : tokens_(std::move(tokens)) {}

  std::optional<AgeLimits> read() {
    while (at_ < tokens_.size()) {
      if (!read_word()) return std::nullopt;
    }
    if (!has_limit_) return std::nullopt;
    share_unit();
    if (limits_.minimum && limits_.minimum->unit.empty()) return std::nullopt;
    if (limits_.maximum && limits_.maximum->unit.empty()) return std::nullopt;
    return limits_;
  }

 private:
  bool read_word() {
    static constexpr auto to = std::to_array<std::string_view>(
        {"to", "-", "–", "—", "until", "through", "up", "and", "maximum", "under", "below"});
    static constexpr auto older =
        std::to_array<std::string_view>({"older", "over", "above", "+", "up"});
    static constexpr auto filler = std::to_array<std::string_view>(
        {"from", "between", "old", "of", "age", "ages", "aged", "years-old", "or", "inclusive",
         "minimum", "at", "least", "both"});
    const std::string& word = tokens_[at_];
    if (is_digit(word.front()) || is_no_age_limit(word)) return read_age();
    if (const auto groups =
            groups_in({tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.end()});
        groups && has_limit_) {
      at_ = tokens_.size();  // "(Adult, Older Adult)" repeats the ages
      return true;
    }
    if (has_limit_ && is_one_of(word, older) && at_ + 1 == tokens_.size()) {
      ++at_;
      limits_.maximum.reset();
      return !is_maximum_;
    }
    if (is_one_of(word, to)) {
      is_maximum_ = true;
    } else if (!is_one_of(word, filler) || word == "older") {
      if (!is_one_of(word, older)) return false;
      is_maximum_ = false;
    }
    ++at_;
    return true;
  }

  bool read_age() {
    std::optional<HeaderAge>& limit = is_maximum_ ? limits_.maximum : limits_.minimum;
    if (limit) return false;
    const std::string& count = tokens_[at_++];
    has_limit_ = true;
    if (!is_digit(count.front())) {
      is_maximum_ = true;
      return true;
    }
    limit = HeaderAge{count, {}};
    if (at_ < tokens_.size()) {
      if (const auto age = header_age(count + " " + tokens_[at_])) {
        limit = age;
        ++at_;
      }
    }
    return true;
  }

  // "18 to 60 years": the unit of the second is that of the first.
  void share_unit() {
    if (limits_.minimum && limits_.maximum && limits_.minimum->unit.empty()) {
      limits_.minimum->unit = limits_.maximum->unit;
    }
  }

  std::vector<std::string> tokens_;
  std::size_t at_ = 0;
  bool is_maximum_ = false;
  bool has_limit_ = false;
  AgeLimits limits_;
};

}  // namespace

std::optional<AgeLimits> header_ages(std::string_view text) {
  constexpr std::size_t longest = 120;
  if (text.empty() || text.size() > longest) return std::nullopt;
  std::vector<std::string> tokens = tokens_of(text);
  if (tokens.empty()) return std::nullopt;
  if (tokens.size() == 1 && (tokens.front() == "all" || is_no_age_limit(tokens.front()))) {
    return AgeLimits{};
  }
  if (const auto groups = groups_in(tokens)) return limits_of(*groups);
  return AgeReader(std::move(tokens)).read();
}

}  // namespace eligo
