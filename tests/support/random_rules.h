#pragma once

// Random syntax trees over the whole rule language, the same for the same seed on every machine.
// They are well formed, not meaningful: a name stands wherever a name may stand.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "language/syntax_tree.h"

namespace eligo::testing {

// What the trees are made of. None may be empty.
struct RandomRuleWords {
  std::vector<std::string> analytes;
  std::vector<std::string> terms;
  std::vector<std::string> facts;
  std::vector<std::string> units;
  std::vector<std::string> anchors = {"enrollment", "randomization", "screening", "first_dose"};
  std::vector<std::string> texts;  // between quotes
};

class RandomRules {
 public:
  RandomRules(std::uint64_t seed, RandomRuleWords words)
      : random_(seed), words_(std::move(words)) {}

  syntax::RuleFile rule_file() {
    syntax::RuleFile file;
    for (std::size_t i = up_to(2) + 1; i > 0; --i) file.trials.push_back(trial());
    file.closing_comments = comments();
    return file;
  }

  syntax::Trial trial() {
    syntax::Trial trial;
    trial.id = name(chance(4) ? pick(words_.texts) : pick(words_.terms));
    if (chance(2)) trial.title = quoted();
    for (std::size_t i = up_to(3); i > 0; --i) trial.items.push_back(item());
    trial.comments = comments();
    trial.closing_comments = comments();
    return trial;
  }

  syntax::Criterion criterion() {
    syntax::Criterion criterion;
    criterion.name = criterion_name();
    for (std::size_t i = up_to(2) + 1; i > 0; --i) criterion.quotes.push_back(quoted_line());
    for (std::size_t i = up_to(1) + (chance(8) ? 0 : 1); i > 0; --i) {
      criterion.means.push_back({expression(4), comments()});
    }
    for (std::size_t i = chance(3) ? up_to(2) : 0; i > 0; --i) {
      criterion.other_readings.push_back({expression(3), quoted(), comments()});
    }
    for (std::size_t i = up_to(2); i > 0; --i) criterion.assumes.push_back(assume());
    for (std::size_t i = chance(3) ? up_to(2) : 0; i > 0; --i) {
      criterion.accepts.push_back(accept());
    }
    for (std::size_t i = up_to(2); i > 0; --i) criterion.examples.push_back(example());
    criterion.comments = comments();
    criterion.closing_comments = comments();
    return criterion;
  }

  // An expression that has at most `depth` levels of connectives, groups, negations and the like.
  syntax::Expression expression(int depth) {
    if (depth <= 0 || chance(3)) return leaf();
    switch (up_to(5)) {
      case 0:
        return {chain(depth), {}};
      case 1:
        return {syntax::Negation{expression(depth - 1)}, {}};
      case 2:
        return {group(depth), {}};
      case 3:
        return {case_sex(depth), {}};
      case 4:
        return {syntax::Assumed{expression(depth - 1), quoted()}, {}};
      default:
        return {chain(depth), {}};
    }
  }

  syntax::Example example() {
    syntax::Example example;
    for (std::size_t i = up_to(3) + 1; i > 0; --i) example.data.push_back(datum());
    example.result = name(one_of({"pass", "fail", "unknown"}));
    example.comments = comments();
    return example;
  }

 private:
  // 0 to `most`, each as likely. The standard's distributions differ between libraries.
  std::size_t up_to(std::size_t most) { return static_cast<std::size_t>(random_() % (most + 1)); }
  bool chance(std::size_t one_in) { return up_to(one_in - 1) == 0; }
  const std::string& pick(const std::vector<std::string>& list) {
    return list[up_to(list.size() - 1)];
  }
  std::string one_of(std::vector<std::string> list) { return pick(list); }

  static syntax::Name name(std::string text) { return {std::move(text), {}}; }
  syntax::Quoted quoted() { return {pick(words_.texts), {}}; }
  syntax::Number whole_number() { return {std::to_string(up_to(400)), {}}; }
  syntax::Number number() {
    std::string text = std::to_string(up_to(200));
    if (chance(2)) text += '.' + std::to_string(up_to(999));
    if (chance(8)) text = '-' + text;
    return {std::move(text), {}};
  }
  // A name, or now and then the document's own words in quotes.
  syntax::Term term(const std::vector<std::string>& names) {
    if (chance(6)) return quoted();
    return name(pick(names));
  }
  std::optional<syntax::Term> maybe_unit() {
    if (chance(4)) return std::nullopt;
    return term(words_.units);
  }

  syntax::Limit limit() {
    if (chance(8)) return {quoted(), std::nullopt, {}};
    return {number(), maybe_unit(), {}};
  }
  syntax::Period period() {
    return {whole_number(), name(one_of({"day", "days", "week", "weeks", "months", "years"})), {}};
  }
  std::optional<syntax::Window> maybe_window() {
    if (chance(2)) return std::nullopt;
    syntax::Window window;
    if (chance(2)) window.period = period();
    window.anchor = name(pick(words_.anchors));
    return window;
  }
  std::optional<syntax::Name> maybe_status() {
    if (chance(2)) return std::nullopt;
    return name(one_of({"active", "resolved"}));
  }
  std::vector<syntax::Name> qualifiers() {
    std::vector<syntax::Name> list;
    if (chance(4)) list.push_back(name("fasting"));
    if (chance(4)) list.push_back(name(one_of({"serum", "plasma", "blood", "urine"})));
    return list;
  }
  syntax::Name record_kind() {
    return name(one_of({"condition", "medication", "procedure", "event", "exposure"}));
  }

  syntax::Observed observed() { return {qualifiers(), term(words_.analytes), maybe_window()}; }

  syntax::RecordReference record() {
    syntax::RecordReference record;
    record.kind = record_kind();
    for (std::size_t i = up_to(3); i > 0; --i) record.terms.push_back(term(words_.terms));
    for (std::size_t i = chance(3) ? up_to(2) : 0; i > 0; --i) {
      syntax::Exception exception{name(pick(words_.terms)), {}};
      for (std::size_t k = up_to(2); k > 0; --k) exception.outcomes.push_back(quoted());
      record.exceptions.push_back(std::move(exception));
    }
    record.status = maybe_status();
    record.window = maybe_window();
    return record;
  }

  syntax::Subject subject() {
    switch (up_to(6)) {
      case 0:
        return syntax::Age{};
      case 1:
        return syntax::OnsetAge{record()};
      case 2:
        return syntax::Duration{record()};
      case 3:
        return syntax::Dose{record()};
      default:
        return observed();
    }
  }

  syntax::Expression leaf() {
    switch (up_to(12)) {
      case 0:
        return {syntax::Range{subject(), limit(), limit()}, {}};
      case 1: {
        syntax::ResultIs result{observed(), {quoted()}};
        for (std::size_t i = up_to(2); i > 0; --i) result.results.push_back(quoted());
        return {std::move(result), {}};
      }
      case 2:
        return {syntax::SexIs{name(one_of({"male", "female"}))}, {}};
      case 3:
        return {syntax::FactHolds{name(pick(words_.facts))}, {}};
      case 4:
      case 5:
        return {syntax::RecordExists{record()}, {}};
      case 6:
        return {syntax::Anyone{}, {}};
      case 7:
        return {syntax::Judgement{maybe_question()}, {}};
      case 8:
        return {syntax::Attestation{maybe_question()}, {}};
      case 9:
        return {syntax::Unread{quoted()}, {}};
      default:
        return {syntax::Comparison{subject(), static_cast<syntax::Comparator>(up_to(4)), limit()},
                {}};
    }
  }
  std::optional<syntax::Quoted> maybe_question() {
    if (chance(2)) return std::nullopt;
    return quoted();
  }

  syntax::Chain chain(int depth) {
    syntax::Chain chain;
    chain.connective = static_cast<syntax::Connective>(up_to(3));
    const bool takes_two = chain.connective == syntax::Connective::xor_ ||
                           chain.connective == syntax::Connective::implies;
    for (std::size_t i = takes_two ? 2 : up_to(2) + 2; i > 0; --i) {
      chain.operands.push_back(expression(depth - 1));
    }
    return chain;
  }

  syntax::Group group(int depth) {
    syntax::Group group;
    group.kind = static_cast<syntax::Group::Kind>(up_to(2));
    if (group.kind == syntax::Group::Kind::at_least) group.count = whole_number();
    for (std::size_t i = up_to(2) + 1; i > 0; --i) group.operands.push_back(expression(depth - 1));
    return group;
  }

  syntax::CaseSex case_sex(int depth) {
    syntax::CaseSex by_sex;
    by_sex.arms.push_back({name("male"), expression(depth - 1)});
    if (!chance(8)) by_sex.arms.push_back({name("female"), expression(depth - 1)});
    return by_sex;
  }

  syntax::ExampleDatum datum() {
    switch (up_to(6)) {
      case 0:
        return syntax::ExampleAge{limit()};
      case 1:
        return syntax::ExampleSex{name(one_of({"male", "female"}))};
      case 2:
      case 3:
        return example_record();
      case 4:
        return syntax::ExampleFact{name(pick(words_.facts)), name(one_of({"true", "false"}))};
      case 5:
        return syntax::ExampleAttested{name(one_of({"true", "false"}))};
      default:
        return example_observation();
    }
  }

  syntax::ExampleObservation example_observation() {
    syntax::ExampleObservation observation;
    observation.qualifiers = qualifiers();
    observation.analyte = term(words_.analytes);
    if (chance(4)) return observation;
    observation.value = limit();
    if (chance(3)) observation.high = number();
    if (chance(3)) observation.low = number();
    if (chance(3)) observation.ago = period();
    return observation;
  }

  syntax::ExampleRecord example_record() {
    syntax::ExampleRecord record;
    record.absent = chance(3);
    record.kind = record_kind();
    record.term = term(words_.terms);
    record.status = maybe_status();
    if (chance(3)) record.started = period();
    if (chance(3)) record.ended = period();
    if (chance(3)) record.dose = limit();
    if (chance(3)) record.outcome = quoted();
    return record;
  }

  syntax::CriterionName criterion_name() {
    syntax::CriterionName criterion;
    if (chance(4)) {
      criterion.kind = name("registry");
      criterion.which = name(one_of({"age", "sex", "healthy"}));
    } else {
      criterion.kind = name(one_of({"inclusion", "exclusion"}));
      criterion.which = whole_number();
    }
    return criterion;
  }

  syntax::QuotedLine quoted_line() {
    syntax::QuotedLine line{quoted(), whole_number()};
    if (chance(4)) line.column = whole_number();
    return line;
  }

  syntax::Assume assume() {
    syntax::Assume assume;
    if (chance(2)) assume.unit = name(pick(words_.units));
    assume.reason = quoted();
    assume.comments = comments();
    return assume;
  }

  syntax::Accept accept() { return {quoted(), quoted(), comments()}; }

  syntax::TrialItem item() {
    switch (up_to(7)) {
      case 0:
        return syntax::DocumentReference{quoted(), quoted(), comments()};
      case 1:
        return syntax::Conflict{criterion_name(), criterion_name(), quoted(), comments()};
      case 2:
        return syntax::Lost{criterion_name(), whole_number(), quoted(), comments()};
      case 3: {
        syntax::NotProvided list;
        list.list = name(one_of({"inclusion", "exclusion"}));
        if (chance(2)) list.quote = quoted_line();
        list.reason = quoted();
        list.comments = comments();
        return list;
      }
      case 4:
        return accept();
      default:
        return criterion();
    }
  }

  syntax::Comments comments() {
    syntax::Comments list;
    for (std::size_t i = chance(5) ? up_to(2) : 0; i > 0; --i) {
      list.push_back("// note " + std::to_string(up_to(999)) + " \" } µ");
    }
    return list;
  }

  std::mt19937_64 random_;
  RandomRuleWords words_;
};

}  // namespace eligo::testing
