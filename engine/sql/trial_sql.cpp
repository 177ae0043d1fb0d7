#include "sql/trial_sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace eligo::sql {
namespace {

// What the SQL knows of a node: columns or constants.
struct NodeColumns {
  std::string holds;   // 1, 0 or NULL
  std::string leaf;    // the number of the leaf that decided it, or keeps it open
  std::string closed;  // 1: it is unknown, and somebody's word cannot settle it; else 0
  std::size_t level = 0;
};

std::string joined(const std::vector<std::string>& texts, const char* separator) {
  return fmt::format("{}", fmt::join(texts, separator));
}

std::vector<std::string> holds_of(const std::vector<NodeColumns>& operands) {
  std::vector<std::string> texts;
  for (const NodeColumns& operand : operands) texts.push_back(operand.holds);
  return texts;
}

std::string summed(const std::vector<NodeColumns>& operands) {
  return joined(holds_of(operands), " + ");
}

// The leaf of the first operand whose truth is `truth` (NULL: unknown).
std::string first_leaf(const std::vector<NodeColumns>& operands, const std::string& truth) {
  std::string text = "CASE";
  for (const NodeColumns& operand : operands) {
    text += truth == "NULL"
                ? fmt::format(" WHEN {} IS NULL THEN {}", operand.holds, operand.leaf)
                : fmt::format(" WHEN {} = {} THEN {}", operand.holds, truth, operand.leaf);
  }
  return text + " END";
}

// 1 where an unknown operand keeps the node open for good.
std::string any_closed(const std::string& holds, const std::vector<NodeColumns>& operands) {
  std::vector<std::string> texts;
  for (const NodeColumns& operand : operands) {
    if (operand.closed != "0") texts.push_back(operand.closed + " = 1");
  }
  if (texts.empty()) return "0";
  return fmt::format("CASE WHEN {} IS NULL AND ({}) THEN 1 ELSE 0 END", holds,
                     joined(texts, " OR "));
}

// The three expressions of a node with operands; one overload an operation.
struct NodeWriter {
  const Context& context;
  const std::vector<NodeColumns>& operands;

  struct Written {
    std::string holds;
    std::string leaf;
    std::string closed;  // empty: as its unknown operands
  };

  Written operator()(const AllOf&) const {
    return {fmt::format("CASE WHEN 0 IN ({}) THEN 0 WHEN {} = {} THEN 1 END",
                        joined(holds_of(operands), ", "), summed(operands), operands.size()),
            by_truth(first_leaf(operands, "0"), operands.front().leaf),
            {}};
  }
  Written operator()(const AnyOf&) const {
    return {fmt::format("CASE WHEN 1 IN ({}) THEN 1 WHEN {} = 0 THEN 0 END",
                        joined(holds_of(operands), ", "), summed(operands)),
            by_truth(operands.front().leaf, first_leaf(operands, "1")),
            {}};
  }
  Written operator()(const AtLeast& some) const {
    std::vector<std::string> surely;
    std::vector<std::string> maybe;
    for (const NodeColumns& operand : operands) {
      surely.push_back(fmt::format("coalesce({}, 0)", operand.holds));
      maybe.push_back(fmt::format("coalesce({}, 1)", operand.holds));
    }
    return {fmt::format("CASE WHEN {} >= {} THEN 1 WHEN {} < {} THEN 0 END", joined(surely, " + "),
                        some.count, joined(maybe, " + "), some.count),
            by_truth(first_leaf(operands, "0"), first_leaf(operands, "1")),
            {}};
  }
  Written operator()(const Not&) const {
    return {fmt::format("1 - {}", operands[0].holds), operands[0].leaf, operands[0].closed};
  }
  Written operator()(const ExclusiveOr&) const {
    const std::string& left = operands[0].holds;
    const std::string& right = operands[1].holds;
    return {fmt::format("CASE WHEN {0} + {1} = 1 THEN 1 WHEN {0} + {1} IN (0, 2) THEN 0 END", left,
                        right),
            by_truth(operands[0].leaf, operands[0].leaf),
            {}};
  }
  Written operator()(const Implies&) const {
    const std::string& condition = operands[0].holds;
    const std::string& consequence = operands[1].holds;
    return {fmt::format("CASE WHEN {0} = 0 OR {1} = 1 THEN 1 WHEN {0} = 1 AND {1} = 0 THEN 0 END",
                        condition, consequence),
            by_truth(operands[1].leaf, fmt::format("CASE WHEN {} = 0 THEN {} ELSE {} END",
                                                   condition, operands[0].leaf, operands[1].leaf)),
            {}};
  }
  Written operator()(const BySex&) const {
    const NodeColumns& male = operands[0];
    const NodeColumns& female = operands[1];
    const auto arm = [&](const std::string& man, const std::string& woman,
                         const std::string& nobody) {
      return fmt::format("CASE sex WHEN 'male' THEN {} WHEN 'female' THEN {} ELSE {} END", man,
                         woman, nobody);
    };
    const std::string agreed =
        fmt::format("CASE WHEN {0} = {1} THEN {0} END", male.holds, female.holds);
    return {arm(male.holds, female.holds, agreed), arm(male.leaf, female.leaf, male.leaf),
            arm(male.closed, female.closed,
                fmt::format("CASE WHEN {} = {} THEN 0 ELSE 1 END", male.holds, female.holds))};
  }
  Written operator()(const UnderAssumption&) const {
    const NodeColumns& operand = operands[0];
    if (!context.strict()) return {operand.holds, operand.leaf, operand.closed};
    return {"CAST(NULL AS INTEGER)", operand.leaf,
            fmt::format("CASE WHEN {} IS NULL THEN {} ELSE 1 END", operand.holds, operand.closed)};
  }
  template <typename Leaf>
  Written operator()(const Leaf&) const {
    return {};
  }

  // `where_no`, `where_yes`: the leaf for each truth; unknown: the first operand that is.
  std::string by_truth(const std::string& where_no, const std::string& where_yes) const {
    return fmt::format("CASE @holds@ WHEN 0 THEN {} WHEN 1 THEN {} ELSE {} END", where_no,
                       where_yes, first_leaf(operands, "NULL"));
  }
};

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// Builds the columns of a trial, level by level, each over those before it.
class TrialWriter {
 public:
  TrialWriter(const Context& context, const Program& program, const LeafColumns& leaves)
      : context_(context), program_(program), leaves_(leaves) {}

  const NodeColumns& add(NodeId node) {
    if (const auto known = nodes_.find(node); known != nodes_.end()) return known->second;
    const auto leaf = leaves_.find(node);
    return nodes_.emplace(node, leaf != leaves_.end() ? leaf_columns(leaf->second) : inner(node))
        .first->second;
  }

  // The common table expressions, and the name of the last.
  std::string tables() const {
    std::string text = "leaf_columns AS (\n  SELECT s.patient, s.sex";
    std::string numbers;
    for (const auto& [number, asks_word] : used_) {
      text += fmt::format(",\n    max(CASE WHEN f.leaf = {0} THEN f.holds END) AS l{0}", number);
      if (asks_word) {
        text += fmt::format(",\n    max(CASE WHEN f.leaf = {0} THEN f.word END) AS w{0}", number);
      }
      numbers += fmt::format("{}{}", numbers.empty() ? "" : ", ", number);
    }
    text += "\n  FROM eligo_patient s";
    if (!used_.empty()) {
      text += fmt::format(
          " JOIN eligo_leaf f ON f.patient = s.patient AND f.leaf IN ({})\n  GROUP BY s.patient, "
          "s.sex",
          numbers);
    }
    text += ")";
    std::string before = "leaf_columns";
    for (std::size_t level = 0; level < levels_.size(); ++level) {
      const std::string name = "step_" + std::to_string(level + 1);
      text += fmt::format(",\n{} AS (\n  SELECT *{}\n  FROM {})", name, levels_[level], before);
      before = name;
    }
    return text;
  }
  std::string last_table() const {
    return levels_.empty() ? "leaf_columns" : "step_" + std::to_string(levels_.size());
  }

 private:
  NodeColumns leaf_columns(const LeafColumn& leaf) {
    const std::string holds = "l" + std::to_string(leaf.number);
    bool& asks_word = used_[leaf.number];
    NodeColumns columns{holds, std::to_string(leaf.number), "0", 0};
    switch (leaf.word) {
      case Word::never:
        columns.closed = fmt::format("CASE WHEN {} IS NULL THEN 1 ELSE 0 END", holds);
        break;
      case Word::always:
        break;
      case Word::as_found:
        asks_word = true;
        columns.closed =
            fmt::format("CASE WHEN {} IS NULL THEN 1 - w{} ELSE 0 END", holds, leaf.number);
        break;
    }
    return columns;
  }

  NodeColumns inner(NodeId node) {
    std::vector<NodeColumns> operands;
    std::size_t level = 0;
    for (const NodeId operand : operands_of(program_[node].operation)) {
      operands.push_back(add(operand));
      level = std::max(level, operands.back().level);
    }
    const NodeWriter::Written written =
        std::visit(NodeWriter{context_, operands}, program_[node].operation);
    NodeColumns columns;
    columns.level = level + 1;
    columns.holds = "n" + std::to_string(node.index);
    columns.leaf = "d" + std::to_string(node.index);
    if (levels_.size() < columns.level) levels_.resize(columns.level);
    // What is said of a node's truth stands one level above it.
    std::string leaf = written.leaf;
    replace_all(leaf, "@holds@", "(" + written.holds + ")");
    std::string closed =
        written.closed.empty() ? any_closed("(" + written.holds + ")", operands) : written.closed;
    std::string& text = levels_[columns.level - 1];
    text +=
        fmt::format(",\n    {} AS {}, {} AS {}", written.holds, columns.holds, leaf, columns.leaf);
    if (closed == "0") {
      columns.closed = "0";
    } else {
      columns.closed = "c" + std::to_string(node.index);
      text += fmt::format(", {} AS {}", closed, columns.closed);
    }
    return columns;
  }

  const Context& context_;
  const Program& program_;
  const LeafColumns& leaves_;
  std::map<NodeId, NodeColumns> nodes_;
  std::map<int, bool> used_;         // leaves, and whether their word is a column
  std::vector<std::string> levels_;  // the columns of each level
};

// The readings of a criterion that decide it.
std::vector<NodeId> roots_of(const Criterion& criterion, bool strict) {
  std::vector<NodeId> roots{*criterion.root};
  if (!strict) return roots;
  for (const OtherReading& reading : criterion.other_readings) roots.push_back(reading.root);
  return roots;
}

}  // namespace

std::string trial_sql(const Context& context, const Program& program, const LeafColumns& leaves) {
  TrialWriter writer(context, program, leaves);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < program.criteria.size(); ++i) {
    const Criterion& criterion = program.criteria[i];
    if (!criterion.root) {
      rows.push_back(fmt::format("{}, {}, 1, CAST(NULL AS INTEGER), CAST(NULL AS INTEGER), 1", i,
                                 text_literal(criterion.id)));
      continue;
    }
    std::size_t reading = 0;
    for (const NodeId root : roots_of(criterion, context.strict())) {
      const NodeColumns columns = writer.add(root);
      rows.push_back(fmt::format("{}, {}, {}, {}, {}, {}", i, text_literal(criterion.id), ++reading,
                                 columns.holds, columns.leaf, columns.closed));
    }
  }
  if (rows.empty()) return {};
  return fmt::format(
      "-- {title}\n"
      "INSERT INTO eligo_found\n"
      "WITH {tables}\n"
      "SELECT {trial}, t.patient, v.place, v.criterion, v.reading,\n"
      "  -- somebody's word settles what the data leave open, where it can\n"
      "  CASE WHEN v.holds IS NULL AND v.closed = 0 THEN a.holds ELSE v.holds END,\n"
      "  v.leaf,\n"
      "  CASE WHEN v.holds IS NULL AND v.closed = 0 AND a.holds IS NOT NULL THEN 1 ELSE 0 END\n"
      "FROM {last} t CROSS JOIN LATERAL {rows} AS v(place, criterion, reading, holds, leaf, "
      "closed)\n"
      "LEFT JOIN {attestation} a ON a.patient = t.patient AND a.criterion = {prefix} || "
      "v.criterion;\n\n",
      fmt::arg("title", comment_text(program.trial + ": " + program.title)),
      fmt::arg("tables", writer.tables()), fmt::arg("trial", text_literal(program.trial)),
      fmt::arg("last", writer.last_table()),
      fmt::arg("rows", rows_beside(context.options.dialect, rows)),
      fmt::arg("attestation", context.table("attestation")),
      fmt::arg("prefix", text_literal(program.trial + "/")));
}

}  // namespace eligo::sql
