#include "document/header_facts.h"

#include <gtest/gtest.h>

namespace eligo {
namespace {

TEST(HeaderAge, IsRead) {
  EXPECT_EQ(header_age("18 Years"), (HeaderAge{"18", "years"}));
  EXPECT_EQ(header_age("1 Year"), (HeaderAge{"1", "years"}));
  EXPECT_EQ(header_age("6 months"), (HeaderAge{"6", "months"}));
  EXPECT_EQ(header_age("0.5 YEARS"), (HeaderAge{"0.5", "years"}));
  EXPECT_EQ(header_age("72 Hours"), (HeaderAge{"72", "hours"}));
}

TEST(HeaderAge, IsNotGuessed) {
  for (const std::string_view text :
       {"", "N/A", "18", "Years", "adult", "18 Years and older", "18 fortnights", "-3 Years",
        "1e3 Years", "18. Years", "1234567890 Years", "30 Minutes"}) {
    EXPECT_EQ(header_age(text), std::nullopt) << text;
  }
}

TEST(NoAgeLimit, IsSaidInSeveralWays) {
  EXPECT_TRUE(is_no_age_limit("N/A"));
  EXPECT_TRUE(is_no_age_limit("No limit"));
  EXPECT_TRUE(is_no_age_limit(""));
  EXPECT_FALSE(is_no_age_limit("18 Years"));
  EXPECT_FALSE(is_no_age_limit("adult"));
}

TEST(HeaderSex, IsRead) {
  EXPECT_EQ(header_sex("ALL"), HeaderSex::all);
  EXPECT_EQ(header_sex("Both"), HeaderSex::all);
  EXPECT_EQ(header_sex("Female"), HeaderSex::female);
  EXPECT_EQ(header_sex("MALE"), HeaderSex::male);
  EXPECT_EQ(header_sex("other"), std::nullopt);
  EXPECT_EQ(header_sex(""), std::nullopt);
}

TEST(HeaderHealthy, IsRead) {
  EXPECT_EQ(header_healthy("No"), false);
  EXPECT_EQ(header_healthy("Accepts Healthy Volunteers"), true);
  EXPECT_EQ(header_healthy("Yes"), true);
  EXPECT_EQ(header_healthy("maybe"), std::nullopt);
}

}  // namespace
}  // namespace eligo
