// Lays the same sentences out as registries do, at random, and expects them back: each once, whole,
// in order, where the record says that they stand.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "document/quote.h"
#include "document/read_records.h"
#include "sample_document.h"

namespace eligo {
namespace {

using Sentences = std::vector<std::string>;

// What a layout does between the items of a list.
struct Layout {
  std::string name;
  std::string indentation;
  std::string (*marker)(std::size_t number) = nullptr;
  std::size_t width = 0;      // 0: a line each, however long
  bool has_blanks = false;    // between items
  bool is_paragraph = false;  // the whole list is one line behind its heading
};

std::string bullet(std::size_t /*number*/) {
  return "* ";
}
std::string dash(std::size_t /*number*/) {
  return "- ";
}
std::string dot(std::size_t /*number*/) {
  return "• ";
}
std::string number_with_dot(std::size_t number) {
  return fmt::format("{}. ", number);
}
std::string number_in_brackets(std::size_t number) {
  return fmt::format("({}) ", number);
}
std::string letter(std::size_t number) {
  return fmt::format("{}) ", static_cast<char>('a' + number - 1));
}

const std::vector<Layout>& layouts() {
  static const std::vector<Layout> all = {
      {"bullets", "", bullet, 0, false, false},
      {"indented bullets", "    ", dash, 0, true, false},
      {"wrapped bullets", "", dash, 60, true, false},
      {"numbers", "  ", number_with_dot, 0, false, false},
      {"wrapped numbers", "", number_with_dot, 70, true, false},
      {"letters", "", letter, 0, false, false},
      {"numbers in brackets", "", number_in_brackets, 0, true, false},
      {"bullets in a paragraph", "", dot, 0, false, true},
      {"numbers in a paragraph", "", number_with_dot, 0, false, true},
      {"numbers in brackets in a paragraph", "", number_in_brackets, 0, false, true},
  };
  return all;
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t up_to(std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most)(engine_);
  }

 private:
  std::mt19937 engine_;
};

// Sentences with what a careless reader takes for markers and headings.
Sentences sentences(Random& random) {
  static const std::vector<std::string> subjects = {"Age 18 - 65 years",
                                                    "HbA1c ≥ 7.5 % (58 mmol/mol)",
                                                    "Tumour of grade 1",
                                                    "Neutrophils > 1.5 x 10^9/L",
                                                    "Base excess of -5 mmol/L",
                                                    "Any malignancy",
                                                    "Met the inclusion criteria of the first study",
                                                    "Type 2 diabetes",
                                                    "Phase 3. Treated before"};
  static const std::vector<std::string> rests = {"", " within 4 weeks before enrollment",
                                                 ", e.g. heart failure, and no other disease",
                                                 " (except for basal cell carcinoma; treated)",
                                                 " in the opinion of the investigator or sponsor"};
  static const std::vector<std::string> ends = {".", ";"};
  Sentences result;
  const std::size_t count = 2 + random.up_to(6);
  for (std::size_t i = 0; i < count; ++i) {
    result.push_back(subjects[random.up_to(subjects.size() - 1)] +
                     rests[random.up_to(rests.size() - 1)] + ends[random.up_to(ends.size() - 1)]);
  }
  return result;
}

// Breaks a line at spaces where it would be wider than `width`.
std::string wrapped(const std::string& line, std::size_t width) {
  std::string result;
  std::string rest = line;
  while (width > 0 && rest.size() > width) {
    const std::size_t space = rest.rfind(' ', width);
    if (space == std::string::npos || space < width / 2) break;
    result += rest.substr(0, space) + "\n";
    rest.erase(0, space + 1);
  }
  return result + rest;
}

std::string laid_out(const Sentences& items, const Layout& layout) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string item = layout.marker(i + 1) + items[i];
    if (layout.is_paragraph) {
      text += " " + item;
    } else {
      text +=
          wrapped(layout.indentation + item, layout.width) + (layout.has_blanks ? "\n\n" : "\n");
    }
  }
  return text;
}

Sentences texts_of(const RegistryRecord& record, CriteriaList list) {
  Sentences texts;
  for (const ListedCriterion& criterion : record.criteria) {
    EXPECT_TRUE(criterion.sentence.nested.empty()) << criterion.sentence.words.text;
    if (criterion.list == list) texts.push_back(criterion.sentence.words.text);
  }
  return texts;
}

class RandomLists : public testing::TestWithParam<std::size_t> {};

TEST_P(RandomLists, ComeBackAsTheyWereLaidOut) {
  const Layout& layout = layouts()[GetParam()];
  Random random(static_cast<unsigned>(GetParam()) + 1);
  for (int round = 0; round < 300; ++round) {
    const Sentences inclusion = sentences(random);
    const Sentences exclusion = sentences(random);
    const std::string begin = layout.is_paragraph ? "" : "\n";
    const std::string text = "NCT00000001\n\nInclusion Criteria:" + begin +
                             laid_out(inclusion, layout) + "\nExclusion Criteria:" + begin +
                             laid_out(exclusion, layout) + "\n";
    const Document document = document_with(text);
    const auto records = read_records(document);
    ASSERT_TRUE(records) << text;
    const RegistryRecord& record = records->front();
    ASSERT_EQ(texts_of(record, CriteriaList::inclusion), inclusion) << layout.name << "\n" << text;
    ASSERT_EQ(texts_of(record, CriteriaList::exclusion), exclusion) << layout.name << "\n" << text;
    for (const ListedCriterion& criterion : record.criteria) {
      const QuotedWords& words = criterion.sentence.words;
      ASSERT_TRUE(std::holds_alternative<QuoteFound>(
          find_quote(document, words.text, words.line, words.column)))
          << words.line << ": " << words.text << "\n"
          << text;
      ASSERT_EQ(words.column.has_value(), layout.is_paragraph) << words.text << "\n" << text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Layouts, RandomLists, testing::Range<std::size_t>(0, 10));

}  // namespace
}  // namespace eligo
