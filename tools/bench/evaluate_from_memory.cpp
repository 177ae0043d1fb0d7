// How fast patients are decided that are in memory already, as columns: the batch's evaluation
// alone, without reading. Prints the counts, the seconds of each evaluation, how many bytes the
// columns have, and how fast this machine reads memory.
//
//   generate_patients --patients 200000 > patients.ndjson
//   evaluate_from_memory --patients patients.ndjson --copies 5 --threads 1 RULES...

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "batch/counts.h"
#include "batch/evaluate.h"
#include "batch/line_chunks.h"
#include "batch/row_writer.h"
#include "language/load.h"
#include "patient/plain_profile.h"
#include "patient/profile_text.h"
#include "vocabulary/standard_vocabulary.h"

namespace {

using namespace eligo;
using Clock = std::chrono::steady_clock;

struct Options {
  std::vector<std::string> rules;
  std::string patients;
  unsigned copies = 1;
  unsigned threads = 1;
  unsigned repeats = 5;
  std::string strategy = "automatic";
};

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::vector<Program> load_all(const std::vector<std::string>& arguments,
                              const Vocabulary& vocabulary) {
  std::vector<std::filesystem::path> files;
  for (const std::string& argument : arguments) {
    if (!std::filesystem::is_directory(argument)) files.emplace_back(argument);
    if (!std::filesystem::is_directory(argument)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argument)) {
      if (entry.path().extension() == ".eligo") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<Program> programs;
  for (const std::filesystem::path& file : files) {
    Result<std::vector<Program>> loaded = load_rules(file, vocabulary);
    if (!loaded) throw std::runtime_error(file.string() + " cannot be used; see eligo check");
    for (Program& program : *loaded) programs.push_back(std::move(program));
  }
  return programs;
}

// The patients of a file of plain profiles, as many times as wanted. A copy is a patient of its
// own, whose memory is its own.
std::vector<batch::Block> read_blocks(const Options& options, const batch::Plan& plan,
                                      const Vocabulary& vocabulary,
                                      const ScreeningOptions& screening) {
  std::ifstream input(options.patients, std::ios::binary);
  batch::LineChunks chunks(input, longest_record);
  PlainProfileReader reader(vocabulary, OnComparator::read);
  PlainProfile profile;
  batch::RowWriter writer(plan, vocabulary, screening);
  std::vector<batch::Block> blocks;
  while (const auto chunk = chunks.next()) {
    std::string_view rest = std::string_view(chunk->text).substr(0, chunk->size);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string line(rest.substr(0, end));
      if (blocks.empty() || blocks.back().is_full()) {
        blocks.emplace_back(plan, batch::rows_for_counting(plan));
      }
      if (!reader.read(rest.substr(0, end), profile)) {
        throw std::runtime_error("a record is not plain: " + line);
      }
      const Patient nobody;
      writer.write(
          profile, reader.units(), {}, Day{std::chrono::days{*profile.as_of}},
          [&]() -> const Patient& {
            throw std::runtime_error("the columns do not hold all of: " + line);
          },
          blocks.back());
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  const std::size_t once = blocks.size();
  for (unsigned copy = 1; copy < options.copies; ++copy) {
    for (std::size_t i = 0; i < once; ++i) blocks.push_back(blocks[i]);
  }
  return blocks;
}

batch::Strategy strategy_named(const std::string& name) {
  if (name == "scan") return batch::Strategy::scan;
  return name == "sorted" ? batch::Strategy::sorted : batch::Strategy::automatic;
}

// Each thread takes its own blocks.
batch::Counts evaluate(const std::vector<batch::Block>& blocks, const batch::Plan& plan,
                       std::vector<std::unique_ptr<batch::Evaluator>>& evaluators) {
  std::vector<batch::Counts> counts(evaluators.size(), batch::Counts(plan));
  const auto work = [&](std::size_t thread) {
    for (std::size_t i = thread; i < blocks.size(); i += evaluators.size()) {
      counts[thread].patients += blocks[i].rows;
      evaluators[thread]->count(blocks[i], counts[thread]);
    }
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < evaluators.size(); ++i) others.emplace_back(work, i);
  work(0);
  for (std::thread& other : others) other.join();
  for (std::size_t i = 1; i < counts.size(); ++i) counts[0] += counts[i];
  return counts[0];
}

// Bytes a second, by adding up memory that no cache holds: the best of some runs, all threads.
double read_bandwidth(unsigned threads) {
  constexpr std::size_t numbers = std::size_t{64} << 20U;
  const std::vector<std::uint64_t> memory(numbers, 1);
  double best = 0;
  for (int run = 0; run < 5; ++run) {
    std::vector<std::uint64_t> sums(threads);
    const auto work = [&](unsigned thread) {
      const std::size_t part = numbers / threads;
      const auto begin = memory.begin() + static_cast<std::ptrdiff_t>(thread * part);
      sums[thread] =
          std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(part), std::uint64_t{0});
    };
    const Clock::time_point begin = Clock::now();
    std::vector<std::thread> others;
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(work, i);
    work(0);
    for (std::thread& other : others) other.join();
    const double seconds = seconds_since(begin);
    if (std::accumulate(sums.begin(), sums.end(), std::uint64_t{0}) == 0) return 0;
    best = std::max(best, static_cast<double>(numbers * sizeof(std::uint64_t)) / seconds);
  }
  return best;
}

nlohmann::json counts_json(const batch::Plan& plan, const batch::Counts& counts) {
  nlohmann::json trials = nlohmann::json::array();
  for (std::size_t i = 0; i < plan.trials.size(); ++i) {
    const batch::TrialCounts& trial = counts.trials[i];
    nlohmann::json criteria = nlohmann::json::array();
    for (std::size_t j = 0; j < trial.criteria.size(); ++j) {
      const batch::CriterionCounts& criterion = trial.criteria[j];
      criteria.push_back({{"id", plan.id_of(plan.trials[i].criteria[j])},
                          {"pass", criterion.pass},
                          {"fail", criterion.fail},
                          {"unknown", counts.patients - criterion.pass - criterion.fail},
                          {"failsAlone", criterion.fails_alone}});
    }
    trials.push_back({{"trial", plan.trials[i].id},
                      {"eligible", trial.eligible},
                      {"ineligible", trial.ineligible},
                      {"undetermined", counts.patients - trial.eligible - trial.ineligible},
                      {"criteria", std::move(criteria)}});
  }
  return {{"patients", counts.patients}, {"trials", std::move(trials)}};
}

void run(const Options& options) {
  const Result<Vocabulary> vocabulary = standard_vocabulary();
  const std::vector<Program> programs = load_all(options.rules, *vocabulary);
  std::vector<const Program*> chosen;
  for (const Program& program : programs) chosen.push_back(&program);
  const ScreeningOptions screening;
  const batch::Plan plan = batch::make_plan(chosen, *vocabulary, screening);
  const std::vector<batch::Block> blocks = read_blocks(options, plan, *vocabulary, screening);
  std::vector<std::unique_ptr<batch::Evaluator>> evaluators;
  for (unsigned i = 0; i < options.threads; ++i) {
    evaluators.push_back(
        std::make_unique<batch::Evaluator>(plan, strategy_named(options.strategy)));
  }
  nlohmann::json result;
  std::vector<double> seconds;
  for (unsigned i = 0; i < options.repeats; ++i) {
    const Clock::time_point begin = Clock::now();
    const batch::Counts counts = evaluate(blocks, plan, evaluators);
    seconds.push_back(seconds_since(begin));
    if (i == 0) result = counts_json(plan, counts);
  }
  std::uint64_t bytes = 0;
  for (const batch::Block& block : blocks) {
    bytes += plan.columns.size() * block.rows * sizeof(batch::Place);
  }
  result["seconds"] = seconds;
  result["columnBytes"] = bytes;
  result["columns"] = plan.columns.size();
  result["comparisons"] = plan.gates.size();
  result["bytesPerSecondOfMemory"] = read_bandwidth(options.threads);
  std::puts(result.dump().c_str());
}

}  // namespace

int main(int count, char** arguments) {
  Options options;
  CLI::App program("Decides patients in memory and says how long it took");
  program.add_option("RULES", options.rules, "rule files or folders")->required();
  program.add_option("--patients", options.patients, "NDJSON of generate_patients")->required();
  program.add_option("--copies", options.copies, "of each patient")->capture_default_str();
  program.add_option("--threads", options.threads)->capture_default_str();
  program.add_option("--repeats", options.repeats)->capture_default_str();
  program.add_option("--strategy", options.strategy, "automatic, scan or sorted")
      ->check(CLI::IsMember({"automatic", "scan", "sorted"}));
  CLI11_PARSE(program, count, arguments);
  try {
    run(options);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "%s\n", fault.what());
    return 2;
  }
  return 0;
}
