#include "decide/open_items.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <type_traits>

#include "decide/evaluate.h"
#include "quantity/kleene.h"

namespace eligo {
namespace {

// How many alternatives are followed at once. Beyond it the larger ones are dropped, so that the
// answer stays sufficient but might not be the smallest; real criteria have a handful.
constexpr std::size_t most_alternatives = 64;

using ItemNumber = std::uint32_t;
using ItemSet = std::vector<ItemNumber>;    // sorted
using Alternatives = std::vector<ItemSet>;  // smallest first; none: it cannot be reached

ItemSet united(const ItemSet& a, const ItemSet& b) {
  ItemSet result;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

// Sorted by size, without those that hold another one, at most `most_alternatives`.
Alternatives smallest(Alternatives sets) {
  std::sort(sets.begin(), sets.end(), [](const ItemSet& a, const ItemSet& b) {
    return std::make_tuple(a.size(), a) < std::make_tuple(b.size(), b);
  });
  Alternatives kept;
  for (ItemSet& set : sets) {
    const bool holds_another = std::any_of(kept.begin(), kept.end(), [&](const ItemSet& other) {
      return std::includes(set.begin(), set.end(), other.begin(), other.end());
    });
    if (!holds_another && kept.size() < most_alternatives) kept.push_back(std::move(set));
  }
  return kept;
}

Alternatives either(const Alternatives& a, const Alternatives& b) {
  Alternatives all = a;
  all.insert(all.end(), b.begin(), b.end());
  return smallest(std::move(all));
}

Alternatives both(const Alternatives& a, const Alternatives& b) {
  Alternatives all;
  for (const ItemSet& left : a) {
    for (const ItemSet& right : b) all.push_back(united(left, right));
  }
  return smallest(std::move(all));
}

// The items of all open criteria, numbered; the same question about the same datum is one item.
class Items {
 public:
  ItemNumber number(const Ask& ask, const std::string& criterion) {
    // What someone must state is stated of one criterion; a datum serves all of them.
    const std::string owner = ask.kind == OpenKind::data ? std::string{} : criterion;
    const auto key = std::make_tuple(ask.kind, ask.text, owner);
    return numbers_.emplace(key, static_cast<ItemNumber>(numbers_.size())).first->second;
  }

 private:
  std::map<std::tuple<OpenKind, std::string, std::string>, ItemNumber> numbers_;
};

class Search {
 public:
  Search(const Program& program, const std::vector<Finding>& findings, Items& items,
         const std::string& criterion)
      : program_(program), findings_(findings), items_(items), criterion_(criterion) {}

  // The sets of answers that could give the criterion's rule this truth: all of its readings, or
  // the one that is meant.
  Alternatives ways(const OpenCriterion& criterion, bool wanted) {
    Alternatives result = each(criterion.roots, wanted);
    if (!criterion.which_reading) return result;
    const Alternatives chosen{{items_.number(*criterion.which_reading, criterion_)}};
    return either(result, both(chosen, some(criterion.roots, wanted)));
  }

  // The sets of answers that could give the node this truth.
  Alternatives ways(NodeId node, bool wanted) {
    const Finding& finding = findings_[node.index];
    if (finding.truth != Truth::unknown) {
      return (finding.truth == Truth::yes) == wanted ? Alternatives{{}} : Alternatives{};
    }
    const Operation& operation = program_[node].operation;
    if (is_leaf(operation) || std::holds_alternative<UnderAssumption>(operation)) {
      if (finding.ask) return {{items_.number(*finding.ask, criterion_)}};
    }
    return std::visit([&](const auto& inner) { return ways_of(inner, finding, wanted); },
                      operation);
  }

 private:
  Alternatives each(const std::vector<NodeId>& operands, bool wanted) {
    Alternatives result{{}};
    for (const NodeId operand : operands) result = both(result, ways(operand, wanted));
    return result;
  }
  Alternatives some(const std::vector<NodeId>& operands, bool wanted) {
    Alternatives result;
    for (const NodeId operand : operands) result = either(result, ways(operand, wanted));
    return result;
  }
  // At least `needed` of the operands: built up operand by operand, by how many have it so far.
  Alternatives several(const std::vector<NodeId>& operands, bool wanted, std::size_t needed) {
    std::vector<Alternatives> having(needed + 1);
    having[0] = {{}};
    for (const NodeId operand : operands) {
      const Alternatives one = ways(operand, wanted);
      for (std::size_t count = needed; count > 0; --count) {
        having[count] = either(having[count], both(having[count - 1], one));
      }
    }
    return having[needed];
  }

  Alternatives ways_of(const AllOf& all, const Finding&, bool wanted) {
    return wanted ? each(all.operands, true) : some(all.operands, false);
  }
  Alternatives ways_of(const AnyOf& any, const Finding&, bool wanted) {
    return wanted ? some(any.operands, true) : each(any.operands, false);
  }
  Alternatives ways_of(const AtLeast& least, const Finding&, bool wanted) {
    const std::size_t needed = wanted ? least.count : least.operands.size() - least.count + 1;
    return several(least.operands, wanted, needed);
  }
  Alternatives ways_of(const Not& negation, const Finding&, bool wanted) {
    return ways(negation.operand, !wanted);
  }
  Alternatives ways_of(const Implies& implication, const Finding&, bool wanted) {
    return wanted ? either(ways(implication.condition, false), ways(implication.consequence, true))
                  : both(ways(implication.condition, true), ways(implication.consequence, false));
  }
  Alternatives ways_of(const ExclusiveOr& exclusive, const Finding&, bool wanted) {
    return either(both(ways(exclusive.left, true), ways(exclusive.right, !wanted)),
                  both(ways(exclusive.left, false), ways(exclusive.right, wanted)));
  }
  Alternatives ways_of(const BySex& arms, const Finding& finding, bool wanted) {
    const Alternatives arm_ways = either(ways(arms.male, wanted), ways(arms.female, wanted));
    // Where the sex itself is what is open, it has to be known as well.
    if (finding.ask) return both({{items_.number(*finding.ask, criterion_)}}, arm_ways);
    return some(finding.deciding, wanted);
  }
  Alternatives ways_of(const UnderAssumption& assumed, const Finding&, bool wanted) {
    return ways(assumed.operand, wanted);
  }
  template <typename Leaf>
  Alternatives ways_of(const Leaf&, const Finding&, bool) {
    return {};  // a leaf that nothing would settle
  }

  const Program& program_;
  const std::vector<Finding>& findings_;
  Items& items_;
  const std::string& criterion_;
};

ItemSet smallest_sufficient_set(const Program& program, const std::vector<Finding>& findings,
                                const std::vector<OpenCriterion>& criteria, Items& items,
                                bool can_be_eligible) {
  Alternatives all_pass{{}};
  Alternatives one_fails;
  for (const OpenCriterion& criterion : criteria) {
    Search search(program, findings, items, criterion.id);
    all_pass = both(all_pass, search.ways(criterion, criterion.passes_when_true));
    one_fails = either(one_fails, search.ways(criterion, !criterion.passes_when_true));
  }
  const Alternatives& chosen = can_be_eligible && !all_pass.empty() ? all_pass : one_fails;
  return chosen.empty() ? ItemSet{} : chosen.front();
}

}  // namespace

std::vector<OpenItem> open_items(const Program& program, const std::vector<Finding>& findings,
                                 const std::vector<OpenCriterion>& criteria, bool can_be_eligible) {
  Items items;
  const ItemSet smallest_set =
      smallest_sufficient_set(program, findings, criteria, items, can_be_eligible);
  std::vector<OpenItem> result;
  const auto add = [&](const OpenCriterion& criterion, const Ask& ask) {
    OpenItem item;
    item.criterion = criterion.id;
    item.kind = ask.kind;
    item.ask = ask.text;
    item.in_smallest_set = std::binary_search(smallest_set.begin(), smallest_set.end(),
                                              items.number(ask, criterion.id));
    if (std::find(result.begin(), result.end(), item) == result.end()) {
      result.push_back(std::move(item));
    }
  };
  for (const OpenCriterion& criterion : criteria) {
    if (criterion.which_reading) add(criterion, *criterion.which_reading);
    for (const NodeId root : criterion.roots) {
      for (const NodeId leaf : resting_on(program, findings, root)) {
        const Finding& finding = findings[leaf.index];
        if (finding.truth == Truth::unknown && finding.ask) add(criterion, *finding.ask);
      }
    }
  }
  std::stable_partition(result.begin(), result.end(),
                        [](const OpenItem& item) { return item.in_smallest_set; });
  return result;
}

}  // namespace eligo
