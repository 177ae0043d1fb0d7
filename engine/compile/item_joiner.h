#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compile/item.h"
#include "compile/join_items.h"
#include "compile/read_sentence.h"
#include "compile/sentence.h"

namespace eligo::compile {

// One item with what it means, ready to be joined.
struct Operand {
  syntax::Expression meaning;
  bool is_negated = false;
  bool names_record = false;
  bool has_value = false;
  bool is_clause = false;  // begins with "with", "who": says more of what stands before it
  bool is_open = false;    // wholly unread
  std::optional<Sex> sex;
  std::optional<ConceptId> analyte;
  TokenKind joint{};                     // what stands before it
  std::optional<syntax::Window> window;  // the time that closes it
  std::string open_time;                 // one that no rule can say
  bool has_front = false;                // the words in front of its name: see ItemReading
  std::vector<std::string> front;
  std::string behind;
  bool is_now = false;
  bool is_exposure = false;
  bool denies_behind_sex = false;  // "women who do not …", not "no women who …"
};

// Reads the items of a list and joins them; behind join_items. Reading them, sharing what is said
// of several of them, and joining them have a source each.
class ItemJoiner {
 public:
  ItemJoiner(Sentence& sentence, Phrases phrases, const ItemContext& context)
      : sentence_(sentence), phrases_(phrases), joint_(context.joint), comma_(context.comma) {
    if (context.inherited != nullptr) last_subject_ = *context.inherited;
  }

  SentenceReading join(const std::string& narrowed_by);

 private:
  std::string_view words(Phrases phrases) const { return sentence_.words(tokens_of(phrases)); }

  void read_items();
  void read_one(Phrases item, TokenKind joint);
  bool is_only_sex(Phrases item) const;
  void give_value_to_bare(const Subject& compared, Phrases item);
  void give_result_to_bare(const std::string& result);
  void flush_bare();
  void note_lone_sex();
  void add_plain(syntax::Expression meaning, TokenKind joint);
  bool begins_clause(Phrases item) const;
  void add(ItemReading reading, Phrases item, TokenKind joint);
  void note_time(Phrases item, Operand& operand);
  bool has_complement(Phrases item) const;
  bool denies_behind_sex(Phrases item) const;
  bool names_day_again(Phrases item) const;
  bool begins_with_negation(Phrases item) const;

  bool has_conjunction() const;
  void share_complement();
  void share_front();
  void share_status(const Operand& from, syntax::RecordReference& record);
  void share_window();
  bool closes_last_alone(const std::string& time);
  std::string place(std::string_view what) const;

  static void narrow(syntax::Expression& meaning, const std::string& by);
  void join_sexes();
  bool carry_negation(const std::string& narrowed_by);
  static bool continues_negation(const Operand& operand);

  enum class Join { all, any, unclear };

  Join join_kind();
  bool lists_what_excludes();
  std::size_t second_demand() const;
  std::size_t chosen_scope();
  syntax::Expression grouped(TokenKind first);
  syntax::Expression joined();

  struct Bare {
    Subject subject;
    TokenKind joint{};
    std::string words;
  };
  struct LoneSex {
    Sex sex{};
    TokenKind joint{};
  };

  Sentence& sentence_;
  Phrases phrases_;
  std::vector<Operand> operands_;
  std::vector<Bare> bare_;
  std::vector<LoneSex> lone_sexes_;
  std::optional<Subject> last_subject_;
  std::optional<TokenKind> last_comparator_;
  std::optional<TokenKind> joint_;
  std::optional<TokenKind> comma_;
  bool has_open_words_ = false;
  bool has_computed_ = false;
};

}  // namespace eligo::compile
