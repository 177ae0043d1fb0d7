// The quick road: profiles that are never read in full unless a leaf asks for it are decided as the
// reference decides on what the ordinary reader makes of them.

#include <gtest/gtest.h>

#include <optional>

#include "against_reference.h"
#include "batch/row_writer.h"
#include "patient/plain_profile.h"
#include "patient/profile_text.h"
#include "random_profile.h"
#include "random_screening.h"

namespace eligo::batch {
namespace {

using testing::random_profile;
using testing::random_program;
using testing::RandomSource;
using testing::screening_day;

#ifdef ELIGO_FEWER_RANDOM_CASES
constexpr std::uint64_t groups = 8;
#else
constexpr std::uint64_t groups = 150;
#endif
constexpr int programs_a_group = 12;
constexpr int profiles_a_group = 160;
constexpr int oddity = 400;  // so often a piece of a profile is not plain

ReadPatient ordinarily_read(const std::string& profile) {
  std::optional<ReadPatient> read;
  read_profile_line(profile, "input", 1, false, vocabulary(), [&](PatientOrRejection record) {
    read = std::get<ReadPatient>(std::move(record));
    return true;
  });
  return *std::move(read);
}

struct RoadCounts {
  std::uint64_t profiles = 0;
  std::uint64_t plain = 0;
  std::uint64_t read_in_full = 0;
};

void expect_same_decisions(std::uint64_t seed, RoadCounts& counts) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  RandomSource random(seed);
  ScreeningOptions options{.as_of = screening_day()};
  options.strict = random.one_in(3);
  std::vector<Program> programs;
  for (int i = 0; i < programs_a_group; ++i) {
    programs.push_back(random_program(random, vocabulary()));
  }
  const Plan plan = make_plan(all_of(programs), vocabulary(), options);
  RowWriter writer(plan, vocabulary(), options);
  Block block(plan, 192);
  PlainProfileReader reader(vocabulary(), OnComparator::read);
  PlainProfile plain;
  std::vector<ReadPatient> patients;
  for (int i = 0; i < profiles_a_group; ++i) {
    std::string profile = random_profile(random, oddity);
    const std::size_t size = profile.size();
    profile.append(PlainProfileReader::padding(), ' ');
    ++counts.profiles;
    if (!reader.read(std::string_view(profile).substr(0, size), plain)) continue;
    const Day birth{std::chrono::days{plain.birth ? plain.birth->earliest : 0}};
    if (birth > options.as_of) continue;  // whole inputs reject it before
    ++counts.plain;
    std::array<bool, 4> assumed{};
    for (bool& list : assumed) list = random.one_in(3);
    ReadPatient full = ordinarily_read(profile.substr(0, size));
    for (std::size_t list = 0; list < assumed.size(); ++list) {
      full.patient.assumed_complete[list] = assumed[list] && !full.patient.complete[list];
    }
    bool was_asked = false;
    const FullPatient when_asked = [&]() -> const Patient& {
      was_asked = true;
      return full.patient;
    };
    writer.write(plain, reader.units(), assumed, options.as_of, when_asked, block);
    counts.read_in_full += was_asked ? 1 : 0;
    patients.push_back(std::move(full));
  }
  Evaluator evaluator(plan, random.coin() ? Strategy::scan : Strategy::sorted);
  expect_as_reference(evaluator, block, programs, patients, vocabulary(), options);
}

TEST(BatchLaws, DecidesOnPlainProfilesAsTheReferenceDoes) {
  RoadCounts counts;
  for (std::uint64_t seed = 0; seed < groups && !HasFatalFailure(); ++seed) {
    expect_same_decisions(seed, counts);
  }
  RecordProperty("plainProfiles", static_cast<int>(counts.plain));
  RecordProperty("readInFull", static_cast<int>(counts.read_in_full));
  // The law would hold of readers that find nothing plain, and of writers that always ask.
  EXPECT_GT(counts.plain, counts.profiles / 3);
  EXPECT_LT(counts.read_in_full, counts.plain);
}

}  // namespace
}  // namespace eligo::batch
