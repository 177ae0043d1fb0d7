#include "compile/tag_sign.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace eligo::compile {
namespace {

enum class Sign { none, less, greater, equal, at_most, at_least, slash, or_word };

struct SignText {
  std::string_view text;
  Sign sign;
};

constexpr std::array<SignText, 19> sign_texts = {{{"<", Sign::less},
                                                  {"＜", Sign::less},
                                                  {"‹", Sign::less},
                                                  {">", Sign::greater},
                                                  {"＞", Sign::greater},
                                                  {"›", Sign::greater},
                                                  {"=", Sign::equal},
                                                  {"＝", Sign::equal},
                                                  {"≤", Sign::at_most},
                                                  {"⩽", Sign::at_most},
                                                  {"≦", Sign::at_most},
                                                  {"≥", Sign::at_least},
                                                  {"⩾", Sign::at_least},
                                                  {"≧", Sign::at_least},
                                                  {"/", Sign::slash},
                                                  {"or", Sign::or_word},
                                                  {"OR", Sign::or_word},
                                                  {"«", Sign::less},
                                                  {"»", Sign::greater}}};

class ComparatorReader {
 public:
  ComparatorReader(std::string_view sentence, std::span<const Atom> atoms)
      : sentence_(sentence), atoms_(atoms) {}

  std::optional<WrittenComparator> read() const {
    switch (sign(0)) {
      case Sign::less:
      case Sign::greater:
        return from_angle();
      case Sign::equal:
        return from_equal();
      case Sign::at_most:
      case Sign::at_least:
        return from_barred();
      default:
        return from_lost_font();
    }
  }

 private:
  // "<U+2266>": a character that a conversion wrote as its number.
  std::optional<WrittenComparator> from_numbered() const {
    if (text(1) != "U" || text(2) != "+" || text(4) != ">") return std::nullopt;
    static constexpr std::array<std::pair<std::string_view, TokenKind>, 8> numbered = {
        {{"2264", TokenKind::at_most},
         {"2265", TokenKind::at_least},
         {"2266", TokenKind::at_most},
         {"2267", TokenKind::at_least},
         {"2A7D", TokenKind::at_most},
         {"2A7E", TokenKind::at_least},
         {"3001", TokenKind::comma},
         {"FF0C", TokenKind::comma}}};
    for (const auto& [digits, kind] : numbered) {
      if (text(3) == digits) return made(kind, 5);
    }
    return std::nullopt;
  }

  // How many atoms of "or equal to" stand from `index` on; 0 where it does not.
  std::size_t or_equal_to(std::size_t index) const {
    if (sign(index) != Sign::or_word || text(index + 1) != "equal") return 0;
    return text(index + 2) == "to" || text(index + 2) == "than" ? 3 : 2;
  }
  std::string_view text(std::size_t index) const {
    if (index >= atoms_.size()) return {};
    const Span span = atoms_[index].span;
    return sentence_.substr(span.begin, span.end - span.begin);
  }
  Sign sign(std::size_t index) const {
    const std::string_view written = text(index);
    const auto* const found =
        std::find_if(sign_texts.begin(), sign_texts.end(),
                     [&](const auto& known) { return known.text == written; });
    return found == sign_texts.end() ? Sign::none : found->sign;
  }

  static WrittenComparator made(TokenKind kind, std::size_t atoms) { return {kind, atoms, ""}; }

  // "<", "<=", "</=", "< or =", "<or="
  WrittenComparator from_angle() const {
    const bool is_less = sign(0) == Sign::less;
    const TokenKind open = is_less ? TokenKind::less : TokenKind::greater;
    const TokenKind closed = is_less ? TokenKind::at_most : TokenKind::at_least;
    if (is_less) {
      if (const auto numbered = from_numbered()) return *numbered;
    }
    if (sign(1) == Sign::equal) return made(closed, 2);
    const bool joined = sign(1) == Sign::slash || sign(1) == Sign::or_word;
    if (joined && sign(2) == Sign::equal) return made(closed, 3);
    if (const std::size_t more = or_equal_to(1)) return made(closed, 1 + more);
    return made(open, 1);
  }

  // "=", "=<", "=>", "= or >", "= / <"
  WrittenComparator from_equal() const {
    const auto closed_by = [&](std::size_t index) -> std::optional<TokenKind> {
      if (sign(index) == Sign::less) return TokenKind::at_most;
      if (sign(index) == Sign::greater) return TokenKind::at_least;
      return std::nullopt;
    };
    if (const auto kind = closed_by(1)) return made(*kind, 2);
    const bool joined = sign(1) == Sign::slash || sign(1) == Sign::or_word;
    if (joined) {
      if (const auto kind = closed_by(2)) return made(*kind, 3);
    }
    if (sign(1) == Sign::equal) return made(TokenKind::equal, 2);
    return made(TokenKind::equal, 1);
  }

  // "≤", "≤/=", "≥ ="
  WrittenComparator from_barred() const {
    const TokenKind kind = sign(0) == Sign::at_most ? TokenKind::at_most : TokenKind::at_least;
    if (sign(1) == Sign::equal) return made(kind, 2);
    if (sign(1) == Sign::slash && sign(2) == Sign::equal) return made(kind, 3);
    return made(kind, 1);
  }

  // The Symbol font's "≥" and "≤" come out of conversions as "³" and "£".
  std::optional<WrittenComparator> from_lost_font() const {
    const bool before_digits = atoms_.size() > 1 && atoms_[1].kind == Atom::Kind::digits;
    const bool stands_alone = !atoms_.empty() && atoms_[0].space_before;
    if (!before_digits || !stands_alone) return std::nullopt;
    if (text(0) == "³") {
      return WrittenComparator{TokenKind::at_least, 1,
                               "\"³\" is read as \"≥\", whose sign a conversion lost"};
    }
    if (text(0) == "£") {
      return WrittenComparator{TokenKind::at_most, 1,
                               "\"£\" is read as \"≤\", whose sign a conversion lost"};
    }
    return std::nullopt;
  }

  std::string_view sentence_;
  std::span<const Atom> atoms_;
};

}  // namespace

std::optional<WrittenComparator> comparator_at(std::string_view sentence,
                                               std::span<const Atom> atoms) {
  return ComparatorReader(sentence, atoms).read();
}

}  // namespace eligo::compile
