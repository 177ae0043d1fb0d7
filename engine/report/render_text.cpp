#include "report/render_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "report/decision_words.h"
#include "report/near_limit.h"
#include "report/text_layout.h"

namespace eligo {
namespace {

constexpr std::size_t label_columns = 12;

// Worth a second look, whichever side it is on.
bool is_near_limit(const CriterionDecision& criterion) {
  return criterion.result != CriterionResult::unknown && criterion.nearest &&
         is_near(criterion.nearest->relative);
}

std::size_t count(const Decision& decision, CriterionResult result) {
  return static_cast<std::size_t>(
      std::count_if(decision.criteria.begin(), decision.criteria.end(),
                    [&](const CriterionDecision& one) { return one.result == result; }));
}

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::eligible:
      return Tone::good;
    case Verdict::ineligible:
      return Tone::bad;
    case Verdict::undetermined:
      return Tone::open;
  }
  return Tone::plain;
}

std::string upper(std::string_view word) {
  std::string result(word);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return result;
}

// The lines, and behind them what time does to the criterion next, unless that is far off.
std::vector<std::string> with_next_turn(std::vector<std::string> lines,
                                        const CriterionDecision& criterion, Day as_of) {
  const std::string next = next_turn_words(criterion, as_of);
  if (!next.empty()) lines.push_back(next);
  return lines;
}

// The lines, and behind them what other readings say: those that differ where the verdict hangs on
// them, and all of them in an explanation in full.
std::vector<std::string> with_readings(std::vector<std::string> lines, const Decision& decision,
                                       const CriterionDecision& criterion, bool in_full = false) {
  for (const OtherReadingResult& reading : criterion.other_readings) {
    const bool differs = reading.result != criterion.result;
    if (!in_full && (!hangs_on(decision, criterion) || !differs)) continue;
    lines.push_back(reading_words(decision, criterion, reading));
  }
  return lines;
}

std::string heading(const Decision& decision, const TextStyle& style) {
  std::string text = toned(decision.patient, Tone::strong, style);
  text +=
      toned(fmt::format("   {}, screened {}", decision.patient_summary, date_text(decision.as_of)),
            Tone::plain, style);
  text += "\n" +
          paragraph(decision.trial, Tone::strong, decision.trial.size() + 3, decision.title, style);
  const std::string counts = fmt::format(
      "{} · {} open · {} pass", counted(count(decision, CriterionResult::fail), "fails", "fail"),
      count(decision, CriterionResult::unknown), count(decision, CriterionResult::pass));
  text += "\n" + toned(upper(name_of(decision.verdict)), tone_of(decision.verdict), style);
  text += "   " + counts + "\n";
  if (decision.deceased) {
    text +=
        paragraph("DIED", Tone::bad, label_columns,
                  fmt::format("{} ({})", decision.deceased->why, decision.deceased->path), style);
  }
  if (!decision.hangs_on_readings.empty()) {
    text += paragraph("", Tone::plain, 0, hangs_on_words(decision), style);
  }
  if (decision.earliest) {
    text += paragraph("", Tone::plain, 0, earliest_words(*decision.earliest), style);
  }
  return text;
}

std::string quoted(const CriterionDecision& criterion) {
  if (criterion.text.empty()) return "(not in the document)";
  return "\"" + criterion.text + "\"";
}

// "13 days before screening", of a result whose date is one day; empty for anything else.
std::string age_of_result(const Evidence& evidence) {
  if (evidence.value.empty() || !evidence.age_days) return {};
  if (*evidence.age_days == 0) return "on the screening date";
  return fmt::format("{} day{} before screening", *evidence.age_days,
                     *evidence.age_days == 1 ? "" : "s");
}

// Where a decision and its sentence stand; `with_ages` for an explanation in full.
std::string evidence_line(const CriterionDecision& criterion, bool with_ages) {
  std::string line;
  for (const Evidence& evidence : criterion.evidence) {
    const std::string age = with_ages ? age_of_result(evidence) : std::string();
    if (!line.empty()) line += with_ages ? "; " : ", ";
    line += age.empty() ? evidence.path : evidence.path + ", " + age;
  }
  if (!line.empty()) line = "evidence " + line + " · ";
  return line + place_words(criterion);
}

std::string block(std::string_view word, Tone tone, const CriterionDecision& criterion,
                  const std::vector<std::string>& lines, const TextStyle& style,
                  bool in_full = false) {
  std::string text = paragraph(fmt::format("{:<5} {}", word, criterion.id), tone, label_columns,
                               quoted(criterion), style);
  for (const std::string& line : lines) {
    text += paragraph("", Tone::plain, label_columns, line, style);
  }
  text += paragraph("", Tone::plain, label_columns, evidence_line(criterion, in_full), style,
                    Tone::faint);
  for (const std::string& assumption : criterion.assumptions) {
    text += paragraph("", Tone::plain, label_columns, "assumes: " + assumption, style, Tone::faint);
  }
  for (const std::string& note : criterion.notes) {
    text += paragraph("", Tone::plain, label_columns, "note: " + note, style, Tone::faint);
  }
  return text;
}

std::vector<std::string> open_lines(const CriterionDecision& criterion) {
  std::vector<std::string> lines;
  if (!criterion.why.empty()) lines.push_back(criterion.why);
  for (const OpenItem& item : criterion.open) {
    if (item.ask == criterion.why) continue;
    lines.push_back(fmt::format("→ {}: {}", name_of(item.kind), item.ask));
  }
  return lines;
}

std::string failing_blocks(const Decision& decision, const TextStyle& style) {
  std::string text;
  // Exclusions first: they are what a coordinator looks for.
  for (const bool exclusions : {true, false}) {
    for (const CriterionDecision& criterion : decision.criteria) {
      if (criterion.result != CriterionResult::fail) continue;
      if ((criterion.kind == CriterionKind::exclusion) != exclusions) continue;
      text += block("FAIL", Tone::bad, criterion,
                    with_next_turn(with_readings({criterion.why}, decision, criterion), criterion,
                                   decision.as_of),
                    style);
    }
  }
  return text;
}

std::string near_blocks(const Decision& decision, const TextStyle& style) {
  std::string text;
  for (const CriterionDecision& criterion : decision.criteria) {
    if (criterion.result != CriterionResult::pass || !is_near_limit(criterion)) continue;
    text +=
        block("NEAR", Tone::strong, criterion,
              with_readings({"passes, close to its limit: " + criterion.why}, decision, criterion),
              style);
  }
  return text;
}

// What passes as it is read first, where another reading would make another verdict.
std::string reading_blocks(const Decision& decision, const TextStyle& style) {
  std::string text;
  for (const CriterionDecision& criterion : decision.criteria) {
    const bool is_shown = criterion.result == CriterionResult::pass && !is_near_limit(criterion) &&
                          hangs_on(decision, criterion);
    if (!is_shown) continue;
    text += block("READ", Tone::open, criterion,
                  with_readings({"passes: " + criterion.why}, decision, criterion), style);
  }
  return text;
}

// A conflict is open although each of its statements is decided.
bool is_open(const CriterionDecision& criterion) {
  return criterion.result == CriterionResult::unknown || !criterion.open.empty();
}

std::string open_blocks(const Decision& decision, const TextStyle& style) {
  std::string text;
  for (const CriterionDecision& criterion : decision.criteria) {
    if (!is_open(criterion)) continue;
    text += block("OPEN", Tone::open, criterion,
                  with_next_turn(with_readings(open_lines(criterion), decision, criterion),
                                 criterion, decision.as_of),
                  style);
  }
  for (const OpenItem& item : decision.open) {
    if (item.criterion != "I" && item.criterion != "E") continue;
    text += paragraph(fmt::format("OPEN  {}", item.criterion), Tone::open, label_columns,
                      fmt::format("{}: {}", name_of(item.kind), item.ask), style);
  }
  return text;
}

std::string smallest_set(const Decision& decision, const TextStyle& style) {
  std::vector<std::string> asks;
  for (const OpenItem& item : decision.open) {
    if (!item.in_smallest_set) continue;
    const std::string ask =
        item.kind == OpenKind::data ? item.ask : fmt::format("{} ({})", item.ask, item.criterion);
    if (std::find(asks.begin(), asks.end(), ask) == asks.end()) asks.push_back(ask);
  }
  if (asks.empty()) return {};
  std::string text =
      "\n" + toned(fmt::format("To settle it, find out {}:", asks.size()), Tone::strong, style) +
      "\n";
  for (const std::string& ask : asks) text += paragraph("  -", Tone::plain, 4, ask, style);
  return text;
}

std::string passing_line(const Decision& decision, const TextStyle& style) {
  std::string ids;
  for (const CriterionDecision& criterion : decision.criteria) {
    if (criterion.result != CriterionResult::pass) continue;
    if (!ids.empty()) ids += ' ';
    ids += criterion.id;
  }
  return ids.empty() ? std::string{} : paragraph("PASS", Tone::good, label_columns, ids, style);
}

std::string warning_lines(const Decision& decision, const TextStyle& style) {
  std::string text;
  for (const Diagnostic& warning : decision.warnings) {
    text += paragraph("RECORD", Tone::open, label_columns,
                      fmt::format("{}: {}", warning.json_path, warning.message), style);
  }
  return text;
}

// What of the record screening leaves out, folded: the first few reasons, and how many parts.
std::string left_out_lines(const Decision& decision, const TextStyle& style) {
  constexpr std::size_t shown = 3;
  if (decision.notes.empty()) return {};
  std::string text;
  std::size_t parts = 0;
  for (std::size_t i = 0; i < decision.notes.size(); ++i) {
    const UnusedParts& note = decision.notes[i];
    if (i < shown) {
      if (!text.empty()) text += "; ";
      text += note.count > 1 ? fmt::format("{} ({} times)", note.why, note.count) : note.why;
    } else {
      parts += note.count;
    }
  }
  if (parts > 0) text += fmt::format("; {} more, all of them with --format json", parts);
  return paragraph("NOTE", Tone::faint, label_columns, text, style, Tone::faint);
}

std::string_view truth_mark(Truth truth) {
  switch (truth) {
    case Truth::yes:
      return "true";
    case Truth::no:
      return "false";
    case Truth::unknown:
      return "open";
  }
  return "open";
}

std::string reasoning(const Reason& reason, std::size_t depth, const TextStyle& style) {
  // An assumption over the whole rule repeats its text; one line says it.
  if (reason.parts.size() == 1 && reason.parts.front().rule == reason.rule && reason.why.empty()) {
    return reasoning(reason.parts.front(), depth, style);
  }
  const std::size_t indent = label_columns + 2 * depth;
  std::string text =
      paragraph("", Tone::plain, indent,
                fmt::format("{}: {}", truth_mark(reason.truth), reason.rule), style, Tone::faint);
  if (!reason.why.empty()) text += paragraph("", Tone::plain, indent + 2, reason.why, style);
  for (const Evidence& evidence : reason.evidence) {
    std::string line = evidence.path;
    if (!evidence.name.empty()) line += "  " + evidence.name;
    if (!evidence.value.empty()) line += " " + evidence.value;
    if (!evidence.unit.empty()) line += " " + evidence.unit;
    if (!evidence.date.empty()) line += ", " + evidence.date;
    const std::string age = age_of_result(evidence);
    if (!age.empty()) line += ", " + age;
    if (evidence.as) {
      line += fmt::format(" = {} {} ({}", evidence.as->value, evidence.as->unit, evidence.as->step);
      if (!evidence.as->source.empty()) line += "; " + evidence.as->source;
      line += ")";
    }
    text += paragraph("", Tone::plain, indent + 2, line, style, Tone::faint);
  }
  for (const Reason& part : reason.parts) text += reasoning(part, depth + 1, style);
  return text;
}

std::string full_block(const Decision& decision, const CriterionDecision& criterion,
                       const TextStyle& style) {
  std::string_view word = "PASS";
  Tone tone = Tone::good;
  std::vector<std::string> lines{criterion.why};
  if (criterion.result == CriterionResult::fail) {
    word = "FAIL";
    tone = Tone::bad;
  } else if (criterion.result == CriterionResult::unknown) {
    word = "OPEN";
    tone = Tone::open;
    lines = open_lines(criterion);
  }
  lines = with_readings(std::move(lines), decision, criterion, true);
  std::string text =
      block(word, tone, criterion, with_next_turn(std::move(lines), criterion, decision.as_of),
            style, true);
  if (!criterion.reason.rule.empty()) text += reasoning(criterion.reason, 0, style);
  return text + "\n";
}

}  // namespace

std::string render_text(const Decision& decision, const TextStyle& style) {
  std::string text = heading(decision, style) + "\n";
  text += failing_blocks(decision, style);
  text += near_blocks(decision, style);
  text += reading_blocks(decision, style);
  text += open_blocks(decision, style);
  text += passing_line(decision, style);
  text += warning_lines(decision, style);
  text += smallest_set(decision, style);
  return text;
}

std::string render_explanation(const Decision& decision, const TextStyle& style,
                               const std::vector<std::string>& criteria) {
  const auto is_wanted = [&](const CriterionDecision& criterion) {
    return criteria.empty() ||
           std::find(criteria.begin(), criteria.end(), criterion.id) != criteria.end();
  };
  std::string text = heading(decision, style) + "\n";
  text += paragraph("", Tone::plain, 0, decision.why, style);
  text += smallest_set(decision, style);
  for (const CriterionResult result :
       {CriterionResult::fail, CriterionResult::unknown, CriterionResult::pass}) {
    bool first = true;
    for (const CriterionDecision& criterion : decision.criteria) {
      if (criterion.result != result || !is_wanted(criterion)) continue;
      if (first) text += "\n";
      first = false;
      text += full_block(decision, criterion, style);
    }
  }
  for (const OpenItem& item : decision.open) {
    if (item.kind != OpenKind::conflict && item.criterion != "I" && item.criterion != "E") continue;
    text += paragraph(fmt::format("OPEN  {}", item.criterion), Tone::open, label_columns,
                      fmt::format("{}: {}", name_of(item.kind), item.ask), style);
  }
  return text + warning_lines(decision, style) + left_out_lines(decision, style);
}

std::string render_text(const RejectedRecord& rejected, const TextStyle& style) {
  return paragraph("REJECTED", Tone::bad, label_columns,
                   fmt::format("{}{}: {}", rejected.input, rejected.path, rejected.why), style);
}

}  // namespace eligo
