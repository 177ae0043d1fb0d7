#include "fhir/clinical_drug_name.h"

#include <algorithm>
#include <array>

#include "patient/profile_object.h"

namespace eligo {

namespace {

std::string in_lower_case(std::string_view text) {
  std::string lower;
  for (const char c : text) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

bool is_number(std::string_view word) {
  return !word.empty() && word.front() >= '0' && word.front() <= '9' &&
         word.find_first_not_of("0123456789.,-") == std::string_view::npos;
}

// The units of RxNorm's strengths, before a "/" or alone.
bool is_strength_unit(std::string_view word) {
  static constexpr std::array<std::string_view, 22> units = {
      "mg",   "mcg", "ug", "g", "gm",    "kg",     "unt", "iu",  "units", "unit", "meq",
      "mmol", "ml",  "l",  "%", "cells", "actuat", "hr",  "bau", "pnu",   "mci",  "cfu"};
  const std::string lower = in_lower_case(word.substr(0, word.find('/')));
  return std::find(units.begin(), units.end(), lower) != units.end();
}

// The words with which RxNorm and others end a name: the form of the drug.
bool is_form_word(std::string_view word) {
  static constexpr std::array<std::string_view, 40> forms = {
      "oral",       "tablet",    "tablets",        "capsule",      "capsules",  "solution",
      "suspension", "injection", "injectable",     "product",      "pill",      "cream",
      "ointment",   "gel",       "lotion",         "spray",        "nasal",     "topical",
      "ophthalmic", "otic",      "rectal",         "vaginal",      "inhaler",   "inhalation",
      "metered",    "dose",      "transdermal",    "patch",        "extended",  "delayed",
      "release",    "chewable",  "disintegrating", "effervescent", "prefilled", "syringe",
      "pen",        "injector",  "auto-injector",  "cartridge"};
  const std::string lower = in_lower_case(word);
  return std::find(forms.begin(), forms.end(), lower) != forms.end();
}

bool is_salt_word(std::string_view word) {
  static constexpr std::array<std::string_view, 40> salts = {
      "hydrochloride", "dihydrochloride", "hydrobromide", "sodium",    "disodium",   "potassium",
      "calcium",       "magnesium",       "zinc",         "sulfate",   "sulphate",   "phosphate",
      "acetate",       "citrate",         "maleate",      "fumarate",  "tartrate",   "bitartrate",
      "succinate",     "mesylate",        "besylate",     "tosylate",  "bromide",    "chloride",
      "nitrate",       "lactate",         "gluconate",    "malate",    "trihydrate", "monohydrate",
      "dihydrate",     "anhydrous",       "hemihydrate",  "medoxomil", "proxetil",   "axetil",
      "hyclate",       "pamoate",         "propionate",   "furoate"};
  const std::string lower = in_lower_case(word);
  return std::find(salts.begin(), salts.end(), lower) != salts.end();
}

std::string_view joined(const std::vector<std::string_view>& words, std::size_t first,
                        std::size_t end) {
  if (first >= end) return {};
  const char* begin = words[first].data();
  const std::string_view last = words[end - 1];
  return {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
}

// The words of one component before its strength, or before its form where it has none.
// "24 HR", "0.3 ML" and "NDA020503" before them are no words of its name.
std::string_view ingredient_of(std::string_view component) {
  const std::vector<std::string_view> words = words_of(component);
  std::size_t first = 0;
  const auto is_strength_at = [&](std::size_t at) {
    return at + 1 < words.size() && is_number(words[at]) && is_strength_unit(words[at + 1]);
  };
  while (first < words.size()) {
    if (is_strength_at(first)) {
      first += 2;
    } else if (words[first].starts_with("NDA") && is_number(words[first].substr(3))) {
      ++first;
    } else {
      break;
    }
  }
  std::size_t end = first;
  while (end < words.size() && !is_strength_at(end)) ++end;
  if (end == words.size()) {
    while (end > first + 1 && is_form_word(words[end - 1])) --end;
  }
  return joined(words, first, end);
}

// The text between the outermost "[" and "]" at the end, which is taken away.
std::string take_brand(std::string_view& name) {
  if (!name.ends_with(']')) return {};
  const std::size_t begin = name.rfind('[');
  if (begin == std::string_view::npos) return {};
  const std::string brand(trimmed(name.substr(begin + 1, name.size() - begin - 2)));
  name = trimmed(name.substr(0, begin));
  return brand;
}

// The drugs of a pack: "{12 (a 1 MG Oral Tablet) / 9 (b 2 MG Oral Tablet) } Pack".
std::vector<std::string_view> drugs_of_pack(std::string_view name) {
  std::vector<std::string_view> drugs;
  if (!name.starts_with('{')) return {name};
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 1; i < name.size() && name[i] != '}'; ++i) {
    if (name[i] == '(' && ++depth == 1) begin = i + 1;
    if (name[i] == ')' && depth > 0 && --depth == 0) drugs.push_back(name.substr(begin, i - begin));
  }
  if (drugs.empty()) drugs.push_back(name);
  return drugs;
}

void add_ingredients(std::string_view drug, std::vector<std::string>& ingredients) {
  constexpr std::string_view between = " / ";
  while (!drug.empty()) {
    const std::size_t end = drug.find(between);
    const std::string ingredient(ingredient_of(drug.substr(0, end)));
    const bool is_new =
        std::find(ingredients.begin(), ingredients.end(), ingredient) == ingredients.end();
    const bool is_filler = in_lower_case(ingredient) == "inert ingredients";
    if (!ingredient.empty() && is_new && !is_filler) ingredients.push_back(ingredient);
    if (end == std::string_view::npos) break;
    drug.remove_prefix(end + between.size());
  }
}

}  // namespace

ClinicalDrugName read_clinical_drug_name(std::string_view name) {
  ClinicalDrugName result;
  const std::string_view whole = trimmed(name);
  std::string_view rest = whole;
  result.brand = take_brand(rest);
  for (const std::string_view drug : drugs_of_pack(rest)) {
    add_ingredients(trimmed(drug), result.ingredients);
  }
  if (result.ingredients.empty() && !whole.empty()) result.ingredients.emplace_back(whole);
  return result;
}

std::vector<std::string> other_ingredient_names(std::string_view ingredient) {
  std::vector<std::string> names;
  const auto add_without_salts = [&](std::string_view text) {
    const std::vector<std::string_view> words = words_of(text);
    // "potassium chloride" is no form of potassium: something other than salts must be left.
    if (std::all_of(words.begin(), words.end(), is_salt_word)) return;
    for (std::size_t end = words.size(); end > 1 && is_salt_word(words[end - 1]); --end) {
      names.emplace_back(joined(words, 0, end - 1));
    }
  };
  add_without_salts(ingredient);
  const std::size_t comma = ingredient.find(", ");
  if (comma == std::string_view::npos) return names;
  const std::string_view head = trimmed(ingredient.substr(0, comma));
  const std::string_view tail = trimmed(ingredient.substr(comma + 1));
  if (!tail.empty() && !head.empty()) {
    names.push_back(std::string(tail) + " " + std::string(head));
    names.emplace_back(head);
    add_without_salts(head);
  }
  return names;
}

}  // namespace eligo
