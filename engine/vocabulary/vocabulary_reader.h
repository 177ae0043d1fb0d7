#pragma once

#include <span>
#include <vector>

#include "vocabulary/concept_reader.h"
#include "vocabulary/vocabulary_content.h"

namespace eligo {

// Reads a vocabulary from its JSON files: first the units and spellings, which the rest needs, then
// the concepts each by itself, then what they say of one another. Use Vocabulary::read.
class VocabularyReader {
 public:
  explicit VocabularyReader(std::span<const SourceText> files) : files_(files) {}
  Result<VocabularyContent> read();

 private:
  struct File {
    const SourceText* source;
    JsonValue root;
    PlacedText kind;
  };

  void parse_files();
  const File* only_file(std::string_view kind);
  void read_units();
  void read_spellings();
  void read_spelling_file(const File& file);
  void read_spelling(const File& file, const JsonValue& pair);
  void read_concepts();
  void read_concept_file(const File& file, ConceptKind kind);
  void add_concept(ConceptDraft draft);

  std::string comparable_name(std::string_view name) const;
  const Concept& subject_of(ConceptId id) const { return content_.concepts[id.index]; }
  void index_names();
  // Gives the comparable form of the name.
  std::string index_name(const ConceptDraft& draft, const PlacedText& name, ConceptId id);
  void index_codes();
  void index_stems();
  void link_concepts();
  std::vector<std::string> nearest_keys(std::string_view key) const;
  std::vector<ConceptId> linked(const ConceptDraft& draft, const std::vector<PlacedText>& keys);
  void close_over_broader_terms();
  void report_circle(const std::vector<ConceptId>& circle);
  void report(DiagnosticCode code, const SourceText& source, Span span, std::string message,
              std::string help);

  std::span<const SourceText> files_;
  std::vector<File> parsed_;
  std::vector<ConceptDraft> drafts_;  // by concept id; their `subject` has moved to the content
  bool has_units_ = false;
  VocabularyContent content_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace eligo
