#include "report/cohort/render_cohort.h"

#include <fmt/format.h>

#include <algorithm>

#include "decide/number_words.h"
#include "report/cohort/cohort_steps.h"
#include "report/page/page.h"
#include "report/screened/comparison.h"

namespace eligo {
namespace {

constexpr std::size_t most_reasons = 12;    // in the flow diagram, which is to fit on a page
constexpr std::size_t most_asks = 6;        // likewise
constexpr std::size_t most_open_rows = 60;  // of the table; the CSV has all

std::string of_sentence(const CohortCriterion& criterion) {
  return criterion.is_lost ? "(not in the document)" : criterion.sentence;
}

// A long sentence for the small boxes of the flow diagram.
std::string shortened(const std::string& text, std::size_t most = 84) {
  if (text.size() <= most) return text;
  std::size_t end = text.rfind(' ', most);
  if (end == std::string::npos || end == 0) end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + " …";
}

std::string share_words(std::size_t part, std::size_t whole, SmallCounts small) {
  if (whole == 0 || small == SmallCounts::hidden) return {};
  constexpr double hundred = 100;
  return fmt::format("{:.1f} %", hundred * static_cast<double>(part) / static_cast<double>(whole));
}

class CohortFields {
 public:
  CohortFields(const CohortReport& report, const CohortDrawings* drawings, SmallCounts small)
      : report_(report), drawings_(drawings), small_(small) {}

  Fields all() const {
    Fields fields;
    fields.set("trial", report_.trial);
    fields.set("title", optional_text(report_.title));
    fields.set("days", optional_text(screening_days(report_)));
    fields.set("assessed", count(report_.assessed));
    fields.set("eligible", count(report_.eligible));
    fields.set("ineligible", count(report_.ineligible));
    fields.set("undetermined", count(report_.undetermined));
    fields.set("eligible_share", optional_text(share(report_.eligible)));
    fields.set("ineligible_share", optional_text(share(report_.ineligible)));
    fields.set("undetermined_share", optional_text(share(report_.undetermined)));
    fields.set("rejected", report_.rejected == 0 ? Fields(false) : Fields(rejected_words()));
    fields.set("deceased", report_.deceased == 0 ? Fields(false) : Fields(count(report_.deceased)));
    fields.set("withheld", list_of_texts(report_.withheld));
    fields.set("nobody_eligible", !report_.can_be_eligible);
    fields.set("no_criteria", !report_.has_criteria);
    fields.set("small_hidden", small_ == SmallCounts::hidden);
    set_flow(fields);
    fields.set("attrition_drawing", drawing(charts() ? charts()->attrition : std::nullopt));
    fields.set("why_no_drawings", drawings_ ? optional_text(drawings_->why_none) : Fields(false));
    fields.set("has_criteria", !report_.criteria.empty());
    fields.set("criteria", list_of_fields(report_.criteria, [&](const CohortCriterion& one) {
                 return criterion_fields(one);
               }));
    set_open(fields);
    set_curves(fields);
    set_values(fields);
    return fields;
  }

 private:
  std::string count(std::size_t number) const { return count_text(number, small_); }
  std::string share(std::size_t part) const { return share_words(part, report_.assessed, small_); }
  const CohortCharts* charts() const {
    return drawings_ && !drawings_->drawings.empty() ? &drawings_->charts : nullptr;
  }
  Fields drawing(const std::optional<std::size_t>& position) const {
    return position && charts() ? Fields(drawings_->drawings[*position]) : Fields(false);
  }
  std::string rejected_words() const {
    return fmt::format("{} record{} could not be read and {} in none of the counts",
                       count(report_.rejected), report_.rejected == 1 ? "" : "s",
                       report_.rejected == 1 ? "is" : "are");
  }

  // The reasons in the flow diagram: every excluded patient once, under the first criterion failed.
  void set_flow(Fields& fields) const {
    std::vector<const CohortCriterion*> reasons;
    for (const CohortCriterion& criterion : report_.criteria) {
      if (criterion.first_failed > 0) reasons.push_back(&criterion);
    }
    std::size_t further_patients = 0;
    std::size_t further = 0;
    if (reasons.size() > most_reasons) {
      std::vector<std::size_t> sizes;
      for (const CohortCriterion* reason : reasons) sizes.push_back(reason->first_failed);
      std::sort(sizes.rbegin(), sizes.rend());
      const std::size_t least = sizes[most_reasons - 1];
      std::vector<const CohortCriterion*> kept;
      for (const CohortCriterion* reason : reasons) {
        const bool fits = reason->first_failed >= least && kept.size() < most_reasons;
        if (fits) kept.push_back(reason);
        further += fits ? 0 : 1;
        further_patients += fits ? 0 : reason->first_failed;
      }
      reasons = std::move(kept);
    }
    fields.set("reasons", list_of_fields(reasons, [&](const CohortCriterion* reason) {
                 Fields one;
                 one.set("count", count(reason->first_failed));
                 one.set("id", reason->id);
                 one.set("sentence", shortened(of_sentence(*reason)));
                 return one;
               }));
    fields.set("further", further == 0 ? Fields(false)
                                       : Fields(fmt::format("{} for {} further criteria",
                                                            count(further_patients), further)));
    std::vector<const CohortOpenItem*> asks;
    for (const CohortOpenItem& item : report_.open) asks.push_back(&item);
    std::stable_sort(asks.begin(), asks.end(),
                     [](const CohortOpenItem* left, const CohortOpenItem* right) {
                       return left->patients > right->patients;
                     });
    const std::size_t more = asks.size() > most_asks ? asks.size() - most_asks : 0;
    asks.resize(asks.size() - more);
    fields.set("asks", list_of_fields(asks, [&](const CohortOpenItem* item) {
                 Fields one;
                 one.set("count", count(item->patients));
                 one.set("ask", shortened(item->ask));
                 return one;
               }));
    fields.set("more_asks", more == 0 ? Fields(false) : Fields(std::to_string(more)));
  }

  Fields criterion_fields(const CohortCriterion& criterion) const {
    Fields fields;
    fields.set("id", criterion.id);
    fields.set("sentence", of_sentence(criterion));
    fields.set("first", count(criterion.first_failed));
    fields.set("failed", count(criterion.failed));
    fields.set("alone", count(criterion.failed_alone));
    fields.set("obstacle", count(criterion.only_obstacle));
    fields.set("open", count(criterion.open));
    fields.set("passing", count(criterion.left_passing));
    fields.set("left_open", count(criterion.left_open));
    return fields;
  }

  void set_open(Fields& fields) const {
    fields.set("has_open", !report_.open.empty());
    const bool settles = !report_.open.empty() && report_.open.front().settles > 0;
    fields.set(
        "settling",
        settles ? Fields(fmt::format("One answer would settle most: {} ({} of {} undetermined)",
                                     report_.open.front().ask, count(report_.open.front().settles),
                                     count(report_.undetermined)))
                : Fields(false));
    std::vector<CohortOpenItem> shown = report_.open;
    const std::size_t more = shown.size() > most_open_rows ? shown.size() - most_open_rows : 0;
    shown.resize(shown.size() - more);
    fields.set("open", list_of_fields(shown, [&](const CohortOpenItem& item) {
                 Fields one;
                 one.set("ask", item.ask);
                 one.set("kind", std::string(name_of(item.kind)));
                 one.set("criteria", fmt::format("{}", fmt::join(item.criteria, ", ")));
                 one.set("patients", count(item.patients));
                 one.set("in_set", count(item.in_smallest_set));
                 one.set("settles", count(item.settles));
                 return one;
               }));
    fields.set("more_open", more + report_.open_items_left_out == 0
                                ? Fields(false)
                                : Fields(std::to_string(more + report_.open_items_left_out)));
    std::vector<std::pair<std::size_t, std::size_t>> needed(report_.by_items_needed.begin(),
                                                            report_.by_items_needed.end());
    const bool any =
        std::any_of(needed.begin(), needed.end(), [](const auto& one) { return one.first > 0; });
    fields.set("has_needed", any);
    fields.set("needed", list_of_fields(needed, [&](const auto& one) {
                 Fields row;
                 row.set("items", one.first == 0 ? "no answer could settle them"
                                                 : std::to_string(one.first));
                 row.set("patients", count(one.second));
                 return row;
               }));
  }

  void set_curves(Fields& fields) const {
    fields.set("has_curves", !report_.curves.empty());
    std::size_t obstacles = 0;
    for (const CohortCriterion& one : report_.criteria) obstacles += one.only_obstacle;
    fields.set("obstacles", count(obstacles));
    Fields list{Fields::type::list};
    for (std::size_t i = 0; i < report_.curves.size(); ++i) {
      const CohortCurve& curve = report_.curves[i];
      const std::vector<CurvePoint> points = points_of(curve, small_);
      Fields one;
      one.set("id", report_.criteria[curve.criterion].id);
      one.set("name", curve.limit.name);
      one.set("of", optional_text(curve.limit.of));
      one.set("limit", limit_words(curve.limit, curve.limit.limit));
      one.set("most", count(curve.distances.patients()));
      one.set("drawing", drawing(charts() ? charts()->curves[i] : std::nullopt));
      one.set("unknown_distance",
              curve.unknown_distance == 0 ? Fields(false) : Fields(count(curve.unknown_distance)));
      one.set("step", step_words(curve.distances.step(), curve.limit.unit));
      one.set("has_points", !points.empty());
      one.set("points", list_of_fields(points, [&](const CurvePoint& point) {
                Fields row;
                row.set("moved", limit_words(curve.limit, moved_by(curve.limit, point.distance)));
                row.set("by", with_unit(number_text(point.distance, {}), curve.limit.unit));
                row.set("more", count(point.patients));
                return row;
              }));
      list << one;
    }
    fields.set("curves", list);
  }

  static Fields step_words(const std::optional<Rational>& step, const std::string& unit) {
    return step ? Fields(with_unit(decimal_text(*step), unit)) : Fields(false);
  }

  std::string middle_words(const CohortValues& values) const {
    if (values.counts.patients() == 0 || small_ == SmallCounts::hidden) return {};
    const auto at = [&](int quarter) {
      return number_text(values.counts.quantile(Rational(quarter, 4)), {});
    };
    return fmt::format("median {}, middle half {} to {}", with_unit(at(2), values.unit), at(1),
                       with_unit(at(3), values.unit));
  }

  void set_values(Fields& fields) const {
    fields.set("has_values", !report_.values.empty());
    Fields list{Fields::type::list};
    for (std::size_t i = 0; i < report_.values.size(); ++i) {
      const CohortValues& values = report_.values[i];
      const ValueBars bars = bars_of(values);
      const ValueCounts::Sides& sides = values.counts.patients_by_side();
      Fields one;
      one.set("id", report_.criteria[values.criterion].id);
      one.set("name", values.name);
      one.set("unit", optional_text(unit_words(values.unit)));
      one.set("patients", count(values.counts.patients()));
      one.set("first", count(sides[0]));
      one.set("second", count(sides[1]));
      one.set("of_range", values.sides_are_of_range);
      one.set("middle", optional_text(middle_words(values)));
      one.set("given_as_range",
              values.given_as_range == 0 ? Fields(false) : Fields(count(values.given_as_range)));
      one.set("ages_left_out",
              values.ages_left_out == 0 ? Fields(false) : Fields(count(values.ages_left_out)));
      one.set("drawing", drawing(charts() ? charts()->values[i] : std::nullopt));
      one.set("has_bars", !bars.bars.empty());
      Fields rows{Fields::type::list};
      for (const ValueBar& bar : bars.bars) {
        if (bar.patients[0] + bar.patients[1] == 0) continue;
        Fields row;
        row.set("from", bar_words(bar));
        row.set("first", count(bar.patients[0]));
        row.set("second", count(bar.patients[1]));
        rows << row;
      }
      one.set("bars", rows);
      list << one;
    }
    fields.set("values", list);
  }

  static std::string bar_words(const ValueBar& bar) {
    if (!bar.from && !bar.to) return "all";
    if (!bar.from) return "under " + number_text(*bar.to, {});
    if (!bar.to) return "from " + number_text(*bar.from, {});
    return fmt::format("{} to under {}", number_text(*bar.from, {}), number_text(*bar.to, {}));
  }

  const CohortReport& report_;
  const CohortDrawings* drawings_;
  SmallCounts small_;
};

Fields fields_of(const CohortReport& report, const CohortDrawings* drawings, SmallCounts small,
                 const Provenance& provenance) {
  Fields fields = CohortFields(report, drawings, small).all();
  // Nothing about a single patient is on this page that would have to be left out.
  fields.set("provenance", provenance_fields(provenance, screening_days(report), Disclosure::full));
  return fields;
}

}  // namespace

std::string render_html(const CohortReport& report, const CohortDrawings& drawings,
                        SmallCounts small, const Provenance& provenance) {
  PageHead head;
  head.title = report.trial + " · cohort";
  head.running_head = head.title;
  const Fields fields = fields_of(report, &drawings, small, provenance);
  return html_page(head, fill_html("cohort.html.mustache", fields), *fields.get("provenance"));
}

std::string render_markdown(const CohortReport& report, SmallCounts small,
                            const Provenance& provenance) {
  return markdown_page("cohort.md.mustache", fields_of(report, nullptr, small, provenance));
}

}  // namespace eligo
