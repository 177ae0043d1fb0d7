#include "document/run_on_list.h"

#include <algorithm>
#include <array>
#include <optional>

#include "document/list_marker.h"
#include "document/number_words.h"

namespace eligo {

namespace {

using Kind = ListMarker::Kind;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_dash(std::string_view sign) {
  return sign == "-" || sign == "–" || sign == "—" || sign == "+";
}

bool needs_space_before(std::string_view sign) {
  return sign.size() == 1 || is_dash(sign) || sign == "·";
}

bool ends_clause(std::string_view before) {
  while (before.ends_with(' ')) before.remove_suffix(1);
  for (const std::string_view end : {".", ";", ":", "；", "。", ")", "?"}) {
    if (before.ends_with(end)) return true;
  }
  return before.empty();
}

// Finds the items of one list within lines, in the order in which they come.
class RunOn {
 public:
  explicit RunOn(const ListMarker& first) : first_(first), last_value_(first.value) {}

  // Where items begin in `text`, after its first byte.
  std::vector<std::size_t> beginnings(std::string_view text) {
    return first_.kind == Kind::bullet ? bullets(text) : labels(text);
  }

  std::uint32_t last_value() const { return last_value_; }
  const ListMarker& first() const { return first_; }

 private:
  std::vector<std::size_t> bullets(std::string_view text) const {
    const std::string& sign = first_.style;
    std::vector<std::size_t> all;
    std::vector<std::size_t> behind_clauses;
    for (std::size_t at = text.find(sign, 1); at != std::string_view::npos;
         at = text.find(sign, at + sign.size())) {
      if (!is_bullet(text, at)) continue;
      all.push_back(at);
      if (ends_clause(text.substr(0, at))) behind_clauses.push_back(at);
    }
    // Where most items end in a full stop, a dash elsewhere is a dash.
    const bool is_punctuated = is_dash(sign) && 2 * behind_clauses.size() >= all.size();
    return is_punctuated && !behind_clauses.empty() ? behind_clauses : all;
  }

  bool is_bullet(std::string_view text, std::size_t at) const {
    const std::string& sign = first_.style;
    const std::size_t after = at + sign.size();
    if (after + 1 >= text.size()) return false;
    if (!needs_space_before(sign)) return true;
    if (text[at - 1] != ' ' || text[after] != ' ') return false;
    const bool between_digits = at >= 2 && is_digit(text[at - 2]) && is_digit(text[after + 1]);
    return !between_digits;
  }

  std::vector<std::size_t> labels(std::string_view text) {
    std::vector<std::size_t> result;
    for (std::size_t at = 1; at < text.size(); ++at) {
      if (!may_begin_label(text, at)) continue;
      const auto marker = list_marker(text.substr(at));
      if (!marker || marker->style != first_.style || !follows(text, at, *marker)) continue;
      last_value_ = marker->value;
      result.push_back(at);
    }
    return result;
  }

  static bool may_begin_label(std::string_view text, std::size_t at) {
    if (text[at - 1] == ' ') return true;
    return text[at - 1] == ';' || text.substr(0, at).ends_with("；") ||
           text.substr(0, at).ends_with("。");
  }

  bool follows(std::string_view text, std::size_t at, const ListMarker& marker) const {
    constexpr std::uint32_t most_skipped = 3;
    const std::string_view before = text.substr(0, at);
    const std::string_view after = text.substr(std::min(at + marker.size, text.size()));
    if (after.empty() || marker.value <= last_value_) return false;
    const bool is_next = marker.value == last_value_ + 1;
    if (ends_clause(before)) return is_next || marker.value <= last_value_ + 1 + most_skipped;
    if (!is_next || takes_number(before) || is_digit(after.front())) return false;
    return marker.style != "1." || !begins_in_lower_case(after);
  }

  ListMarker first_;
  std::uint32_t last_value_ = 0;
};

TextParts cut(const TextPart& part, const std::vector<std::size_t>& beginnings) {
  TextParts pieces;
  std::size_t begin = 0;
  for (const std::size_t end : beginnings) {
    pieces.push_back(part.between(begin, end));
    begin = end;
  }
  pieces.push_back(part.between(begin, part.text().size()));
  for (std::size_t i = 1; i < pieces.size(); ++i) pieces[i].after_blank = true;
  return pieces;
}

// A bullet that stands in the middle of a paragraph that begins without one.
std::optional<ListMarker> inner_bullet(std::string_view text) {
  for (const std::string_view sign : {"•", "●", "▪", "■", "‣", "◦", "○", "➢", "*"}) {
    const std::size_t first = text.find(sign);
    if (first == std::string_view::npos) continue;
    if (text.find(sign, first + sign.size()) == std::string_view::npos) continue;
    ListMarker marker;
    marker.style = sign;
    return marker;
  }
  return std::nullopt;
}

class LineSplitter {
 public:
  explicit LineSplitter(const TextParts& parts) : parts_(parts) {
    for (const TextPart& part : parts) markers_.push_back(list_marker(part.text()));
    marked_ = static_cast<std::size_t>(
        std::count_if(markers_.begin(), markers_.end(), [](const auto& m) { return bool(m); }));
  }

  TextParts split() {
    for (index_ = 0; index_ < parts_.size(); ++index_) split_one();
    return std::move(result_);
  }

 private:
  void split_one() {
    const TextPart& part = parts_[index_];
    if (const auto& marker = markers_[index_]) {
      RunOn run(*marker);
      take(part, run, may_split(*marker));
    } else if (open_) {
      RunOn run = *open_;  // the paragraph goes on from the line before
      take(part, run, true);
    } else if (const auto bullet = inner_bullet(part.text()); bullet && is_alone(part)) {
      RunOn run(*bullet);
      take(part, run, true);
    } else {
      result_.push_back(part);
    }
  }

  // A paragraph under its heading: nothing else shows where items begin.
  bool is_alone(const TextPart& part) const { return marked_ == 0 || !part.begins_line; }

  bool may_split(const ListMarker& marker) const {
    return marked_ == 1 || !parts_[index_].begins_line || marker.kind != Kind::bullet;
  }

  void take(const TextPart& part, RunOn& run, bool is_allowed) {
    const auto beginnings = is_allowed ? run.beginnings(part.text()) : std::vector<std::size_t>{};
    if (beginnings.empty() || !agrees_with_next(run)) {
      result_.push_back(part);
      if (!open_ || markers_[index_]) open_.reset();
      return;
    }
    const TextParts pieces = cut(part, beginnings);
    for (const TextPart& piece : pieces) {
      if (!piece.text().empty()) result_.push_back(piece);
    }
    open_ = run;
  }

  // Whether the next line with such a marker goes on counting where this one ends.
  bool agrees_with_next(const RunOn& run) const {
    if (run.first().kind == Kind::bullet || !parts_[index_].begins_line) return true;
    for (std::size_t i = index_ + 1; i < parts_.size(); ++i) {
      const auto& marker = markers_[i];
      if (marker && marker->style == run.first().style) return marker->value > run.last_value();
      if (marker) return true;
    }
    return true;
  }

  const TextParts& parts_;
  std::vector<std::optional<ListMarker>> markers_;
  std::size_t marked_ = 0;
  std::size_t index_ = 0;
  std::optional<RunOn> open_;  // the run-on list that the line before belongs to
  TextParts result_;
};

}  // namespace

TextParts split_run_on_lines(const TextParts& parts) {
  return LineSplitter(parts).split();
}

TextParts split_at_semicolons(const TextPart& part) {
  std::vector<std::size_t> beginnings;
  int depth = 0;
  const std::string_view text = part.text();
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (text[at] == '(' || text[at] == '[') ++depth;
    if (text[at] == ')' || text[at] == ']') --depth;
    if (text[at] == ';' && text[at + 1] == ' ' && depth <= 0) beginnings.push_back(at + 2);
  }
  if (beginnings.size() < 2) return {part};
  return cut(part, beginnings);
}

}  // namespace eligo
