#include "compile/compile_sentence.h"

#include <algorithm>
#include <utility>

#include "compile/expressions.h"
#include "compile/item.h"
#include "compile/list_heading.h"
#include "compile/parse_phrases.h"
#include "compile/read_nested.h"
#include "compile/read_sentence.h"
#include "compile/sentence.h"
#include "compile/tagger.h"
#include "language/print.h"
#include "text/unicode.h"

namespace eligo {

using compile::PhraseParser;
using compile::Sentence;
using compile::SentenceReading;
using compile::Tagger;

class SentenceCompiler::Implementation {
 public:
  explicit Implementation(const Vocabulary& vocabulary)
      : vocabulary_(vocabulary), tagger_(vocabulary) {}

  // A sentence and the list under it, whose logic the sentence says.
  Reading compile_with_nested(const CriterionSentence& sentence, CriteriaList list,
                              bool is_nested = false) {
    if (sentence.nested.empty()) return compile(sentence.words.text, list, !is_nested);
    if (compile::belongs_to_other_list(sentence.words.text, list)) {
      return open_with_nested(sentence, list);
    }
    const compile::LeadIn lead = compile::lead_in_of(sentence.words.text);
    bool has_own_meaning = false;
    Reading all = compile_lead(sentence.words.text, lead, list, has_own_meaning);
    std::uint32_t offset = static_cast<std::uint32_t>(code_point_count(sentence.words.text)) + 1;
    std::vector<syntax::Expression> items;
    for (const CriterionSentence& nested : sentence.nested) {
      Reading item = compile_with_nested(nested, list, true);
      items.push_back(std::move(item.means));
      take(std::move(item), offset, all);
      offset += static_cast<std::uint32_t>(code_point_count(text_of(nested))) + 1;
    }
    syntax::Expression listed = joined(lead, std::move(items), list, sentence.words.text, all);
    if (!has_own_meaning) {
      all.means = std::move(listed);
      apply_heading(lead, all);
    } else {
      std::vector<syntax::Expression> both;
      both.push_back(std::move(all.means));
      both.push_back(std::move(listed));
      all.means = compile::all_of(std::move(both));
    }
    return all;
  }

  // `keeps_others`: whether other readings than the first are kept where the words leave open
  // which is meant; else the first one is an assumption.
  Reading compile(const std::string& text, CriteriaList list, bool keeps_others = false) {
    const compile::Tokens tokens = tagger_.tag(text);
    const std::vector<compile::Phrase> phrases = parser_.parse(text, tokens);
    Sentence sentence(text, tokens, vocabulary_, list);
    Reading reading = read_first(sentence, phrases);
    for (const compile::Choice& choice : sentence.take_choices()) {
      const bool is_kept = keeps_others && add_others(text, tokens, phrases, list, choice, reading);
      if (is_kept || choice.assumption.empty()) continue;
      syntax::Assume assume;
      assume.reason = compile::quoted(choice.assumption);
      reading.assumes.push_back(std::move(assume));
    }
    return reading;
  }

 private:
  // The reading in which every choice is the first one.
  Reading read_first(Sentence& sentence, const std::vector<compile::Phrase>& phrases) {
    const std::string text(sentence.text());
    SentenceReading read = compile::read_sentence(sentence, phrases);
    Reading reading;
    reading.constraints = sentence.take_constraints();
    std::stable_sort(reading.constraints.begin(), reading.constraints.end(),
                     [](const NumericConstraint& a, const NumericConstraint& b) {
                       return a.value_span.begin < b.value_span.begin;
                     });
    const auto same = [](const NumericConstraint& a, const NumericConstraint& b) {
      return a.value_span == b.value_span && a.concept_span == b.concept_span && a.op == b.op &&
             a.value == b.value && a.concept_name == b.concept_name;
    };
    reading.constraints.erase(
        std::unique(reading.constraints.begin(), reading.constraints.end(), same),
        reading.constraints.end());
    if (!read.meaning) {
      reading.means = compile::unread(text);
      reading.status = ReadingStatus::partial;
      reading.why = "words that were not understood: " + text;
      return reading;
    }
    reading.means = std::move(*read.meaning);
    reading.assumes = used_assumes(sentence.take_assumes(), reading.means);
    reading.why = sentence.why();
    reading.status = status_of(read);
    if (reading.status == ReadingStatus::computed) reading.why.clear();
    return reading;
  }

  // The readings of a choice that say something else than those before; whether all were added.
  bool add_others(const std::string& text, const compile::Tokens& tokens,
                  const std::vector<compile::Phrase>& phrases, CriteriaList list,
                  const compile::Choice& choice, Reading& reading) {
    constexpr std::size_t most_others = 2;
    if (reading.other_readings.size() + choice.because.size() > most_others) return false;
    bool are_all = true;
    for (std::size_t number = 1; number <= choice.because.size(); ++number) {
      Sentence sentence(text, tokens, vocabulary_, list,
                        compile::ChosenReading{choice.where, number});
      SentenceReading read = compile::read_sentence(sentence, phrases);
      if (!read.meaning || is_known(*read.meaning, reading)) {
        are_all = false;
        continue;
      }
      syntax::OrMeans other;
      other.expression = under_assumptions(std::move(*read.meaning), sentence);
      other.reason = compile::quoted(choice.because[number - 1]);
      reading.other_readings.push_back(std::move(other));
    }
    return are_all;
  }

  static bool is_known(const syntax::Expression& meaning, const Reading& reading) {
    const std::string rule = print_expression(meaning);
    return rule == print_expression(reading.means) ||
           std::any_of(reading.other_readings.begin(), reading.other_readings.end(),
                       [&](const syntax::OrMeans& other) {
                         return rule == print_expression(other.expression);
                       });
  }

  // `assume` is about the first reading: what another one takes for granted stands within it.
  static syntax::Expression under_assumptions(syntax::Expression meaning, Sentence& sentence) {
    for (syntax::Assume& assume : used_assumes(sentence.take_assumes(), meaning)) {
      meaning = compile::expression(syntax::Assumed{std::move(meaning), std::move(assume.reason)});
    }
    return meaning;
  }

  // A list that stands among criteria of the other kind: nothing of it is decided, its constraints
  // are shown.
  Reading open_with_nested(const CriterionSentence& sentence, CriteriaList list) {
    Reading all;
    std::uint32_t offset = 0;
    const auto note = [&](const std::string& text, Reading item) {
      item.assumes.clear();
      item.why.clear();
      take(std::move(item), offset, all);
      offset += static_cast<std::uint32_t>(code_point_count(text)) + 1;
    };
    note(sentence.words.text, compile(sentence.words.text, list));
    for (const CriterionSentence& nested : sentence.nested) {
      note(text_of(nested), compile_with_nested(nested, list, true));
    }
    all.means = compile::unread(text_of(sentence));
    all.status = ReadingStatus::partial;
    all.why = "a list whose lead-in belongs to criteria of the other kind: " + sentence.words.text;
    return all;
  }

  // What the lead-in itself asks for. A heading ("Adequate organ function:") asks for nothing more
  // than the list under it.
  Reading compile_lead(const std::string& text, const compile::LeadIn& lead, CriteriaList list,
                       bool& has_own_meaning) {
    Reading reading = compile(text, list);
    const bool computed = reading.status == ReadingStatus::computed;
    const bool is_anyone = std::holds_alternative<syntax::Anyone>(reading.means.node);
    has_own_meaning = computed && !is_anyone && !reading.constraints.empty();
    if (has_own_meaning) return reading;
    Reading heading;
    heading.constraints = std::move(reading.constraints);
    heading.status = ReadingStatus::computed;
    if (!lead.rest.empty() && lead.join != compile::LeadIn::Join::none) {
      syntax::Assume assume;
      assume.reason =
          compile::quoted("the list under \"" + lead.rest + "\" is taken to say what it means");
      heading.assumes.push_back(std::move(assume));
    }
    return heading;
  }

  // What the words before a list say for each of its items: a time, a negation.
  void apply_heading(const compile::LeadIn& lead, Reading& all) {
    const compile::Tokens tokens = tagger_.tag(lead.rest);
    const std::vector<compile::Phrase> phrases = parser_.parse(lead.rest, tokens);
    Sentence heading(lead.rest, tokens, vocabulary_, CriteriaList::inclusion);
    bool is_negated = false;
    for (const compile::Phrase& phrase : phrases) {
      const bool is_time = std::holds_alternative<compile::TimePhrase>(phrase.node);
      const bool denies = std::holds_alternative<compile::SingleToken>(phrase.node) &&
                          tokens[phrase.begin].kind == compile::TokenKind::negation;
      if (denies) is_negated = !is_negated;
      if (!is_time || std::get<compile::TimePhrase>(phrase.node).count.empty()) continue;
      const auto window = compile::window_of(heading, phrase);
      const bool governs = window && window->period && compile::give_window(all.means, *window);
      if (governs) continue;
      all.status = ReadingStatus::partial;
      all.why += (all.why.empty() ? "" : "; ") +
                 ("a time that governs a list, but not as a rule can say: " + lead.rest);
      std::vector<syntax::Expression> both;
      both.push_back(std::move(all.means));
      both.push_back(compile::unread(lead.rest));
      all.means = compile::all_of(std::move(both));
    }
    for (syntax::Assume& assume : heading.take_assumes()) all.assumes.push_back(std::move(assume));
    if (is_negated) all.means = compile::negated(std::move(all.means));
  }

  // The weaker of two statuses: a part that is open leaves the whole open.
  static ReadingStatus together(ReadingStatus one, ReadingStatus other) {
    return one == other ? one : ReadingStatus::partial;
  }

  static void take(Reading item, std::uint32_t offset, Reading& all) {
    const auto shifted = [&](CodePoints points) {
      return CodePoints{points.begin + offset, points.end + offset};
    };
    for (NumericConstraint& constraint : item.constraints) {
      constraint.span = shifted(constraint.span);
      constraint.concept_span = shifted(constraint.concept_span);
      constraint.value_span = shifted(constraint.value_span);
      all.constraints.push_back(std::move(constraint));
    }
    for (syntax::Assume& assume : item.assumes) {
      const bool is_known =
          std::find(all.assumes.begin(), all.assumes.end(), assume) != all.assumes.end();
      if (!is_known) all.assumes.push_back(std::move(assume));
    }
    all.status = together(all.status, item.status);
    if (item.why.empty()) return;
    all.why += (all.why.empty() ? "" : "; ") + item.why;
  }

  static syntax::Expression joined(const compile::LeadIn& lead,
                                   std::vector<syntax::Expression> items, CriteriaList list,
                                   const std::string& text, Reading& all) {
    switch (lead.join) {
      case compile::LeadIn::Join::all:
        return compile::all_of(std::move(items));
      case compile::LeadIn::Join::any:
        return compile::any_of(std::move(items));
      case compile::LeadIn::Join::none:
        return compile::negated(compile::any_of(std::move(items)));
      case compile::LeadIn::Join::at_least: {
        syntax::Group group;
        group.kind = syntax::Group::Kind::at_least;
        group.count = compile::number(std::to_string(lead.count));
        group.operands = std::move(items);
        return compile::expression(std::move(group));
      }
      case compile::LeadIn::Join::other:
        all.status = ReadingStatus::partial;
        all.why += (all.why.empty() ? "" : "; ") + ("how many of a list are asked for: " + text);
        return compile::unread(text);
      case compile::LeadIn::Join::unsaid:
        break;
    }
    if (list == CriteriaList::exclusion) return compile::any_of(std::move(items));
    if (items.size() == 1) return std::move(items.front());
    if (std::all_of(items.begin(), items.end(), compile::compares)) {
      syntax::Assume assume;
      assume.reason = compile::quoted("each of the limits under \"" + lead.rest +
                                      "\" is taken to be asked for");
      all.assumes.push_back(std::move(assume));
      return compile::all_of(std::move(items));
    }
    // All of it is enough and none of it is too little; what lies between the words do not say.
    all.status = ReadingStatus::partial;
    all.why += (all.why.empty() ? "" : "; ") +
               ("a list that does not say whether all of it or one is asked for: " + text);
    std::vector<syntax::Expression> some;
    some.push_back(compile::any_of(items));
    some.push_back(compile::unread(text));
    std::vector<syntax::Expression> either;
    either.push_back(compile::all_of(std::move(items)));
    either.push_back(compile::all_of(std::move(some)));
    return compile::any_of(std::move(either));
  }

  // A unit that was assumed for a limit which the rule does not have after all says nothing.
  static std::vector<syntax::Assume> used_assumes(std::vector<syntax::Assume> assumes,
                                                  const syntax::Expression& means) {
    const std::string rule = print_expression(means);
    std::erase_if(assumes, [&](const syntax::Assume& assume) {
      return assume.unit && rule.find(" " + assume.unit->text) == std::string::npos;
    });
    return assumes;
  }

  static ReadingStatus status_of(const SentenceReading& read) {
    if (read.has_open_words) return ReadingStatus::partial;
    if (read.has_question) return read.has_computed ? ReadingStatus::partial : ReadingStatus::human;
    return ReadingStatus::computed;
  }

  const Vocabulary& vocabulary_;
  Tagger tagger_;
  PhraseParser parser_;
};

SentenceCompiler::SentenceCompiler(const Vocabulary& vocabulary)
    : implementation_(std::make_unique<Implementation>(vocabulary)) {}
SentenceCompiler::~SentenceCompiler() = default;
SentenceCompiler::SentenceCompiler(SentenceCompiler&&) noexcept = default;
SentenceCompiler& SentenceCompiler::operator=(SentenceCompiler&&) noexcept = default;

std::string SentenceCompiler::text_of(const CriterionSentence& sentence) {
  std::string text = sentence.words.text;
  for (const CriterionSentence& nested : sentence.nested) text += " " + text_of(nested);
  return text;
}

Reading SentenceCompiler::compile(const CriterionSentence& sentence, CriteriaList list) {
  return implementation_->compile_with_nested(sentence, list);
}

}  // namespace eligo
