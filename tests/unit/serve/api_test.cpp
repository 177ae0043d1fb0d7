#include "serve/api.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "vocabulary/standard_vocabulary.h"

namespace eligo {
namespace {

class ApiTest : public testing::Test {
 protected:
  static const Vocabulary& vocabulary() {
    static const Result<Vocabulary> standard = standard_vocabulary();
    return *standard;
  }
  static WorkspaceSettings settings() {
    WorkspaceSettings made{};
    made.today = [] { return Day{std::chrono::year{2026} / 1 / 15}; };
    return made;
  }

  Response ask(const std::string& method, const std::string& target, std::string body = {}) {
    return api_.answer({method, target, {{"Content-Type", "application/json"}}}, std::move(body));
  }
  // A patient of 40 years: {"id": "P", "birthDate": "1985-06-01"}
  Response add_patient() {
    return ask("POST", "/api/patients",
               R"({"name": "p.json", "content":)"
               R"( "eyJpZCI6ICJQIiwgImJpcnRoRGF0ZSI6ICIxOTg1LTA2LTAxIn0="})");
  }

  Workspace workspace_{vocabulary(), settings()};
  Api api_{workspace_, {"1", nullptr, [] { return std::int64_t{0}; }, {}}};
};

TEST_F(ApiTest, AnEmptySession) {
  EXPECT_EQ(ask("GET", "/api/matrix").body, R"({"trials":[],"patients":[],"cells":[]})");
  EXPECT_EQ(ask("GET", "/api/state").status, 200U);
}

TEST_F(ApiTest, UnknownAddressesMethodsAndTypes) {
  EXPECT_EQ(ask("GET", "/api/nothing").status, 404U);
  EXPECT_EQ(ask("GET", "/api/trials/x").status, 404U);
  EXPECT_EQ(ask("GET", "/api/trials").status, 404U);
  const Response wrong_method = ask("POST", "/api/state", "{}");
  EXPECT_EQ(wrong_method.status, 405U);
  ASSERT_EQ(wrong_method.fields.size(), 1U);
  EXPECT_EQ(wrong_method.fields.front().value, "GET");
  EXPECT_EQ(api_.answer({"POST", "/api/check", {{"Content-Type", "text/plain"}}}, "{}").status,
            415U);
  EXPECT_EQ(api_.answer({"POST", "/api/check", {}}, "{}").status, 415U);
}

TEST_F(ApiTest, BodiesThatAreNoRequest) {
  for (const std::string& body :
       {std::string(), std::string("[]"), std::string("{"), std::string("{\"trial\": 1}"),
        std::string(100'000, '['), std::string("{\"trial\": \"a\", \"trial\": \"a\"}")}) {
    EXPECT_EQ(ask("POST", "/api/check", body).status, 400U) << body.substr(0, 30);
  }
  EXPECT_EQ(ask("POST", "/api/check", "[" + std::string(1'000'000, ',') + "]").status, 413U);
}

TEST_F(ApiTest, APatientComesChangesAndGoes) {
  EXPECT_EQ(add_patient().body, R"({"added":["P"],"rejected":[],"warnings":[]})");
  EXPECT_NE(add_patient().body.find(R"("added":[],"rejected":[{)"), std::string::npos);
  EXPECT_NE(ask("GET", "/api/patients/P").body.find("1985-06-01"), std::string::npos);
  EXPECT_EQ(ask("PUT", "/api/patients/P", R"({"record": {"id": "Q"}})").status, 422U);
  EXPECT_EQ(ask("PUT", "/api/patients/P", R"({"record": {"id": "P", "HbA1c": 8.10}})").status,
            200U);
  EXPECT_NE(ask("GET", "/api/patients/P").body.find(R"("HbA1c": 8.10})"), std::string::npos);
  EXPECT_EQ(ask("DELETE", "/api/patients/P").status, 200U);
  EXPECT_EQ(ask("DELETE", "/api/patients/P").status, 404U);
}

TEST_F(ApiTest, APatientBornAfterTheScreeningDateIsRejected) {
  add_patient();
  const Response state = ask("PUT", "/api/options", R"({"asOf": "1980-01-01"})");
  EXPECT_NE(state.body.find(R"("patients":[],"rejected":[{)"), std::string::npos) << state.body;
  EXPECT_NE(ask("PUT", "/api/options", R"({"asOf": null})").body.find(R"({"id":"P"})"),
            std::string::npos);
  EXPECT_EQ(ask("PUT", "/api/options", R"({"asOf": "1980-02-30"})").status, 400U);
}

TEST_F(ApiTest, NothingIsOverruledWithoutALog) {
  EXPECT_EQ(ask("POST", "/api/overrides",
                R"({"trial": "T", "patient": "P", "criterion": "I1", "result": "pass",)"
                R"( "name": "A", "reason": "b"})")
                .status,
            409U);
}

class LogTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::remove(file_); }
  void TearDown() override { std::filesystem::remove(file_); }
  Override append(OverrideLog& log, const std::string& reason) {
    Override one;
    one.trial = "T";
    one.patient = "P";
    one.criterion = "I1";
    one.result = "pass";
    one.machine = "fail";
    one.name = "A";
    one.reason = reason;
    const Result<Override> written = log.append(one, 0);
    EXPECT_TRUE(written);
    return written ? *written : one;
  }
  std::string content() const {
    std::ifstream stream(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  void write(const std::string& text) const { std::ofstream(file_, std::ios::binary) << text; }

  std::string file_ =
      (std::filesystem::temp_directory_path() / ("eligo-log-" + std::to_string(::getpid())))
          .string();
};

TEST_F(LogTest, FollowsItsOwnChain) {
  {
    const auto log = OverrideLog::open(file_);
    ASSERT_TRUE(log);
    EXPECT_EQ(append(**log, "one").sequence, 1U);
    EXPECT_EQ(append(**log, "two\nlines").time, "1970-01-01T00:00:00Z");
    EXPECT_EQ((*log)->about("T", "P").size(), 2U);
    EXPECT_TRUE((*log)->about("T", "Q").empty());
    EXPECT_FALSE(OverrideLog::open(file_)) << "two at once";
  }
  const auto read = read_override_log(file_);
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->fault);
  EXPECT_EQ(read->overrides.size(), 2U);
  EXPECT_EQ(read->overrides[1].reason, "two\nlines");
}

TEST_F(LogTest, EveryFlippedByteIsFound) {
  {
    const auto log = OverrideLog::open(file_);
    ASSERT_TRUE(log);
    append(**log, "one");
    append(**log, "two");
  }
  const std::string whole = content();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    write(changed);
    const auto read = read_override_log(file_);
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->fault || !read->torn_tail.empty()) << i;
  }
}

TEST_F(LogTest, HalfALineIsKeptAndAccountedFor) {
  {
    const auto log = OverrideLog::open(file_);
    ASSERT_TRUE(log);
    append(**log, "one");
  }
  const std::string torn = content() + "{\"sequence\":2,\"ti";
  write(torn);
  {
    const auto log = OverrideLog::open(file_);
    ASSERT_TRUE(log);
    EXPECT_TRUE((*log)->had_torn_tail());
    EXPECT_EQ(content(), torn);
    EXPECT_EQ(append(**log, "two").sequence, 3U);
  }
  EXPECT_TRUE(content().starts_with(torn));
  const auto read = read_override_log(file_);
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->fault);
  EXPECT_EQ(read->torn_lines, 1U);
  EXPECT_EQ(read->overrides.size(), 2U);
}

}  // namespace
}  // namespace eligo
