#include <algorithm>
#include <iterator>
#include <utility>

#include "compile/expressions.h"
#include "compile/item_joiner.h"
#include "compile/merge_records.h"

namespace eligo::compile {

void ItemJoiner::narrow(syntax::Expression& meaning, const std::string& by) {
  std::vector<syntax::Expression> both;
  both.push_back(std::move(meaning));
  both.push_back(unread(by));
  meaning = all_of(std::move(both));
}

// "> 1.5 mg/dL (males) and 1.4 mg/dL (females)"
void ItemJoiner::join_sexes() {
  for (std::size_t index = 0; index + 1 < operands_.size(); ++index) {
    Operand& first = operands_[index];
    Operand& second = operands_[index + 1];
    const bool is_pair = first.sex && second.sex && *first.sex != *second.sex && first.has_value &&
                         second.has_value && !first.is_open && !second.is_open;
    if (!is_pair) continue;
    syntax::CaseSex by_sex;
    Operand& male = *first.sex == Sex::male ? first : second;
    Operand& female = *first.sex == Sex::male ? second : first;
    by_sex.arms.push_back({name("male"), std::move(male.meaning)});
    by_sex.arms.push_back({name("female"), std::move(female.meaning)});
    first.meaning = expression(std::move(by_sex));
    first.sex.reset();
    operands_.erase(operands_.begin() + static_cast<std::ptrdiff_t>(index) + 1);
  }
  for (Operand& operand : operands_) {
    if (!operand.sex || operand.is_open) continue;
    if (operand.is_negated && operand.denies_behind_sex) {
      operand.meaning = negated(std::move(operand.meaning));
      operand.is_negated = false;
    }
    std::vector<syntax::Expression> both;
    both.push_back(expression(syntax::SexIs{name(std::string(name_of(*operand.sex)))}));
    both.push_back(std::move(operand.meaning));
    operand.meaning = all_of(std::move(both));
  }
}

// "no A, B or C" denies each of them. Words behind the list that narrow it narrow what is denied,
// where the list ends with it; says whether it does.
bool ItemJoiner::carry_negation(const std::string& narrowed_by) {
  bool is_narrowed = false;
  std::vector<Operand> result;
  std::size_t index = 0;
  while (index < operands_.size()) {
    Operand& first = operands_[index];
    if (!first.is_negated) {
      result.push_back(std::move(first));
      ++index;
      continue;
    }
    std::vector<syntax::Expression> denied;
    const bool is_open = first.is_open;
    const TokenKind joint = first.joint;
    denied.push_back(std::move(first.meaning));
    ++index;
    while (index < operands_.size() && continues_negation(operands_[index])) {
      if (operands_[index].joint == TokenKind::and_) {
        sentence_.assume("\"no … and …\" is taken to deny each of them");
      }
      denied.push_back(std::move(operands_[index].meaning));
      ++index;
    }
    // Words that were not understood keep the negation that stands in them.
    const bool is_open_alone = is_open && denied.size() == 1;
    Operand operand;
    operand.meaning = any_of(merged_records(std::move(denied)));
    if (index == operands_.size() && !narrowed_by.empty()) {
      narrow(operand.meaning, narrowed_by);
      is_narrowed = true;
    }
    if (!is_open_alone) operand.meaning = negated(std::move(operand.meaning));
    operand.joint = joint;
    operand.is_open = is_open;
    result.push_back(std::move(operand));
  }
  operands_ = std::move(result);
  return is_narrowed;
}

bool ItemJoiner::continues_negation(const Operand& operand) {
  if (operand.is_negated) return false;
  if (operand.joint == TokenKind::and_) return operand.names_record && !operand.has_value;
  return operand.joint != TokenKind::comma || !operand.has_value;
}

ItemJoiner::Join ItemJoiner::join_kind() {
  bool has_and = false;
  bool has_or = false;
  for (std::size_t index = 1; index < operands_.size(); ++index) {
    const TokenKind joint = operands_[index].joint;
    if (joint == TokenKind::and_) has_and = true;
    if (joint == TokenKind::or_) has_or = true;
    if (joint == TokenKind::and_or) {
      has_or = true;
      sentence_.assume("\"and/or\" is read as \"or\"");
    }
  }
  if (has_and && has_or) return Join::unclear;
  if (joint_) return *joint_ == TokenKind::or_ ? Join::any : Join::all;
  if (has_or) return Join::any;
  const bool is_exclusion = sentence_.list() == CriteriaList::exclusion;
  if (!has_and && comma_) return *comma_ == TokenKind::or_ ? Join::any : Join::all;
  if (!has_and) return is_exclusion ? Join::any : Join::all;
  return is_exclusion && lists_what_excludes() ? Join::any : Join::all;
}

// In an exclusion "A, B and C" names three things that exclude; "both A and B" does not.
bool ItemJoiner::lists_what_excludes() {
  const bool are_names = std::none_of(operands_.begin(), operands_.end(),
                                      [](const Operand& operand) { return operand.has_value; });
  if (!are_names) return false;
  const TokenRange range = tokens_of(phrases_);
  for (std::size_t index = range.begin; index < range.end; ++index) {
    const std::string_view word = sentence_.words(index);
    if (word == "both" || word == "Both") return false;
  }
  sentence_.assume("\"and\" lists what excludes: one of them is enough");
  return true;
}

// Where a list goes on with what is asked besides: "aged 18 or older, with asthma or COPD", and
// in an inclusion "HbA1c ≥ 7 %, asthma or COPD". The size of the list where it does not.
std::size_t ItemJoiner::second_demand() const {
  const bool is_inclusion = sentence_.list() == CriteriaList::inclusion;
  for (std::size_t index = 1; index < operands_.size(); ++index) {
    if (operands_[index].joint != TokenKind::comma) continue;
    if (operands_[index].is_clause) return index;
    const bool only_values_before =
        std::all_of(operands_.begin(), operands_.begin() + static_cast<std::ptrdiff_t>(index),
                    [](const Operand& operand) { return operand.has_value; });
    const bool no_values_behind =
        std::none_of(operands_.begin() + static_cast<std::ptrdiff_t>(index), operands_.end(),
                     [](const Operand& operand) { return operand.has_value; });
    if (is_inclusion && only_values_before && no_values_behind) return index;
  }
  return operands_.size();
}

// "A and B or C": which word joins first; 0 where that stays open. In an exclusion "and" between
// names may list what excludes.
std::size_t ItemJoiner::chosen_scope() {
  const bool is_plain =
      std::all_of(operands_.begin(), operands_.end(), [&](const Operand& operand) {
        const bool is_joined = &operand == &operands_.front() || operand.joint == TokenKind::and_ ||
                               operand.joint == TokenKind::or_;
        const bool is_name = sentence_.list() == CriteriaList::exclusion && !operand.has_value;
        return is_joined && !operand.is_open && !is_name;
      });
  if (!is_plain) return 0;
  return sentence_.choose(
      {place("order"),
       {"\"and\" may join first, then \"or\"", "\"or\" may join first, then \"and\""},
       {}});
}

// The operands with `first` joined before the other word.
syntax::Expression ItemJoiner::grouped(TokenKind first) {
  std::vector<syntax::Expression> groups;
  std::vector<syntax::Expression> group;
  const auto close = [&] {
    groups.push_back(first == TokenKind::and_ ? all_of(std::move(group))
                                              : any_of(std::move(group)));
    group.clear();
  };
  for (Operand& operand : operands_) {
    if (!group.empty() && operand.joint != first) close();
    group.push_back(std::move(operand.meaning));
  }
  close();
  return first == TokenKind::and_ ? any_of(std::move(groups)) : all_of(std::move(groups));
}

syntax::Expression ItemJoiner::joined() {
  if (operands_.size() == 1) return std::move(operands_.front().meaning);
  if (const std::size_t second = second_demand(); second < operands_.size()) {
    const auto middle = operands_.begin() + static_cast<std::ptrdiff_t>(second);
    std::vector<Operand> behind(std::make_move_iterator(middle),
                                std::make_move_iterator(operands_.end()));
    operands_.erase(middle, operands_.end());
    behind.front().is_clause = false;
    std::vector<syntax::Expression> both;
    both.push_back(joined());
    operands_ = std::move(behind);
    both.push_back(joined());
    return all_of(std::move(both));
  }
  const Join kind = join_kind();
  const std::size_t scope = kind == Join::unclear ? chosen_scope() : 0;
  if (scope > 0) return grouped(scope == 1 ? TokenKind::and_ : TokenKind::or_);
  std::vector<syntax::Expression> meanings;
  for (Operand& operand : operands_) meanings.push_back(std::move(operand.meaning));
  if (kind == Join::all) return all_of(std::move(meanings));
  if (kind == Join::any) return any_of(merged_records(std::move(meanings)));
  // However the two go together, all of it is enough and none of it is too little.
  sentence_.leave_open("\"and\" and \"or\" in one list, whose order is not said", words(phrases_));
  has_open_words_ = true;
  syntax::Expression every = all_of(meanings);
  syntax::Expression some = any_of(merged_records(std::move(meanings)));
  narrow(some, std::string(words(phrases_)));
  std::vector<syntax::Expression> either;
  either.push_back(std::move(every));
  either.push_back(std::move(some));
  return any_of(std::move(either));
}

}  // namespace eligo::compile
