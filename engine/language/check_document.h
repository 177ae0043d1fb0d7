#pragma once

#include <optional>
#include <string>

#include "language/check.h"
#include "language/check_context.h"
#include "language/syntax_tree.h"

namespace eligo {

// Where a quote stands; 0 where the rule does not say, or says what cannot be.
struct QuotedPlace {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// The document of a trial, with what its rules quote from it.
class QuotedDocument {
 public:
  // Gets the document that `reference` names and compares its digest. Whatever is wrong is
  // reported; quotes are then still checked, as far as there is a document.
  QuotedDocument(CheckContext& context, const syntax::DocumentReference& reference,
                 const DocumentSource& documents);

  // Reports a quote that does not stand on its line, at its column where it has one.
  QuotedPlace check_quote(const syntax::QuotedLine& quoted_line);
  // The number of a line of the document, 0 where it is none.
  std::uint32_t check_line(const syntax::Number& line);

 private:
  void load(const DocumentSource& documents);
  void check_digest();
  std::uint32_t check_column(const syntax::Number& column, std::uint32_t line);
  void compare_quote(const syntax::QuotedLine& quoted_line, const QuotedPlace& place);
  void report_difference(const syntax::QuotedLine& quoted_line, std::size_t offset,
                         const std::string& document_has);

  CheckContext& context_;
  const syntax::DocumentReference& reference_;
  std::optional<Document> document_;
};

// The number that a criterion's or a line's number text writes: digits, from 1 up.
std::optional<std::uint32_t> positive_integer(std::string_view text);

}  // namespace eligo
