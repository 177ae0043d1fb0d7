#include "document/html_text.h"

#include <gtest/gtest.h>

#include <string>

namespace eligo {
namespace {

// The lines as they would be typed: indented, "* " before a list's items.
std::string shown(std::string_view content) {
  std::string result;
  for (const ReadableLine& line : html_lines(content)) {
    if (!line.words.text.empty()) {
      result += std::string(line.indentation, ' ') + (line.is_list_item ? "* " : "");
    }
    result += line.words.text + "\n";
  }
  return result;
}

TEST(HtmlLines, AreBlocks) {
  EXPECT_EQ(shown("<h2>Criteria</h2>\n<p>Age\n  over 18</p>tail"),
            "Criteria\n\nAge over 18\n\ntail\n");
  EXPECT_EQ(shown("one<br>two<br/>three"), "one\ntwo\nthree\n");
  EXPECT_EQ(shown("<table><tr><th>Sex</th><td>All</td></tr></table>"), "Sex\n\nAll\n");
}

TEST(HtmlLines, KnowListItemsAndTheirDepth) {
  EXPECT_EQ(shown("<ul><li>Any of:<ol><li>Stroke</li><li>Angina</li></ol></li><li>Age</li></ul>"),
            "    * Any of:\n\n        * Stroke\n\n        * Angina\n\n    * Age\n");
  EXPECT_EQ(shown("<ul><li><p>First.</p><p>Second.</p></li></ul>after"),
            "    * First.\n\n    Second.\n\nafter\n");
}

TEST(HtmlLines, DoNotNeedEndTags) {
  EXPECT_EQ(shown("<ul><li>Age<li>Sex</ul><p>one<p>two"), "    * Age\n\n    * Sex\n\none\n\ntwo\n");
  EXPECT_EQ(shown("</ul></li>Age<b></i> over</ul>"), "Age over\n");
}

TEST(HtmlLines, KeepLinesThatAreLaidOutByHand) {
  EXPECT_EQ(shown("<pre>Inclusion:\n  - Age\n</pre>one\ntwo"), "Inclusion:\n  - Age\n\none two\n");
}

TEST(HtmlLines, LeaveOutWhatIsNotShown) {
  EXPECT_EQ(shown("<head><style>p {}</style><title>Study</title></head><script>x()</script>Age"),
            "Study\n\nAge\n");
}

TEST(HtmlLines, AreEasyOnDeepNesting) {
  std::string content;
  for (int i = 0; i < 30'000; ++i) content += "<ul><li>x";
  EXPECT_EQ(html_lines(content).size(), 2U * 30'000U - 1U);
}

}  // namespace
}  // namespace eligo
