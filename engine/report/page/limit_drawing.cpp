#include "report/page/limit_drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "decide/number_words.h"
#include "report/page/template.h"

namespace eligo {
namespace {

constexpr double drawing_width = 240;  // of the drawing, in its own units
constexpr double drawing_height = 46;
constexpr double margin = 10;
constexpr double line_y = 24;

// Where numbers lie on the line. Positions are for the eye; what is compared is exact elsewhere.
class Scale {
 public:
  explicit Scale(const Comparison& comparison) {
    std::vector<double> points;
    for (const Interval* interval : {&comparison.value, &comparison.range}) {
      if (interval->low) points.push_back(interval->low->value.get_d());
      if (interval->high) points.push_back(interval->high->value.get_d());
    }
    if (points.empty()) points.push_back(0);
    const auto [least, most] = std::minmax_element(points.begin(), points.end());
    const double extent = std::max({*most - *least, std::abs(*most) * 0.1, 1e-9});
    low_ = *least - 0.4 * extent;
    high_ = *most + 0.4 * extent;
    if (*least >= 0) low_ = std::max(low_, 0.0);  // nothing measured here is below nothing
  }

  double at(double number) const {
    const double share = std::clamp((number - low_) / (high_ - low_), 0.0, 1.0);
    return margin + share * (drawing_width - 2 * margin);
  }
  // An absent end reaches to the drawing's edge.
  double low_end(const Interval& interval) const {
    return interval.low ? at(interval.low->value.get_d()) : 2;
  }
  double high_end(const Interval& interval) const {
    return interval.high ? at(interval.high->value.get_d()) : drawing_width - 2;
  }

 private:
  double low_ = 0;
  double high_ = 1;
};

// A label under or over a point, kept inside the drawing.
std::string label(double x, double y, std::string_view css_class, const std::string& text) {
  constexpr double edge = 45;
  std::string_view anchor = "middle";
  double at = x;
  if (x < edge) {
    anchor = "start";
    at = std::max(x - 6, 1.0);
  } else if (x > drawing_width - edge) {
    anchor = "end";
    at = std::min(x + 6, drawing_width - 1);
  }
  return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>",
                     css_class, at, y, anchor, html_text(text));
}

std::string_view class_of(RangeMeaning meaning) {
  switch (meaning) {
    case RangeMeaning::admits:
      return "range-admits";
    case RangeMeaning::excludes:
      return "range-excludes";
    case RangeMeaning::named:
      return "range-named";
  }
  return "range-named";
}

std::string_view words_of(RangeMeaning meaning) {
  switch (meaning) {
    case RangeMeaning::admits:
      return "asked for";
    case RangeMeaning::excludes:
      return "excluded";
    case RangeMeaning::named:
      return "the sentence names";
  }
  return "the sentence names";
}

std::string ticks(const Comparison& comparison, const Scale& scale) {
  std::string svg;
  const bool two = comparison.range.low && comparison.range.high;
  double taken_to = -1;  // where the label before ends
  for (const std::optional<Bound>* bound : {&comparison.range.low, &comparison.range.high}) {
    if (!*bound) continue;
    const double x = scale.at((*bound)->value.get_d());
    svg += fmt::format(
        "<line class=\"tick\" x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\"/>", x,
        line_y - 8, line_y + 9);
    const std::string number = number_text((*bound)->value, {});
    const bool is_last = !two || bound == &comparison.range.high;
    if (x < taken_to) continue;  // two limits too close to be written side by side
    svg += label(x, drawing_height - 2, "limit",
                 is_last ? with_unit(number, comparison.unit) : number);
    taken_to = x + 30;
    if (bound == &comparison.range.low && comparison.range.single()) break;
  }
  return svg;
}

}  // namespace

std::string drawing_words(const Comparison& comparison) {
  return fmt::format("{} {}; {}: {}", comparison.name,
                     with_unit(comparison.value_text, comparison.unit),
                     words_of(comparison.meaning), range_words(comparison));
}

std::string limit_drawing(const Comparison& comparison) {
  const Scale scale(comparison);
  std::string svg = fmt::format(
      "<svg class=\"limit-drawing\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" "
      "aria-label=\"{}\">",
      drawing_width, drawing_height, drawing_width, drawing_height,
      html_text(drawing_words(comparison)));
  svg += fmt::format("<line class=\"axis\" x1=\"2\" y1=\"{0}\" x2=\"{1}\" y2=\"{0}\"/>", line_y,
                     drawing_width - 2);
  const double begin = scale.low_end(comparison.range);
  const double end = scale.high_end(comparison.range);
  svg += fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"8\"/>",
                     class_of(comparison.meaning), begin, line_y - 4, std::max(end - begin, 1.0));
  svg += ticks(comparison, scale);
  const std::string value = with_unit(comparison.value_text, comparison.unit);
  if (comparison.value.single()) {
    const double x = scale.at(comparison.value.low->value.get_d());
    svg += fmt::format("<circle class=\"value\" cx=\"{:.1f}\" cy=\"{}\" r=\"5\"/>", x, line_y);
    svg += label(x, 11, "value-label", value);
  } else {
    const double from = scale.low_end(comparison.value);
    const double to = scale.high_end(comparison.value);
    svg +=
        fmt::format("<line class=\"value-range\" x1=\"{:.1f}\" y1=\"{}\" x2=\"{:.1f}\" y2=\"{}\"/>",
                    from, line_y, to, line_y);
    svg += label((from + to) / 2, 11, "value-label", value);
  }
  return svg + "</svg>";
}

}  // namespace eligo
