#pragma once

// Texts with random damage, the same in every run.

#include <algorithm>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace eligo::testing {

class TextDamager {
 public:
  // `pieces` are what is put into `text`; both outlive the damager.
  TextDamager(std::string_view text, std::span<const std::string_view> pieces,
              std::size_t most_edits)
      : text_(text), pieces_(pieces), most_edits_(most_edits) {}

  // The text after 1 to `most_edits` edits: something left out, put in, repeated or overwritten.
  std::string damaged() {
    std::string text(text_);
    const std::size_t edits = 1 + below(most_edits_);
    for (std::size_t i = 0; i < edits; ++i) edit(text);
    return text;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }

  void edit(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = std::min(below(12), text.size() - at);
    switch (below(5)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, pieces_[below(pieces_.size())]);
        break;
      case 2:
        text.replace(at, length, pieces_[below(pieces_.size())]);
        break;
      case 3:
        text.insert(at, text.substr(below(text.size() + 1), below(40)));
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
    }
  }

  std::string_view text_;
  std::span<const std::string_view> pieces_;
  std::size_t most_edits_;
  std::mt19937 random_{20260115};
};

}  // namespace eligo::testing
