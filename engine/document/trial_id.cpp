#include "document/trial_id.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "document/field_label.h"

namespace eligo {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// How a registry writes its numbers: a prefix, and so many digits behind it, among letters and the
// characters of `between`.
struct Registry {
  std::string_view prefix;
  std::size_t fewest_digits = 0;
  std::size_t most_digits = 0;
  std::string_view between;
};

constexpr auto registries = std::to_array<Registry>({
    {"NCT", 8, 8, ""},
    {"ChiCTR", 8, 10, "-"},
    {"IRCT", 10, 20, ""},
    {"ISRCTN", 8, 8, ""},
    {"JPRN-", 8, 12, "-"},
    {"jRCT", 9, 12, ""},
    {"UMIN", 9, 9, ""},
    {"ACTRN", 14, 14, ""},
    {"DRKS", 8, 8, ""},
    {"CTRI/", 9, 14, "/"},
    {"KCT", 7, 7, ""},
    {"PACTR", 12, 18, ""},
    {"TCTR", 11, 11, ""},
    {"EUCTR", 12, 16, "-"},
    {"SLCTR/", 6, 8, "/"},
    {"LBCTR", 8, 12, ""},
});

// The number that `text` begins with, as `registry` writes them; empty where it begins with none.
std::string_view number_at_start(std::string_view text, const Registry& registry) {
  std::size_t digits = 0;
  std::size_t size = registry.prefix.size();
  std::size_t end = size;
  while (size < text.size() && (is_letter_or_digit(text[size]) ||
                                registry.between.find(text[size]) != std::string_view::npos)) {
    if (is_digit(text[size])) {
      ++digits;
      end = size + 1;
    }
    if (digits > registry.most_digits) return {};
    ++size;
  }
  return digits >= registry.fewest_digits ? text.substr(0, end) : std::string_view{};
}

struct Found {
  std::size_t at = std::string_view::npos;
  std::string_view number;
};

Found first_of(std::string_view text, const Registry& registry) {
  for (std::size_t at = text.find(registry.prefix); at != std::string_view::npos;
       at = text.find(registry.prefix, at + 1)) {
    if (at > 0 && is_letter_or_digit(text[at - 1])) continue;
    const std::string_view number = number_at_start(text.substr(at), registry);
    if (!number.empty()) return {at, number};
  }
  return {};
}

// "2015-001234-12"
bool begins_eudract_number(std::string_view text) {
  constexpr std::string_view shape = "####-######-##";
  if (text.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == '#' ? !is_digit(text[i]) : text[i] != '-') return false;
  }
  return text.size() == shape.size() || !is_digit(text[shape.size()]);
}

Found first_eudract_number(std::string_view text) {
  constexpr std::size_t size = 14;
  constexpr std::size_t year = 4;
  for (std::size_t dash = text.find('-'); dash != std::string_view::npos;
       dash = text.find('-', dash + 1)) {
    if (dash < year || !begins_eudract_number(text.substr(dash - year))) continue;
    if (dash > year && is_letter_or_digit(text[dash - year - 1])) continue;
    return {dash - year, text.substr(dash - year, size)};
  }
  return {};
}

constexpr auto id_labels = std::to_array<std::string_view>({"registration number",
                                                            "nct id",
                                                            "nct number",
                                                            "trial id",
                                                            "registry id",
                                                            "registration id",
                                                            "clinicaltrials.gov identifier",
                                                            "clinicaltrials.gov id",
                                                            "trial registration number",
                                                            "trial registration",
                                                            "trial number",
                                                            "isrctn",
                                                            "irct id",
                                                            "eudract number",
                                                            "identifier",
                                                            "clinicaltrials.gov",
                                                            "study id",
                                                            "ct.gov id",
                                                            "registry number",
                                                            "trial identifier"});

// The number in a field that is there for it, on the label's line or the next that is not blank.
std::optional<std::string> number_in_field(const ReadableText& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto field = field_of(lines[i].words.text);
    if (!field || std::find(id_labels.begin(), id_labels.end(), field->label) == id_labels.end()) {
      continue;
    }
    if (!field->value.empty()) {
      if (auto number = registry_number(field->value)) return number;
      continue;
    }
    const std::size_t next = next_filled_line(lines, i);
    if (next >= lines.size()) continue;
    if (auto number = registry_number(lines[next].words.text)) return number;
  }
  return std::nullopt;
}

std::optional<std::string> first_number(const ReadableText& lines) {
  for (const ReadableLine& line : lines) {
    if (auto number = registry_number(line.words.text)) return number;
  }
  return std::nullopt;
}

std::string file_name(const Document& document) {
  return std::filesystem::path(document.text.name()).filename().stem().string();
}

}  // namespace

std::optional<std::string> registry_number(std::string_view text) {
  Found first = first_eudract_number(text);
  for (const Registry& registry : registries) {
    const Found found = first_of(text, registry);
    if (found.at < first.at) first = found;
  }
  if (first.number.empty()) return std::nullopt;
  return std::string(first.number);
}

bool is_named_after_trial(const Document& document) {
  return registry_number(file_name(document)).has_value();
}

TrialId trial_id(const Document& document, const ReadableText& lines) {
  if (auto number = number_in_field(lines)) return {std::move(*number), true};
  if (auto number = first_number(lines)) return {std::move(*number), true};
  return {file_name(document), false};
}

}  // namespace eligo
