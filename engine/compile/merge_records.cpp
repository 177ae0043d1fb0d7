#include "compile/merge_records.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace eligo::compile {

syntax::RecordExists* narrowed_record_in(syntax::Expression& meaning) {
  if (auto* record = std::get_if<syntax::RecordExists>(&meaning.node)) return record;
  auto* chain = std::get_if<syntax::Chain>(&meaning.node);
  if (chain == nullptr || chain->connective != syntax::Connective::and_) return nullptr;
  return std::get_if<syntax::RecordExists>(&chain->operands.front().node);
}

syntax::RecordExists* record_in(syntax::Expression& meaning) {
  return std::get_if<syntax::RecordExists>(&meaning.node);
}

std::vector<syntax::Expression> merged_records(std::vector<syntax::Expression> operands) {
  std::vector<syntax::Expression> merged;
  for (syntax::Expression& operand : operands) {
    syntax::RecordExists* record = record_in(operand);
    bool is_taken = false;
    for (syntax::Expression& earlier : merged) {
      syntax::RecordExists* other = record_in(earlier);
      if (record == nullptr || other == nullptr) continue;
      const bool is_alike = record->record.kind == other->record.kind &&
                            record->record.status == other->record.status &&
                            record->record.window == other->record.window &&
                            record->record.exceptions.empty() && other->record.exceptions.empty();
      if (!is_alike) continue;
      for (syntax::Term& term : record->record.terms) {
        auto& terms = other->record.terms;
        if (std::find(terms.begin(), terms.end(), term) == terms.end())
          terms.push_back(std::move(term));
      }
      is_taken = true;
      break;
    }
    if (!is_taken) merged.push_back(std::move(operand));
  }
  return merged;
}

}  // namespace eligo::compile
