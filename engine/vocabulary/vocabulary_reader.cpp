#include "vocabulary/vocabulary_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "text/unicode.h"
#include "vocabulary/broader_terms.h"
#include "vocabulary/code_form.h"
#include "vocabulary/nearest.h"

namespace eligo {

namespace {

constexpr std::string_view units_kind = "units";
constexpr std::string_view unit_spelling_kind = "unit spelling";
constexpr std::string_view spelling_kind = "spelling";
constexpr std::size_t shortest_stem = 3;  // in letters: two stand in far too many words

std::vector<std::string> all_file_kinds() {
  std::vector<std::string> kinds = {std::string(units_kind), std::string(unit_spelling_kind),
                                    std::string(spelling_kind)};
  for (const ConceptKind kind : all_concept_kinds()) kinds.emplace_back(name_of(kind));
  return kinds;
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += ", ";
    text += json_string_literal(name);
  }
  return text;
}

}  // namespace

Result<VocabularyContent> VocabularyReader::read() {
  parse_files();
  read_units();
  read_spellings();
  read_concepts();
  index_names();
  index_codes();
  index_stems();
  link_concepts();
  close_over_broader_terms();
  if (has_error(diagnostics_)) return Result<VocabularyContent>::failure(std::move(diagnostics_));
  return Result<VocabularyContent>::success(std::move(content_), std::move(diagnostics_));
}

void VocabularyReader::parse_files() {
  for (const SourceText& source : files_) {
    auto root = parse_json(source);
    std::move(root.diagnostics.begin(), root.diagnostics.end(), std::back_inserter(diagnostics_));
    if (!root) continue;
    FieldReader fields(source, *root, "a vocabulary file", diagnostics_);
    auto kind = fields.required_text("kind");
    if (!kind) continue;
    const std::vector<std::string> kinds = all_file_kinds();
    if (std::find(kinds.begin(), kinds.end(), kind->text) == kinds.end()) {
      report(DiagnosticCode::unknown_kind, source, kind->span,
             fmt::format("{} is no kind of vocabulary file", json_string_literal(kind->text)),
             "write one of " + quoted_list(kinds));
      continue;
    }
    parsed_.push_back({&source, std::move(*root), std::move(*kind)});
  }
}

// The one file of a kind that there may be; null where there is none.
const VocabularyReader::File* VocabularyReader::only_file(std::string_view kind) {
  const File* first = nullptr;
  for (const File& file : parsed_) {
    if (file.kind.text != kind) continue;
    if (first != nullptr) {
      report(DiagnosticCode::duplicate_concept, *file.source, file.kind.span,
             fmt::format("the {} stand in {} already", kind, first->source->name()),
             fmt::format("keep all {} in one file", kind));
      continue;
    }
    first = &file;
  }
  return first;
}

void VocabularyReader::read_units() {
  const File* first = only_file(units_kind);
  const File* spellings = only_file(unit_spelling_kind);
  if (first != nullptr) {
    auto units =
        UnitTable::read(*first->source, spellings == nullptr ? nullptr : spellings->source);
    std::move(units.diagnostics.begin(), units.diagnostics.end(), std::back_inserter(diagnostics_));
    has_units_ = units.value.has_value();
    if (has_units_) content_.units = std::move(*units);
  }
  // Where a file was not even JSON, the units may well stand in it.
  if (first == nullptr && parsed_.size() == files_.size()) {
    diagnostics_.push_back(make_diagnostic(DiagnosticCode::missing_field, "vocabulary",
                                           "no vocabulary file holds the units",
                                           "add a file with \"kind\": \"units\""));
  }
}

void VocabularyReader::read_spellings() {
  for (const File& file : parsed_) {
    if (file.kind.text == spelling_kind) read_spelling_file(file);
  }
}

void VocabularyReader::read_spelling_file(const File& file) {
  FieldReader fields(*file.source, file.root, "a vocabulary file", diagnostics_);
  fields.member("kind");
  fields.texts("sources");
  fields.required_member("wordParts");
  for (const JsonValue* pair : fields.list("wordParts")) read_spelling(file, *pair);
  fields.refuse_the_rest();
}

void VocabularyReader::read_spelling(const File& file, const JsonValue& pair) {
  const JsonArray* parts = pair.as_array();
  if (parts == nullptr || parts->size() != 2 || !(*parts)[0].as_string() ||
      !(*parts)[1].as_string()) {
    report(DiagnosticCode::wrong_type, *file.source, pair.span,
           "a member of \"wordParts\" is no pair of strings",
           "write the British part and the American one: [\"haem\", \"hem\"]");
    return;
  }
  auto british = folded_name(*(*parts)[0].as_string());
  auto american = folded_name(*(*parts)[1].as_string());
  if (!content_.spelling.add({std::move(british), std::move(american)})) {
    report(DiagnosticCode::shared_name, *file.source, (*parts)[0].span,
           fmt::format("the British part {} has no letters or is listed already",
                       json_string_literal(*(*parts)[0].as_string())),
           "remove it");
    return;
  }
}

void VocabularyReader::read_concepts() {
  for (const File& file : parsed_) {
    if (const auto kind = concept_kind_named(file.kind.text)) read_concept_file(file, *kind);
  }
}

void VocabularyReader::read_concept_file(const File& file, ConceptKind kind) {
  FieldReader fields(*file.source, file.root, "a vocabulary file", diagnostics_);
  fields.member("kind");
  fields.texts("sources");
  fields.required_member("concepts");
  const UnitTable* units = has_units_ ? &content_.units : nullptr;
  for (const JsonValue* element : fields.list("concepts")) {
    auto draft = read_concept(*file.source, *element, kind, units, diagnostics_);
    if (draft) add_concept(std::move(*draft));
  }
  fields.refuse_the_rest();
}

void VocabularyReader::add_concept(ConceptDraft draft) {
  const ConceptId id{static_cast<std::uint32_t>(drafts_.size())};
  const auto [known, is_new] = content_.by_key.emplace(draft.key.text, id);
  if (!is_new) {
    report(DiagnosticCode::duplicate_concept, *draft.source, draft.key.span,
           fmt::format("the key {} is taken by a {} already", json_string_literal(draft.key.text),
                       name_of(subject_of(known->second).kind)),
           "give this concept another key");
    return;
  }
  content_.concepts.push_back(std::move(draft.subject));
  drafts_.push_back(std::move(draft));
}

std::string VocabularyReader::comparable_name(std::string_view name) const {
  return content_.spelling.american(folded_name(name));
}

void VocabularyReader::index_names() {
  for (std::uint32_t index = 0; index < drafts_.size(); ++index) {
    const ConceptDraft& draft = drafts_[index];
    for (const PlacedText& name : draft.names) {
      std::string comparable = index_name(draft, name, ConceptId{index});
      content_.written_names.emplace_back(std::move(comparable), name.text);
    }
    index_name(draft, draft.key, ConceptId{index});
  }
  const auto by_kind = [&](ConceptId a, ConceptId b) {
    return subject_of(a).kind < subject_of(b).kind;
  };
  for (auto& [name, ids] : content_.by_name) std::sort(ids.begin(), ids.end(), by_kind);
}

std::string VocabularyReader::index_name(const ConceptDraft& draft, const PlacedText& name,
                                         ConceptId id) {
  std::string comparable = comparable_name(name.text);
  if (comparable.empty()) {
    report(
        DiagnosticCode::empty_text, *draft.source, name.span,
        fmt::format("the name {} has neither letters nor digits", json_string_literal(name.text)),
        "write a name that a record could hold");
    return comparable;
  }
  std::vector<ConceptId>& ids = content_.by_name[comparable];
  const ConceptKind kind = subject_of(id).kind;
  const auto same_kind = std::find_if(
      ids.begin(), ids.end(), [&](ConceptId other) { return subject_of(other).kind == kind; });
  if (same_kind == ids.end()) {
    ids.push_back(id);
    const auto spaces = std::count(comparable.begin(), comparable.end(), ' ');
    content_.most_words_in_a_name =
        std::max(content_.most_words_in_a_name, static_cast<std::size_t>(spaces) + 1);
  } else if (*same_kind != id) {
    report(DiagnosticCode::shared_name, *draft.source, name.span,
           fmt::format("{} names two concepts of the kind {}: \"{}\" and \"{}\"",
                       json_string_literal(name.text), name_of(kind), subject_of(*same_kind).key,
                       subject_of(id).key),
           "leave it to the one that people mean by it");
  }
  return comparable;
}

void VocabularyReader::index_codes() {
  for (std::uint32_t index = 0; index < drafts_.size(); ++index) {
    const ConceptDraft& draft = drafts_[index];
    for (const PlacedCode& placed : draft.codes) {
      const auto [known, is_new] = content_.by_code[placed.system].emplace(
          code_form(placed.system, placed.code.text), ConceptId{index});
      if (is_new || known->second == ConceptId{index}) continue;
      report(DiagnosticCode::shared_code, *draft.source, placed.code.span,
             fmt::format("the {} code {} means two concepts: \"{}\" and \"{}\"",
                         name_of(placed.system), json_string_literal(placed.code.text),
                         subject_of(known->second).key, draft.key.text),
             "leave it to the one that it means");
    }
  }
}

void VocabularyReader::index_stems() {
  for (std::uint32_t index = 0; index < drafts_.size(); ++index) {
    for (const PlacedText& stem : drafts_[index].stems) {
      std::string comparable = comparable_name(stem.text);
      if (code_point_count(comparable) < shortest_stem) {
        report(DiagnosticCode::short_stem, *drafts_[index].source, stem.span,
               fmt::format("the stem {} is too short to hint at anything",
                           json_string_literal(stem.text)),
               fmt::format("write at least {} letters", shortest_stem));
        continue;
      }
      content_.stems.emplace_back(std::move(comparable), ConceptId{index});
    }
  }
}

void VocabularyReader::link_concepts() {
  for (std::uint32_t index = 0; index < drafts_.size(); ++index) {
    Concept& subject = content_.concepts[index];
    subject.broader = linked(drafts_[index], drafts_[index].broader);
    subject.implied_by = linked(drafts_[index], drafts_[index].implied_by);
    subject.hidden_among = linked(drafts_[index], drafts_[index].hidden_among);
  }
}

std::vector<std::string> VocabularyReader::nearest_keys(std::string_view key) const {
  std::vector<std::string> keys;
  for (const Concept& subject : content_.concepts) keys.push_back(subject.key);
  return nearest(key, keys);
}

std::vector<ConceptId> VocabularyReader::linked(const ConceptDraft& draft,
                                                const std::vector<PlacedText>& keys) {
  std::vector<ConceptId> ids;
  for (const PlacedText& key : keys) {
    const auto known = content_.by_key.find(key.text);
    if (known != content_.by_key.end()) {
      ids.push_back(known->second);
      continue;
    }
    report(DiagnosticCode::unknown_concept, *draft.source, key.span,
           fmt::format("no concept has the key {}", json_string_literal(key.text)),
           did_you_mean(nearest_keys(key.text)));
  }
  return ids;
}

void VocabularyReader::close_over_broader_terms() {
  const std::size_t count = content_.concepts.size();
  std::vector<std::vector<ConceptId>> broader(count);
  for (std::size_t i = 0; i < count; ++i) broader[i] = content_.concepts[i].broader;
  const BroaderOrder ordered = order_by_broader(broader);
  for (const auto& circle : ordered.circles) report_circle(circle);
  if (!ordered.circles.empty()) return;

  content_.broader_of.resize(count);
  content_.kinds_of.resize(count);
  for (const ConceptId narrow : ordered.order) {
    std::vector<ConceptId>& terms = content_.broader_of[narrow.index];
    for (const ConceptId up : broader[narrow.index]) {
      const std::vector<ConceptId>& further = content_.broader_of[up.index];
      terms.push_back(up);
      terms.insert(terms.end(), further.begin(), further.end());
    }
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    content_.kinds_of[narrow.index].push_back(narrow);
    for (const ConceptId up : terms) content_.kinds_of[up.index].push_back(narrow);
  }
  for (auto& kinds : content_.kinds_of) std::sort(kinds.begin(), kinds.end());
}

void VocabularyReader::report_circle(const std::vector<ConceptId>& circle) {
  std::string chain;
  for (const ConceptId id : circle) {
    if (!chain.empty()) chain += " → ";
    chain += subject_of(id).key;
  }
  // The link that closes the circle is the last concept's, to the first.
  const ConceptDraft& draft = drafts_[circle[circle.size() - 2].index];
  const auto link = std::find_if(
      draft.broader.begin(), draft.broader.end(),
      [&](const PlacedText& key) { return key.text == subject_of(circle.back()).key; });
  report(DiagnosticCode::broader_circle, *draft.source, link->span,
         "the broader terms run in a circle: " + chain, "remove one of these links");
}

void VocabularyReader::report(DiagnosticCode code, const SourceText& source, Span span,
                              std::string message, std::string help) {
  diagnostics_.push_back(make_diagnostic(code, source, span, std::move(message), std::move(help)));
}

}  // namespace eligo
