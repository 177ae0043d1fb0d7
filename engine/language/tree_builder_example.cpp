#include "language/tree_builder.h"

namespace eligo::parsing {

syntax::ExampleObservation ExpressionBuilder::observation(
    RuleParser::ObservationDatumContext& context) const {
  syntax::ExampleObservation observation;
  for (RuleParser::QualifierContext* qualifier : context.qualifier()) {
    observation.qualifiers.push_back(word(*qualifier->start));
  }
  observation.analyte = quantity(*context.quantity());
  if (context.limit() != nullptr) observation.value = limit(*context.limit());
  if (context.high() != nullptr) {
    observation.high = signed_number(*context.high()->signedNumber());
  }
  if (context.low() != nullptr) observation.low = signed_number(*context.low()->signedNumber());
  if (context.taken() != nullptr) observation.ago = period(*context.taken()->period());
  return observation;
}

void ExpressionBuilder::add_detail(syntax::ExampleRecord& record,
                                   RuleParser::RecordDetailContext& context) const {
  if (auto* status = dynamic_cast<RuleParser::StatusDetailContext*>(&context)) {
    record.status = word(*status->recordStatus()->start);
  } else if (auto* started = dynamic_cast<RuleParser::StartedDetailContext*>(&context)) {
    record.started = period(*started->period());
  } else if (auto* ended = dynamic_cast<RuleParser::EndedDetailContext*>(&context)) {
    record.ended = period(*ended->period());
  } else if (auto* dose = dynamic_cast<RuleParser::DoseDetailContext*>(&context)) {
    record.dose = limit(*dose->limit());
  } else if (auto* outcome = dynamic_cast<RuleParser::OutcomeDetailContext*>(&context)) {
    record.outcome = quoted(*outcome->STRING()->getSymbol());
  }
}

syntax::ExampleRecord ExpressionBuilder::example_record(
    RuleParser::RecordDatumContext& context) const {
  syntax::ExampleRecord record;
  record.absent = context.NO() != nullptr;
  record.kind = word(*context.recordKind()->start);
  record.term = record_term(*context.recordTerm());
  for (RuleParser::RecordDetailContext* detail : context.recordDetail()) {
    add_detail(record, *detail);
  }
  return record;
}

syntax::ExampleDatum ExpressionBuilder::datum(RuleParser::DatumContext& context) const {
  if (auto* observed_context = dynamic_cast<RuleParser::ObservationDatumContext*>(&context)) {
    return observation(*observed_context);
  }
  if (auto* age = dynamic_cast<RuleParser::AgeDatumContext*>(&context)) {
    return syntax::ExampleAge{limit(*age->limit())};
  }
  if (auto* sex = dynamic_cast<RuleParser::SexDatumContext*>(&context)) {
    return syntax::ExampleSex{name(*sex->name())};
  }
  if (auto* record_context = dynamic_cast<RuleParser::RecordDatumContext*>(&context)) {
    return example_record(*record_context);
  }
  if (auto* fact = dynamic_cast<RuleParser::FactDatumContext*>(&context)) {
    return syntax::ExampleFact{name(*fact->name()), word(*fact->truth()->start)};
  }
  auto& attested = dynamic_cast<RuleParser::AttestedDatumContext&>(context);
  return syntax::ExampleAttested{word(*attested.truth()->start)};
}

}  // namespace eligo::parsing
