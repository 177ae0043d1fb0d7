#include "serve/access.h"

#include <gtest/gtest.h>

#include <set>

#include "serve/target.h"

namespace eligo {
namespace {

const AccessRules rules{4711, "00112233445566778899aabbccddeeff"};

RequestHead head(std::vector<HttpField> fields) {
  return {"GET", "/api/state", std::move(fields)};
}

unsigned status_of(const std::vector<HttpField>& fields, bool needs_token = true) {
  const auto refused = refusal(head(fields), rules, needs_token);
  return refused ? refused->status : 200;
}

TEST(Access, TakesItsOwnHostsWithTheToken) {
  EXPECT_EQ(status_of({{"Host", "127.0.0.1:4711"}, {"x-eligo-token", rules.token}}), 200U);
  EXPECT_EQ(status_of({{"host", "localhost:4711"}, {"X-Eligo-Token", rules.token}}), 200U);
  EXPECT_EQ(status_of({{"Host", "127.0.0.1:4711"}}, false), 200U);
}

TEST(Access, RefusesOtherHosts) {
  for (const char* host :
       {"127.0.0.1", "127.0.0.1:4712", "evil.example:4711", "", "127.0.0.1:4711.evil.example"}) {
    EXPECT_EQ(status_of({{"Host", host}, {"X-Eligo-Token", rules.token}}), 403U) << host;
  }
  EXPECT_EQ(status_of({{"X-Eligo-Token", rules.token}}), 403U);
}

TEST(Access, RefusesOtherOriginsEvenForThePage) {
  EXPECT_EQ(status_of({{"Host", "127.0.0.1:4711"}, {"Origin", "http://127.0.0.1:4711"}}, false),
            200U);
  for (const char* origin :
       {"http://evil.example", "null", "", "https://127.0.0.1:4711", "http://localhost:4711"}) {
    EXPECT_EQ(status_of({{"Host", "127.0.0.1:4711"}, {"Origin", origin}}, false), 403U) << origin;
  }
}

TEST(Access, RefusesAnythingButTheToken) {
  const std::string wrong = rules.token.substr(0, 31) + "0";
  for (const std::string& token : {std::string(), wrong, rules.token + "0"}) {
    EXPECT_EQ(status_of({{"Host", "127.0.0.1:4711"}, {"X-Eligo-Token", token}}), 403U) << token;
  }
  // Sent twice, it is not clear which of the two is meant.
  EXPECT_EQ(status_of({{"Host", "127.0.0.1:4711"},
                       {"X-Eligo-Token", rules.token},
                       {"X-Eligo-Token", rules.token}}),
            403U);
}

TEST(Access, TokensDiffer) {
  std::set<std::string> tokens;
  for (int i = 0; i < 100; ++i) {
    const auto token = random_token();
    ASSERT_TRUE(token);
    EXPECT_EQ(token->size(), 32U);
    tokens.insert(*token);
  }
  EXPECT_EQ(tokens.size(), 100U);
}

TEST(Target, IsTakenApartAndDecoded) {
  const auto target = parse_target("/api/trials/A%2FB%20%C3%A9?a=1&b=x+y%26z&c");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, (std::vector<std::string>{"api", "trials", "A/B é"}));
  EXPECT_EQ(target->query,
            (std::map<std::string, std::string>{{"a", "1"}, {"b", "x y&z"}, {"c", ""}}));
  ASSERT_TRUE(parse_target("/"));
  EXPECT_TRUE(parse_target("/")->path.empty());
}

TEST(Target, RefusesWhatIsNoPathHere) {
  for (const char* target : {"", "x", "*", "//a", "/a/", "/.", "/a/../b", "/%2e%2e", "/%", "/%4",
                             "/%zz", "/%00", "/%ff", "/a?x=1&x=2", "/a?x=%0a", "http://x/"}) {
    EXPECT_FALSE(parse_target(target)) << target;
  }
}

TEST(Base64, IsDecodedOrRefused) {
  EXPECT_EQ(from_base64(""), "");
  EXPECT_EQ(from_base64("TQ=="), "M");
  EXPECT_EQ(from_base64("TWE="), "Ma");
  EXPECT_EQ(from_base64("TWFu+/8="), "Man\xFB\xFF");
  for (const char* text :
       {"T", "TQ", "TQ=", "=TQ=", "T=Q=", "TWFu\n", "TW-_", "====", "TQ==TQ=="}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
}

}  // namespace
}  // namespace eligo
