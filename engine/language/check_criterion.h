#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "language/check_context.h"
#include "language/check_criterion_name.h"
#include "language/check_document.h"
#include "language/check_expression.h"
#include "language/program.h"
#include "language/syntax_tree.h"

namespace eligo {

// Checks the criteria of one trial, each into its program.
class CriterionChecker {
 public:
  // `document` is null where the trial names none. All outlive the checker.
  CriterionChecker(CheckContext& context, Program& program, QuotedDocument* document)
      : context_(context), program_(program), document_(document), expressions_(context, program) {}

  // Adds the criterion, with its examples, to the program.
  void check(const CriterionKey& key, const syntax::Criterion& criterion);
  void check_lost(const CriterionKey& key, const syntax::Lost& lost);
  // The list's quote and line.
  void check_withheld(const syntax::NotProvided& list);

 private:
  // Checks the quotes and makes them the criterion's text.
  void check_quotes(const std::vector<syntax::QuotedLine>& quotes, Criterion& checked);
  std::optional<NodeId> check_means(const syntax::Criterion& criterion);
  std::vector<OtherReading> check_other_readings(const syntax::Criterion& criterion);
  void report_repeated_reading(const syntax::Expression& reading,
                               const std::vector<const syntax::Expression*>& before);
  void check_assumed_unit(const syntax::Assume& assume, const syntax::Expression& means);
  void check_examples(const std::vector<syntax::Example>& examples);
  // `whole` is what the root is: "the criterion", "this reading".
  void warn_of_constant_parts(CriterionKind kind, NodeId root, std::string_view whole);

  CheckContext& context_;
  Program& program_;
  QuotedDocument* document_;
  ExpressionChecker expressions_;
};

}  // namespace eligo
