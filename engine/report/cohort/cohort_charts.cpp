#include "report/cohort/cohort_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "decide/number_words.h"
#include "report/cohort/cohort_steps.h"
#include "report/page/template.h"
#include "report/screened/comparison.h"
#include "text/unicode.h"

namespace eligo {
namespace {

constexpr const char* admits_colour = "#1a6b2f";  // dark: seen as the darker one without colour
constexpr const char* keeps_out_colour = "#f3c6c6";
constexpr const char* open_colour = "#ffe3a3";
constexpr const char* line_colour = "#1b1f24";
constexpr std::size_t most_drawn_criteria = 200;

// A text in gnuplot's single quotes, where nothing but the quote itself means anything.
std::string gnuplot_text(std::string_view text) {
  std::string quoted = "'";
  for (const char character : escape_controls(text)) {
    quoted += character;
    if (character == '\'') quoted += '\'';
  }
  return quoted + "'";
}

std::string number(const Rational& value) {
  return decimal_text(value, 12);
}

std::string start(int width, std::size_t height) {
  return fmt::format(
      "reset session\nset terminal svg size {},{} dynamic noenhanced font 'sans-serif,12'\n"
      "set output\nset border 3 lc rgb '{}'\nset tics nomirror out textcolor rgb '{}'\n"
      "set style fill solid 1.0 border lc rgb '{}'\n",
      width, height, line_colour, line_colour, line_colour);
}

// As a block of data: what is drawn is read from the script itself.
std::string data_block(const std::vector<std::string>& rows) {
  return fmt::format("$data << END_OF_DATA\n{}\nEND_OF_DATA\n", fmt::join(rows, "\n"));
}

Chart attrition_chart(const CohortReport& report, SmallCounts small) {
  std::vector<std::string> rows;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < report.criteria.size(); ++i) {
    const CohortCriterion& criterion = report.criteria[i];
    const std::size_t passing = drawn_count(criterion.left_passing, small);
    const std::size_t open = drawn_count(criterion.left_open, small);
    const std::string lost =
        criterion.first_failed == 0 ? "" : "−" + count_text(criterion.first_failed, small);
    rows.push_back(fmt::format("{} {} {} {}", i + 1, passing, passing + open, '"' + lost + '"'));
    names.push_back(fmt::format("{} {}", gnuplot_text(criterion.id), i + 1));
  }
  constexpr std::size_t row_height = 17;
  const std::size_t height_in_rows = std::max<std::size_t>(rows.size(), 4);  // the legend needs it
  constexpr std::size_t around = 95;
  constexpr int width = 760;
  Chart chart;
  chart.title = "Who is left after each criterion";
  chart.description = fmt::format(
      "{} assessed; {} left without a failed criterion behind the last one",
      count_text(report.assessed, small), count_text(report.eligible + report.undetermined, small));
  chart.script = start(width, around + row_height * height_in_rows) + data_block(rows);
  chart.script += fmt::format(
      "set yrange [{}.6:0.4]\nset xrange [0:{}]\nset ytics ({}) scale 0\n"
      "set xlabel 'patients who fail no criterion so far'\nset key outside top center horizontal "
      "samplen 1.5 width 2\nset grid xtics lc rgb '#d5dade' lw 0.5\n"
      "plot $data using 2:1:(0):2:($1-0.38):($1+0.38) with boxxyerror lc rgb '{}' "
      "title 'all pass so far', "
      "$data using 3:1:2:3:($1-0.38):($1+0.38) with boxxyerror lc rgb '{}' "
      "title 'some open so far', "
      "$data using 3:1:4 with labels left offset 0.6,0 textcolor rgb '{}' "
      "title '−n: fail this one first'\n",
      height_in_rows, std::max<std::size_t>(drawn_count(report.assessed, small) * 11 / 10, 1),
      fmt::join(names, ", "), admits_colour, open_colour, line_colour);
  return chart;
}

// A line at a limit, with its number.
std::string limit_line(const Rational& limit, const std::string& words) {
  return fmt::format(
      "set arrow from {0},graph 0 to {0},graph 1 nohead lw 2 dt 2 lc rgb '{1}' front\n"
      "set label {2} at {0},graph 1.05 center textcolor rgb '{1}' front\n",
      number(limit), line_colour, gnuplot_text(words));
}

constexpr int chart_width = 430;
constexpr std::size_t chart_height = 250;

Chart values_chart(const CohortReport& report, const CohortValues& values, SmallCounts small) {
  const ValueBars bars = bars_of(values);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < bars.bars.size(); ++i) {
    const Rational from = bars.from + Rational(i) * bars.width;
    const std::size_t first = drawn_count(bars.bars[i].patients[0], small);
    const std::size_t second = drawn_count(bars.bars[i].patients[1], small);
    rows.push_back(fmt::format("{} {} {} {}", number(from), number(Rational(from + bars.width)),
                               first, first + second));
  }
  Chart chart;
  chart.title =
      fmt::format("{}: values that decided {}", values.name, report.criteria[values.criterion].id);
  const ValueCounts::Sides& sides = values.counts.patients_by_side();
  chart.description =
      fmt::format("{} {}, {} {}", count_text(sides[0], small),
                  values.sides_are_of_range ? "in the range named" : "where the criterion admits",
                  count_text(sides[1], small),
                  values.sides_are_of_range ? "outside of it" : "where it does not");
  chart.script = start(chart_width, chart_height) + data_block(rows);
  for (const CohortValues::Limit& limit : values.limits) {
    chart.script += limit_line(limit.bound.value, number_text(limit.bound.value, {}));
  }
  const Rational end = bars.from + Rational(bars.bars.size()) * bars.width;
  chart.script += fmt::format(
      "set tmargin 4.2\nset key at graph 0.5,1.27 center horizontal samplen 1.5 width 1\n"
      "set xrange [{}:{}]\nset yrange [0:*]\nset xlabel {}\nset ylabel 'patients'\n"
      "plot $data using 1:(0):1:2:(0):3 with boxxyerror lc rgb '{}' title '{}', "
      "$data using 1:3:1:2:3:4 with boxxyerror lc rgb '{}' title '{}'\n",
      number(bars.from), number(end), gnuplot_text(unit_words(values.unit)), admits_colour,
      values.sides_are_of_range ? "inside" : "admitted", keeps_out_colour,
      values.sides_are_of_range ? "outside" : "kept out");
  return chart;
}

Chart curve_chart(const CohortReport& report, const CohortCurve& curve, SmallCounts small) {
  const std::vector<CurvePoint> points =
      small == SmallCounts::shown ? all_points(curve) : points_of(curve, small);
  const Rational past = farthest(curve) == 0 ? Rational(1) : Rational(farthest(curve) / 15);
  const Rational end = points.back().distance + past;
  std::vector<std::string> rows = {fmt::format("{} 0", number(curve.limit.limit))};
  for (const CurvePoint& point : points) {
    rows.push_back(fmt::format("{} {}", number(moved_by(curve.limit, point.distance)),
                               drawn_count(point.patients, small)));
  }
  const std::size_t most = drawn_count(points.back().patients, small);
  rows.push_back(fmt::format("{} {}", number(moved_by(curve.limit, end)), most));
  Chart chart;
  chart.title = fmt::format("{}: patients admitted by another limit in {}", curve.limit.name,
                            report.criteria[curve.criterion].id);
  chart.description =
      fmt::format("{} more with the limit {}", count_text(points.back().patients, small),
                  limit_words(curve.limit, moved_by(curve.limit, points.back().distance)));
  chart.script = start(chart_width, chart_height) + data_block(rows);
  chart.script += limit_line(curve.limit.limit, "now " + number_text(curve.limit.limit, {}));
  const Rational before = moved_by(curve.limit, Rational(-past));
  const Rational after = moved_by(curve.limit, end);
  chart.script += fmt::format(
      "set tmargin 2.5\nset xrange [{}:{}]\nset yrange [0:{}]\nset ytics {}\nunset key\n"
      "set xlabel {}\nset ylabel 'more patients'\nset grid ytics lc rgb '#d5dade' lw 0.5\n"
      "plot $data using 1:2 with steps lw 2.5 lc rgb '{}'\n",
      number(std::min(before, after)), number(std::max(before, after)),
      std::max<std::size_t>(most + most / 10 + 1, 2), most <= 5 ? "1" : "autofreq",
      gnuplot_text(unit_words(curve.limit.unit).empty()
                       ? "the limit"
                       : "the limit, in " + unit_words(curve.limit.unit)),
      "#0b4a8f");
  return chart;
}

}  // namespace

CohortCharts cohort_charts(const CohortReport& report, SmallCounts small) {
  CohortCharts made;
  const auto add = [&](Chart chart) {
    made.charts.push_back(std::move(chart));
    return made.charts.size() - 1;
  };
  if (!report.criteria.empty() && report.criteria.size() <= most_drawn_criteria &&
      report.assessed > 0) {
    made.attrition = add(attrition_chart(report, small));
  }
  for (const CohortValues& values : report.values) {
    const bool any = values.counts.patients() > 0;
    made.values.push_back(any ? std::optional(add(values_chart(report, values, small)))
                              : std::nullopt);
  }
  for (const CohortCurve& curve : report.curves) {
    const bool any = curve.distances.patients() > 0;
    made.curves.push_back(any ? std::optional(add(curve_chart(report, curve, small)))
                              : std::nullopt);
  }
  return made;
}

std::string gnuplot_script(const std::vector<Chart>& charts) {
  std::string script = "set encoding utf8\nset decimalsign '.'\n";
  for (const Chart& chart : charts) script += chart.script + "set output\n";
  return script;
}

std::vector<std::string> drawings_of(const std::vector<Chart>& charts, std::string_view output) {
  constexpr std::string_view opening = "<svg";
  constexpr std::string_view closing = "</svg>";
  std::vector<std::string> drawings;
  std::size_t position = 0;
  for (const Chart& chart : charts) {
    const std::size_t begin = output.find(opening, position);
    const std::size_t head = begin == std::string_view::npos ? begin : output.find('>', begin);
    const std::size_t end = head == std::string_view::npos ? head : output.find(closing, head);
    // Behind the definitions, of which these charts use none, is what was drawn.
    const std::size_t drawn = end == std::string_view::npos ? end : output.find("</defs>", head);
    if (drawn == std::string_view::npos || drawn > end) return {};
    const std::string_view opened = output.substr(begin, head - begin);
    const std::size_t box = opened.find("viewBox=\"");
    if (box == std::string_view::npos) return {};
    const std::size_t box_end = opened.find('"', box + 9);
    std::string body(output.substr(drawn + 7, end - drawn - 7));
    static const std::regex named(" id=\"[^\"]*\"|<title>[^<]*</title>");
    body = std::regex_replace(body, named, "");
    drawings.push_back(
        fmt::format("<svg class=\"chart\" role=\"img\" aria-label=\"{}. {}\" {} "
                    "xmlns=\"http://www.w3.org/2000/svg\"><g>{}</svg>",
                    html_text(chart.title), html_text(chart.description),
                    opened.substr(box, box_end + 1 - box), body));
    position = end + closing.size();
  }
  return drawings;
}

}  // namespace eligo
