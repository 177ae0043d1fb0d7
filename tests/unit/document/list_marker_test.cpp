#include "document/list_marker.h"

#include <gtest/gtest.h>

#include <string>

namespace eligo {
namespace {

class ListMarker : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(ListMarker, IsTakenOff) {
  const auto& [line, item] = GetParam();
  EXPECT_EQ(line.substr(list_marker_size(line)), item);
}

INSTANTIATE_TEST_SUITE_P(Marked, ListMarker,
                         testing::Values(std::pair{"* Any malignancy", "Any malignancy"},
                                         std::pair{"- Any malignancy", "Any malignancy"},
                                         std::pair{"•Any malignancy", "Any malignancy"},
                                         std::pair{"3. Age", "Age"}, std::pair{"3.Age", "Age"},
                                         std::pair{"12) Age", "Age"}, std::pair{"3、Age", "Age"},
                                         std::pair{"1.2. Age", "Age"}, std::pair{"(3) Age", "Age"},
                                         std::pair{"(a) Age", "Age"}, std::pair{"(iv) Age", "Age"},
                                         std::pair{"a. Age", "Age"}, std::pair{"B) Age", "Age"},
                                         std::pair{"iv. Age", "Age"}, std::pair{"E3. Age", "Age"},
                                         std::pair{"I12: Age", "Age"}));

INSTANTIATE_TEST_SUITE_P(
    Unmarked, ListMarker,
    testing::Values(std::pair{"18 Years", "18 Years"}, std::pair{"2.0 g/d", "2.0 g/d"},
                    std::pair{"-5 °C", "-5 °C"}, std::pair{"*starred", "*starred"},
                    std::pair{"2017001 patients", "2017001 patients"},
                    std::pair{"2017. A year", "2017. A year"},
                    std::pair{"(see below) Age", "(see below) Age"},
                    std::pair{"Dr. House", "Dr. House"},
                    std::pair{"e.g. warfarin", "e.g. warfarin"},
                    std::pair{"B12 deficiency", "B12 deficiency"}, std::pair{"10:30 h", "10:30 h"},
                    std::pair{"18-65 years", "18-65 years"}, std::pair{"", ""}));

TEST(ListMarkerParts, NameWhatTheMarkersOfAListShare) {
  EXPECT_EQ(list_marker("3. Age")->style, list_marker("12. Sex")->style);
  EXPECT_NE(list_marker("3. Age")->style, list_marker("(3) Age")->style);
  EXPECT_NE(list_marker("a. Age")->style, list_marker("A. Age")->style);
  EXPECT_EQ(list_marker("1.2. Age")->style, "1.1.");
  EXPECT_EQ(list_marker("• Age")->style, "•");
  EXPECT_FALSE(list_marker("18 Years"));
}

TEST(ListMarkerParts, CountNumbersLettersAndRomanNumbers) {
  EXPECT_EQ(list_marker("12) Age")->value, 12U);
  EXPECT_EQ(list_marker("1.2. Age")->value, 2U);
  EXPECT_EQ(list_marker("E3: Age")->value, 3U);
  EXPECT_EQ(list_marker("c) Age")->value, 3U);
  EXPECT_EQ(list_marker("c) Age")->roman, 0U);
  EXPECT_EQ(list_marker("iv. Age")->roman, 4U);
  EXPECT_EQ(list_marker("i. Age")->roman, 1U);
  EXPECT_EQ(list_marker("i. Age")->value, 9U);
}

}  // namespace
}  // namespace eligo
