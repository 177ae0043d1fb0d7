// How fast patients become rows of a block, and how fast a block is decided and counted: by as many
// trials as the rules have, and a block at a time, so that it stays in the cache.
//
//   generate_patients --patients 4096 > patients.ndjson
//   make_trials.py --trials 100 --out trials
//   batch_benchmark patients.ndjson trials/rules/*.eligo

#include <benchmark/benchmark.h>

#include <cstdio>
#include <deque>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "batch/counts.h"
#include "batch/evaluate.h"
#include "batch/row_writer.h"
#include "language/load.h"
#include "patient/plain_profile.h"
#include "vocabulary/standard_vocabulary.h"

namespace {

using namespace eligo;

struct Input {
  const Vocabulary& vocabulary;
  ScreeningOptions screening;
  const batch::Plan& plan;
  PlainProfileReader reader;  // whose units the profiles have
  std::deque<std::string> lines;
  std::vector<PlainProfile> profiles;
};

void write_rows(const Input& input, batch::RowWriter& writer, batch::Block& block) {
  block.clear();
  for (const PlainProfile& profile : input.profiles) {
    if (block.is_full()) return;
    writer.write(
        profile, input.reader.units(), {}, Day{std::chrono::days{*profile.as_of}},
        []() -> const Patient& { throw std::runtime_error("a record is not plain"); }, block);
  }
}

void set_rates(benchmark::State& state, const Input& input, const batch::Block& block) {
  state.SetItemsProcessed(block.rows * state.iterations());
  state.counters["criteria"] = benchmark::Counter(
      static_cast<double>(block.rows) * static_cast<double>(input.plan.criteria.size()),
      benchmark::Counter::kIsIterationInvariantRate);
}

void writing(benchmark::State& state, const Input& input) {
  batch::RowWriter writer(input.plan, input.vocabulary, input.screening);
  batch::Block block(input.plan, batch::rows_for_counting(input.plan));
  for (const auto iteration : state) {
    static_cast<void>(iteration);
    write_rows(input, writer, block);
  }
  set_rates(state, input, block);
}

// `capacity` rows at most.
template <typename Decide>
void deciding(benchmark::State& state, const Input& input, std::uint32_t capacity,
              const Decide& decide) {
  batch::RowWriter writer(input.plan, input.vocabulary, input.screening);
  batch::Block block(input.plan, capacity);
  write_rows(input, writer, block);
  batch::Evaluator evaluator(input.plan);
  for (const auto iteration : state) {
    static_cast<void>(iteration);
    decide(evaluator, block);
  }
  set_rates(state, input, block);
}

void look_at_results(batch::Evaluator& evaluator, const batch::Block& block) {
  evaluator.evaluate(block, [](batch::TrialIndex, const batch::TrialResults& results) {
    benchmark::DoNotOptimize(results.eligible);
  });
}

void results(benchmark::State& state, const Input& input) {
  deciding(state, input, batch::rows_for(input.plan), look_at_results);
}

void results_of_few(benchmark::State& state, const Input& input) {
  deciding(state, input, 64, look_at_results);
}

void counting(benchmark::State& state, const Input& input) {
  batch::Counts counts(input.plan);
  deciding(state, input, batch::rows_for_counting(input.plan),
           [&](batch::Evaluator& evaluator, const batch::Block& block) {
             evaluator.count(block, counts);
           });
  benchmark::DoNotOptimize(counts);
}

void read_profiles(const char* file, Input& input) {
  std::ifstream stream(file, std::ios::binary);
  for (std::string line; std::getline(stream, line);) {
    // The reader looks at some bytes behind a record.
    const std::size_t size = line.size();
    line.append(PlainProfileReader::padding(), '\0');
    PlainProfile profile;
    input.lines.push_back(std::move(line));
    const std::string_view record = std::string_view(input.lines.back()).substr(0, size);
    if (input.reader.read(record, profile)) input.profiles.push_back(std::move(profile));
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc < 3) {
    std::fputs("usage: batch_benchmark patients.ndjson RULES... [--benchmark_...]\n", stderr);
    return 2;
  }
  const Result<Vocabulary> vocabulary = standard_vocabulary();
  std::vector<Program> programs;
  for (int i = 2; i < argc; ++i) {
    Result<std::vector<Program>> loaded = load_rules(argv[i], *vocabulary);
    if (!loaded) {
      std::fprintf(stderr, "%s cannot be used; see eligo check\n", argv[i]);
      return 2;
    }
    for (Program& program : *loaded) programs.push_back(std::move(program));
  }
  std::vector<const Program*> chosen;
  for (const Program& program : programs) chosen.push_back(&program);
  const ScreeningOptions screening;
  const batch::Plan plan = batch::make_plan(chosen, *vocabulary, screening);
  Input input{*vocabulary, screening, plan, PlainProfileReader(*vocabulary, OnComparator::read),
              {},          {}};
  read_profiles(argv[1], input);
  if (input.profiles.empty()) {
    std::fprintf(stderr, "%s: there is no plain profile in it\n", argv[1]);
    return 2;
  }
  const auto add = [&](const char* name, auto run) {
    benchmark::RegisterBenchmark(name, [&input, run](benchmark::State& state) {
      run(state, input);
    })->Unit(benchmark::kMicrosecond);
  };
  add("rows", writing);
  add("results", results);
  add("results of 64 patients", results_of_few);
  add("counts", counting);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
