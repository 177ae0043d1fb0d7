#include "language/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <variant>

#include "language/print_parts.h"
#include "language/string_literal.h"
#include "text/unicode.h"

namespace eligo {
namespace {

using printing::text_of;

constexpr std::size_t widest_line = 100;  // columns
constexpr std::size_t step = 2;           // columns of one level of indentation

std::string spaces(std::size_t count) {
  return std::string(count, ' ');
}

// An expression that may take several lines, within a text that has begun.
class ExpressionLayout {
 public:
  // `indentation` is of the line that the text stands on.
  ExpressionLayout(std::string& text, std::size_t indentation)
      : text_(text), indentation_(indentation) {}

  void write(const syntax::Expression& expression) {
    std::visit([&](const auto& node) { write_node(node, expression); }, expression.node);
  }

 private:
  template <typename Node>
  void write_node(const Node&, const syntax::Expression& expression) {
    text_ += text_of(expression);
  }

  void write_node(const syntax::Group& group, const syntax::Expression&) {
    open(printing::group_head(group));
    for (const syntax::Expression& operand : group.operands) {
      begin_line();
      write(operand);
      text_ += ';';
    }
    close();
  }

  void write_node(const syntax::CaseSex& by_sex, const syntax::Expression&) {
    open("case sex");
    for (const syntax::CaseArm& arm : by_sex.arms) {
      begin_line();
      text_ += arm.label.text + ": ";
      write(*arm.value);
      text_ += ';';
    }
    close();
  }

  void write_node(const syntax::Negation& negation, const syntax::Expression&) {
    text_ += "not ";
    write_operand(*negation.operand, printing::needs_parentheses_after_not(*negation.operand));
  }

  void write_node(const syntax::Assumed& assumed, const syntax::Expression&) {
    write_operand(*assumed.operand, printing::needs_parentheses_before_assuming(*assumed.operand));
    text_ += " assuming " + encode_literal(assumed.reason.text);
  }

  void write_node(const syntax::Chain& chain, const syntax::Expression& expression) {
    const std::string one_line = text_of(expression);
    if (!has_block(expression) && column() + code_point_count(one_line) < widest_line) {
      text_ += one_line;
      return;
    }
    indentation_ += step;
    bool first = true;
    for (const syntax::Expression& operand : chain.operands) {
      if (!first) {
        begin_line();
        text_ += fmt::format("{} ", printing::word_of(chain.connective));
      }
      first = false;
      write_operand(operand, printing::needs_parentheses_in_chain(operand));
    }
    indentation_ -= step;
  }

  void write_operand(const syntax::Expression& operand, bool parentheses) {
    if (parentheses) text_ += '(';
    write(operand);
    if (parentheses) text_ += ')';
  }

  // Whether some part of an expression takes a line for each of its own parts.
  static bool has_block(const syntax::Expression& expression) {
    return std::visit([](const auto& node) { return has_block_within(node); }, expression.node);
  }
  template <typename Node>
  static bool has_block_within(const Node& node) {
    if constexpr (std::is_same_v<Node, syntax::Group> || std::is_same_v<Node, syntax::CaseSex>) {
      return true;
    } else if constexpr (std::is_same_v<Node, syntax::Negation> ||
                         std::is_same_v<Node, syntax::Assumed>) {
      return has_block(*node.operand);
    } else if constexpr (std::is_same_v<Node, syntax::Chain>) {
      return std::any_of(node.operands.begin(), node.operands.end(), has_block);
    } else {
      return false;
    }
  }

  void open(const std::string& head) {
    text_ += head + " {";
    indentation_ += step;
  }
  void close() {
    indentation_ -= step;
    begin_line();
    text_ += '}';
  }
  void begin_line() { text_ += '\n' + spaces(indentation_); }

  // How many columns of the current line are taken.
  std::size_t column() const {
    const std::size_t line_end = text_.rfind('\n');
    const std::size_t begin = line_end == std::string::npos ? 0 : line_end + 1;
    return code_point_count(std::string_view(text_).substr(begin));
  }

  std::string& text_;
  std::size_t indentation_;
};

class RulePrinter {
 public:
  std::string print(const syntax::RuleFile& rules) {
    for (const syntax::Trial& trial : rules.trials) {
      if (!text_.empty()) text_ += '\n';
      print_trial(trial);
    }
    if (!rules.closing_comments.empty() && !text_.empty()) text_ += '\n';
    print_comments(rules.closing_comments, 0);
    return std::move(text_);
  }

 private:
  void print_trial(const syntax::Trial& trial) {
    print_comments(trial.comments, 0);
    text_ += "trial " + printing::trial_id_text(trial.id);
    if (trial.title) text_ += ' ' + encode_literal(trial.title->text);
    text_ += " {\n";
    bool first = true;
    for (const syntax::TrialItem& item : trial.items) {
      if (!first) text_ += '\n';
      first = false;
      std::visit([&](const auto& one) { print_item(one); }, item);
    }
    if (!first && !trial.closing_comments.empty()) text_ += '\n';
    print_comments(trial.closing_comments, step);
    text_ += "}\n";
  }

  void print_item(const syntax::DocumentReference& reference) {
    print_line(reference.comments, step,
               fmt::format("document {} sha256 {};", encode_literal(reference.file.text),
                           encode_literal(reference.sha256.text)));
  }

  void print_item(const syntax::Conflict& conflict) {
    print_line(conflict.comments, step,
               fmt::format("conflict {}, {} because {};", text_of(conflict.first),
                           text_of(conflict.second), encode_literal(conflict.reason.text)));
  }

  void print_item(const syntax::Lost& lost) {
    print_line(lost.comments, step,
               fmt::format("lost {} line {} because {};", text_of(lost.name), lost.line.text,
                           encode_literal(lost.reason.text)));
  }

  void print_item(const syntax::NotProvided& list) {
    const std::string quote = list.quote ? ' ' + text_of(*list.quote) : "";
    print_line(list.comments, step,
               fmt::format("not provided {}{} because {};", list.list.text, quote,
                           encode_literal(list.reason.text)));
  }

  void print_item(const syntax::Accept& accept) { print_accept(accept, step); }

  void print_item(const syntax::Criterion& criterion) {
    print_comments(criterion.comments, step);
    text_ += spaces(step) + text_of(criterion.name);
    bool first = true;
    for (const syntax::QuotedLine& line : criterion.quotes) {
      text_ += first ? " " : '\n' + spaces(2 * step);
      first = false;
      text_ += text_of(line);
    }
    text_ += " {\n";
    for (const syntax::Means& means : criterion.means) print_statement(means);
    for (const syntax::OrMeans& other : criterion.other_readings) print_statement(other);
    for (const syntax::Assume& assume : criterion.assumes) print_statement(assume);
    for (const syntax::Accept& accept : criterion.accepts) print_accept(accept, 2 * step);
    for (const syntax::Example& example : criterion.examples) print_statement(example);
    print_comments(criterion.closing_comments, 2 * step);
    text_ += spaces(step) + "}\n";
  }

  void print_statement(const syntax::Means& means) {
    print_comments(means.comments, 2 * step);
    text_ += spaces(2 * step) + "means ";
    ExpressionLayout(text_, 2 * step).write(means.expression);
    text_ += ";\n";
  }

  void print_statement(const syntax::OrMeans& other) {
    print_comments(other.comments, 2 * step);
    std::string text = spaces(2 * step) + "or means ";
    ExpressionLayout(text, 2 * step).write(other.expression);
    const std::string reason = fmt::format("because {};", encode_literal(other.reason.text));
    const bool fits = text.find('\n') == std::string::npos &&
                      code_point_count(text) + 1 + code_point_count(reason) <= widest_line;
    text_ += text + (fits ? " " : '\n' + spaces(3 * step)) + reason + '\n';
  }

  void print_accept(const syntax::Accept& accept, std::size_t indentation) {
    print_line(accept.comments, indentation,
               fmt::format("accept {} because {};", encode_literal(accept.code.text),
                           encode_literal(accept.reason.text)));
  }

  void print_statement(const syntax::Assume& assume) {
    const std::string unit = assume.unit ? fmt::format("unit {} ", assume.unit->text) : "";
    print_line(assume.comments, 2 * step,
               fmt::format("assume {}because {};", unit, encode_literal(assume.reason.text)));
  }

  void print_statement(const syntax::Example& example) {
    const std::string one_line = example_text(example, " ");
    const bool fits = 2 * step + code_point_count(one_line) <= widest_line;
    print_line(example.comments, 2 * step,
               fits ? one_line : example_text(example, '\n' + spaces(3 * step)));
  }

  static std::string example_text(const syntax::Example& example, const std::string& between) {
    std::string text = "example ";
    bool first = true;
    for (const syntax::ExampleDatum& datum : example.data) {
      if (!first) text += ',' + between;
      first = false;
      text += text_of(datum);
    }
    return text + between + "-> " + example.result.text + ';';
  }

  void print_line(const syntax::Comments& comments, std::size_t indentation,
                  const std::string& line) {
    print_comments(comments, indentation);
    text_ += spaces(indentation) + line + '\n';
  }

  void print_comments(const syntax::Comments& comments, std::size_t indentation) {
    for (const std::string& comment : comments) text_ += spaces(indentation) + comment + '\n';
  }

  std::string text_;
};

}  // namespace

std::string print_rules(const syntax::RuleFile& rules) {
  return RulePrinter().print(rules);
}

}  // namespace eligo
