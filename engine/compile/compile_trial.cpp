#include "compile/compile_trial.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "compile/age_ends.h"
#include "compile/expressions.h"
#include "language/print.h"

namespace eligo {
namespace {

using compile::expression;
using compile::name;
using compile::number;
using compile::quoted;

syntax::QuotedLine quoted_line(const QuotedWords& words) {
  syntax::QuotedLine line;
  line.quote = quoted(words.text);
  line.line = number(std::to_string(words.line));
  if (words.column) line.column = number(std::to_string(*words.column));
  return line;
}

void add_quotes(const CriterionSentence& sentence, std::vector<syntax::QuotedLine>& quotes) {
  quotes.push_back(quoted_line(sentence.words));
  for (const CriterionSentence& nested : sentence.nested) add_quotes(nested, quotes);
}

std::string_view name_of(CriteriaList list) {
  return list == CriteriaList::inclusion ? "inclusion" : "exclusion";
}

syntax::CriterionName criterion_name(CriteriaList list, std::uint32_t position) {
  syntax::CriterionName result;
  result.kind = name(std::string(name_of(list)));
  result.which = number(std::to_string(position));
  return result;
}

syntax::CriterionName registry_name(const std::string& fact) {
  syntax::CriterionName result;
  result.kind = name("registry");
  result.which = name(fact);
  return result;
}

std::string id_of(CriteriaList list, std::uint32_t position) {
  return fmt::format("{}{}", list == CriteriaList::inclusion ? 'I' : 'E', position);
}

class TrialCompiler {
 public:
  TrialCompiler(const RegistryRecord& record, const Document& document,
                const std::string& document_name, SentenceCompiler& compiler)
      : record_(record), compiler_(compiler) {
    compiled_.notes = record.notes;
    compiled_.trial.id = name(record.trial);
    if (!record.title.empty()) compiled_.trial.title = quoted(record.title);
    syntax::DocumentReference reference;
    reference.file = quoted(document_name);
    reference.sha256 = quoted(document.sha256);
    compiled_.trial.items.emplace_back(std::move(reference));
  }

  CompiledTrial compile() {
    add_ages();
    add_sexes();
    add_healthy();
    for (const CriteriaList list : {CriteriaList::inclusion, CriteriaList::exclusion})
      add_list(list);
    add_conflicts();
    return std::move(compiled_);
  }

 private:
  void add_header(const std::string& fact, const std::vector<QuotedWords>& quotes,
                  syntax::Expression means) {
    if (quotes.empty()) return;
    CompiledCriterion entry;
    entry.id = "R." + fact;
    entry.kind = "registry";
    for (const QuotedWords& words : quotes)
      entry.text += (entry.text.empty() ? "" : " ") + words.text;
    entry.line = quotes.front().line;
    entry.status = ReadingStatus::computed;
    entry.rule = print_expression(means);
    compiled_.criteria.push_back(std::move(entry));

    syntax::Criterion criterion;
    criterion.name = registry_name(fact);
    for (const QuotedWords& words : quotes) criterion.quotes.push_back(quoted_line(words));
    criterion.means.push_back({std::move(means), {}});
    compiled_.trial.items.emplace_back(std::move(criterion));
  }

  static syntax::Limit age_limit(const HeaderAge& age) {
    syntax::Limit limit;
    limit.value = number(age.count);
    limit.unit = syntax::Term(name(age.unit));
    return limit;
  }

  static bool is_counted_in_days(const std::optional<HeaderAge>& age) {
    return !age || age->unit != "hours";
  }

  void add_ages() {
    if (!record_.ages) return;
    const HeaderAges& ages = *record_.ages;
    if (!is_counted_in_days(ages.minimum) || !is_counted_in_days(ages.maximum)) {
      std::string words;
      for (const QuotedWords& quote : ages.quotes) words += (words.empty() ? "" : " ") + quote.text;
      add_header("age", ages.quotes, compile::unread(words));
      compiled_.notes.push_back(
          "the header's age is in hours, which no record is exact enough for");
      return;
    }
    if (ages.minimum && ages.maximum) {
      syntax::Range range{syntax::Age{}, age_limit(*ages.minimum), age_limit(*ages.maximum)};
      if (ages.minimum->unit == ages.maximum->unit) range.low.unit.reset();
      header_means_ = expression(std::move(range));
    } else if (ages.minimum) {
      header_means_ = expression(syntax::Comparison{syntax::Age{}, syntax::Comparator::at_least,
                                                    age_limit(*ages.minimum)});
    } else if (ages.maximum) {
      header_means_ = expression(
          syntax::Comparison{syntax::Age{}, syntax::Comparator::at_most, age_limit(*ages.maximum)});
    }
    add_header("age", ages.quotes, header_means_ ? *header_means_ : expression(syntax::Anyone{}));
  }

  void add_sexes() {
    if (!record_.sexes) return;
    const HeaderSex sex = record_.sexes->sex;
    add_header("sex", record_.sexes->quotes,
               sex == HeaderSex::all
                   ? expression(syntax::Anyone{})
                   : expression(syntax::SexIs{name(sex == HeaderSex::male ? "male" : "female")}));
  }

  void add_healthy() {
    if (!record_.healthy) return;
    if (record_.healthy->accepted) {
      add_header("healthy", record_.healthy->quotes, expression(syntax::Anyone{}));
      return;
    }
    syntax::RecordReference record;
    record.kind = name("condition");
    record.status = name("active");
    add_header("healthy", record_.healthy->quotes,
               expression(syntax::RecordExists{std::move(record)}));
  }

  void add_list(CriteriaList list) {
    for (const WithheldCriteria& withheld : record_.withheld) {
      if (withheld.list == list) add_withheld(withheld);
    }
    // Lost numbers stand where they are missing.
    auto lost = record_.lost.begin();
    const auto next_lost = [&] {
      while (lost != record_.lost.end() && lost->list != list) ++lost;
    };
    next_lost();
    for (const ListedCriterion& listed : record_.criteria) {
      if (listed.list != list) continue;
      while (lost != record_.lost.end() && lost->number < listed.number) {
        add_lost(*lost);
        ++lost;
        next_lost();
      }
      add_criterion(listed);
    }
    while (lost != record_.lost.end()) {
      add_lost(*lost);
      ++lost;
      next_lost();
    }
  }

  void add_withheld(const WithheldCriteria& withheld) {
    syntax::NotProvided item;
    item.list = name(std::string(name_of(withheld.list)));
    if (withheld.words) item.quote = quoted_line(*withheld.words);
    item.reason = quoted(withheld.reason);
    compiled_.trial.items.emplace_back(std::move(item));
    compiled_.notes.push_back(
        fmt::format("{} criteria not provided: {}", name_of(withheld.list), withheld.reason));
  }

  void add_lost(const LostCriterion& lost) {
    CompiledCriterion entry;
    entry.id = id_of(lost.list, lost.number);
    entry.kind = name_of(lost.list);
    entry.line = lost.line;
    entry.status = ReadingStatus::lost;
    entry.why = lost.reason;
    compiled_.criteria.push_back(std::move(entry));
    syntax::Lost item;
    item.name = criterion_name(lost.list, lost.number);
    item.line = number(std::to_string(lost.line));
    item.reason = quoted(lost.reason);
    compiled_.trial.items.emplace_back(std::move(item));
  }

  void add_criterion(const ListedCriterion& listed) {
    Reading reading = compiler_.compile(listed.sentence, listed.list);
    CompiledCriterion entry;
    entry.id = id_of(listed.list, listed.number);
    entry.kind = name_of(listed.list);
    entry.text = SentenceCompiler::text_of(listed.sentence);
    entry.line = listed.sentence.words.line;
    entry.status = reading.status;
    entry.rule = print_expression(reading.means);
    entry.why = std::move(reading.why);
    entry.constraints = std::move(reading.constraints);
    compiled_.criteria.push_back(std::move(entry));

    syntax::Criterion criterion;
    criterion.name = criterion_name(listed.list, listed.number);
    add_quotes(listed.sentence, criterion.quotes);
    note_ages(listed, reading.means);
    criterion.means.push_back({std::move(reading.means), {}});
    criterion.other_readings = std::move(reading.other_readings);
    criterion.assumes = std::move(reading.assumes);
    compiled_.trial.items.emplace_back(std::move(criterion));
  }

  // A sentence that limits the age otherwise than the header: both are criteria, and in conflict.
  void note_ages(const ListedCriterion& listed, const syntax::Expression& means) {
    if (listed.list != CriteriaList::inclusion || !header_means_) return;
    const auto header = compile::age_ends(*header_means_);
    const auto text = compile::age_ends(means);
    if (header && text && compile::ages_differ(*header, *text))
      conflicting_.push_back(listed.number);
  }

  void add_conflicts() {
    for (const std::uint32_t position : conflicting_) {
      syntax::Conflict conflict;
      conflict.first = criterion_name(CriteriaList::inclusion, position);
      conflict.second = registry_name("age");
      conflict.reason = quoted("the text and the registry's header give different ages");
      compiled_.trial.items.emplace_back(std::move(conflict));
      compiled_.notes.push_back(
          fmt::format("I{} and the registry's header give different ages", position));
    }
  }

  const RegistryRecord& record_;
  SentenceCompiler& compiler_;
  CompiledTrial compiled_;
  std::optional<syntax::Expression> header_means_;
  std::vector<std::uint32_t> conflicting_;
};

}  // namespace

CompiledTrial compile_trial(const RegistryRecord& record, const Document& document,
                            const std::string& document_name, SentenceCompiler& compiler) {
  return TrialCompiler(record, document, document_name, compiler).compile();
}

}  // namespace eligo
