#include "compile/tag_unit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "quantity/unit_spelling.h"

namespace eligo::compile {
namespace {

constexpr std::size_t most_atoms = 14;
constexpr std::size_t most_remembered = 20'000;

std::string_view text_of(std::string_view sentence, const Atom& atom) {
  return sentence.substr(atom.span.begin, atom.span.end - atom.span.begin);
}

std::string_view text_of(std::string_view sentence, std::span<const Atom> atoms) {
  return sentence.substr(atoms.front().span.begin,
                         atoms.back().span.end - atoms.front().span.begin);
}

bool is_in(std::string_view text, std::string_view bounded_list) {
  return bounded_list.find("|" + std::string(text) + "|") != std::string_view::npos;
}

// Units that running text has as words: never taken for units, but for "%" and the like.
bool is_also_a_word(std::string_view lower) {
  return is_in(lower,
               "|in|a|at|as|an|am|to|us|do|be|no|or|and|of|on|is|it|by|if|so|n|x|e|c|i|o|s|r|t|v|w|"
               "pt|bar|are|has|was|gon|rad|rem|cup|foot|link|rod|pixel|dot|bit|b|who|had|may|st|"
               "pp|pa|cd|ci|p|k|y|z|mas|per|ppt|mod|");
}

// Times are tokens of their own kind.
bool is_time_word(std::string_view lower) {
  return is_in(
      lower,
      "|year|years|yr|yrs|month|months|mo|mos|mths|mth|week|weeks|wk|wks|day|days|hour|hours|"
      "hr|hrs|h|d|minute|minutes|");
}

// "% in": behind a space, a word is a word and no unit that the one before is multiplied with.
bool holds_a_word(std::string_view sentence, std::span<const Atom> atoms) {
  for (std::size_t index = 1; index < atoms.size(); ++index) {
    const std::string_view before = text_of(sentence, atoms[index - 1]);
    const std::string_view text = text_of(sentence, atoms[index]);
    // "60 kg (132 lbs)": the parenthesis is no part of the unit.
    if (text == "(" && atoms[index].space_before) return true;
    const bool is_joined = !atoms[index].space_before || before == "/" || before == "per" ||
                           text == "/" || text == "per" || before == "·" || before == ".";
    if (is_joined || atoms[index].kind != Atom::Kind::word) continue;
    const std::string lower = ascii_lower(text);
    const std::string lower_before = ascii_lower(before);
    const bool is_measured_area = atoms[index - 1].kind == Atom::Kind::digits;  // "1.73 m2"
    const bool belongs = is_measured_area || lower == "hg" || lower == "h2o" || lower == "water" ||
                         lower == "mercury" || lower_before == "cu" || lower_before == "sq" ||
                         lower_before == "square" || lower_before == "cubic";
    if (!belongs) return true;
  }
  return false;
}

// "160/100": a stroke before a number begins no unit.
bool divides_by_number(std::string_view sentence, std::span<const Atom> atoms) {
  return atoms.size() > 1 && text_of(sentence, atoms[0]) == "/" &&
         atoms[1].kind == Atom::Kind::digits;
}

bool is_count_noun(std::string_view lower) {
  return is_in(lower, "|points|point|pts|");
}

bool begins_power(std::string_view text) {
  return is_in(text, "|x|X|×|*|·|•|х|");
}

}  // namespace

const std::optional<UnitReader::Known>& UnitReader::look_up(std::string_view text) {
  if (known_.size() > most_remembered) known_.clear();
  const auto [place, is_new] = known_.try_emplace(std::string(text));
  if (is_new) {
    if (const auto unit = units_.parse(text)) {
      const auto metres = unit->dimension.find("m");
      const bool is_per_volume =
          unit->dimension.size() == 1 && metres != unit->dimension.end() && metres->second == -3;
      place->second = Known{unit->ucum, is_per_volume};
    }
  }
  return place->second;
}

std::optional<WrittenUnit> UnitReader::unit_at(std::string_view sentence,
                                               std::span<const Atom> atoms) {
  if (atoms.empty()) return std::nullopt;
  if (auto power = power_of_ten(sentence, atoms)) return power;
  if (auto unit = longest(sentence, atoms)) return unit;
  return in_parentheses(sentence, atoms);
}

std::optional<WrittenUnit> UnitReader::longest(std::string_view sentence,
                                               std::span<const Atom> atoms) {
  const std::string first = ascii_lower(text_of(sentence, atoms[0]));
  // "% predicted", "% of predicted value"
  for (std::size_t size = std::min(atoms.size(), most_atoms); size > 0; --size) {
    const std::string_view text = text_of(sentence, atoms.first(size));
    const Atom& last = atoms[size - 1];
    const bool ends_openly =
        last.kind == Atom::Kind::sign && !is_in(text_of(sentence, last), "|%|°|²|³|％|]|}|)|");
    if (ends_openly) continue;
    // A word that goes on is cut by nothing: "U/L Increase" is tried as a whole and then as "U/L".
    if (holds_a_word(sentence, atoms.first(size)) || divides_by_number(sentence, atoms)) continue;
    if (atoms[0].kind == Atom::Kind::digits) continue;
    const auto& known = look_up(text);
    if (!known) continue;
    const std::string lower = ascii_lower(text);
    if (is_time_word(lower)) return std::nullopt;
    if (is_also_a_word(lower) && atoms[0].space_before) continue;
    if (is_also_a_word(lower) && lower != "g" && lower != "k") continue;
    return WrittenUnit{size, known->ucum, "", known->is_count};
  }
  if (is_count_noun(first)) return WrittenUnit{1, "", "", false};
  return std::nullopt;
}

// "x 10^9/L", "× 109/L", "10 9/L", "x10E3/uL": however the power is marked, or not.
std::optional<WrittenUnit> UnitReader::power_of_ten(std::string_view sentence,
                                                    std::span<const Atom> atoms) {
  std::size_t at = 0;
  std::string lead(text_of(sentence, atoms[0]));
  std::string digits;
  bool has_sign = false;
  if (begins_power(lead)) {
    has_sign = true;
    ++at;
    if (at >= atoms.size()) return std::nullopt;
    lead = std::string(text_of(sentence, atoms[at]));
  } else if (lead.size() > 2 && (lead[0] == 'x' || lead[0] == 'X') && lead.substr(1, 2) == "10") {
    has_sign = true;  // "x109", "x10E9": one word
    lead = lead.substr(1);
  }
  // "1.5 109/L": the sign was lost with the raised digit.
  const bool is_per_something = at + 1 < atoms.size() && text_of(sentence, atoms[at + 1]) == "/";
  const bool is_flattened = is_in(lead, "|103|106|109|1012|") && is_per_something;
  if (!lead.starts_with("10") || (!has_sign && !is_flattened)) return std::nullopt;
  std::string exponent = lead.substr(2);
  bool is_marked = false;
  if (!exponent.empty() && (exponent[0] == 'E' || exponent[0] == 'e')) {
    exponent = exponent.substr(1);
    is_marked = true;
  }
  ++at;
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> superscripts = {
      {{"³", "3"}, {"⁴", "4"}, {"⁶", "6"}, {"⁹", "9"}, {"⁵", "5"}}};
  while (exponent.empty() && at < atoms.size()) {
    const std::string_view text = text_of(sentence, atoms[at]);
    const auto* const raised = std::find_if(superscripts.begin(), superscripts.end(),
                                            [&](const auto& pair) { return pair.first == text; });
    if (raised != superscripts.end()) {
      exponent = std::string(raised->second);
      is_marked = true;
    } else if (text == "^" || text == "*" || text == "E" || text == "e") {
      is_marked = true;
    } else if (text.size() > 1 && (text[0] == 'E' || text[0] == 'e') &&
               atoms[at].kind == Atom::Kind::word) {
      exponent = std::string(text.substr(1));
      is_marked = true;
    } else if (atoms[at].kind == Atom::Kind::digits) {
      exponent = std::string(text);
    } else {
      break;
    }
    ++at;
  }
  // "10^9^", "10*9*": the mark is closed again.
  if (at < atoms.size() && is_marked && is_in(text_of(sentence, atoms[at]), "|^|*|")) ++at;
  const bool is_usual = is_in(exponent, "|3|4|5|6|9|12|");
  if (!is_usual) return std::nullopt;
  const std::string written(text_of(sentence, atoms.first(at)));
  // The unit behind the power: "/L", " cells/uL", or none.
  std::string best_ucum = fmt::format("10*{}", exponent);
  std::size_t best_size = at;
  bool is_count = false;
  const std::size_t limit = std::min(atoms.size(), at + most_atoms);
  for (std::size_t end = limit; end > at; --end) {
    const std::string_view tail = text_of(sentence, atoms.subspan(at, end - at));
    const std::string text =
        fmt::format("10*{}{}{}", exponent, tail.starts_with("/") ? "" : ".", tail);
    const auto& known = look_up(text);
    if (!known || is_time_word(ascii_lower(tail)) || is_also_a_word(ascii_lower(tail))) continue;
    best_ucum = known->ucum;
    best_size = end;
    is_count = known->is_count;
    break;
  }
  WrittenUnit unit{best_size, best_ucum, "", is_count};
  if (!is_marked) {
    unit.open_writing = fmt::format("\"{}\" is read as 10^{}", written, exponent);
  }
  return unit;
}

std::optional<WrittenUnit> UnitReader::in_parentheses(std::string_view sentence,
                                                      std::span<const Atom> atoms) {
  if (text_of(sentence, atoms[0]) != "(") return std::nullopt;
  auto inside = longest(sentence, atoms.subspan(1));
  if (!inside && atoms.size() > 1) inside = power_of_ten(sentence, atoms.subspan(1));
  if (!inside) return std::nullopt;
  const std::size_t close = inside->atoms + 1;
  if (close >= atoms.size() || text_of(sentence, atoms[close]) != ")") return std::nullopt;
  inside->atoms += 2;
  return inside;
}

}  // namespace eligo::compile
