// How fast patients are read: by simdjson alone, which looks for tokens and nothing else, by the
// reader of plain profiles, and by the ordinary reader. The input is NDJSON of generate_patients:
//
//   generate_patients --patients 20000 > patients.ndjson
//   plain_profile_benchmark patients.ndjson

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "patient/plain_profile.h"
#include "patient/read_patients.h"
#include "vocabulary/standard_vocabulary.h"

namespace {

using eligo::PlainProfile;
using eligo::PlainProfileReader;

struct Input {
  std::string bytes;  // with room behind them
  std::vector<std::string_view> records;
};

Input read_input(const char* file) {
  std::ifstream stream(file, std::ios::binary);
  Input input;
  input.bytes.assign(std::istreambuf_iterator<char>(stream), {});
  const std::size_t size = input.bytes.size();
  input.bytes.append(PlainProfileReader::padding(), '\0');
  const std::string_view all = std::string_view(input.bytes).substr(0, size);
  for (std::size_t begin = 0; begin < size;) {
    const std::size_t end = std::min(all.find('\n', begin), size);
    if (end > begin) input.records.push_back(all.substr(begin, end - begin));
    begin = end + 1;
  }
  return input;
}

const eligo::Vocabulary& vocabulary() {
  static const eligo::Vocabulary read = std::move(*eligo::standard_vocabulary());
  return read;
}

void set_rates(benchmark::State& state, std::size_t bytes, std::size_t records) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
  state.SetItemsProcessed(static_cast<std::int64_t>(records) * state.iterations());
}

// Finds the tokens of each record and walks its top.
void simdjson_alone(benchmark::State& state, const Input& input) {
  simdjson::ondemand::parser parser;
  for (const auto iteration : state) {
    static_cast<void>(iteration);
    for (const std::string_view record : input.records) {
      simdjson::ondemand::document document;
      const std::size_t readable = record.size() + simdjson::SIMDJSON_PADDING;
      if (parser.iterate(record.data(), record.size(), readable).get(document) !=
          simdjson::SUCCESS) {
        state.SkipWithError("a record is not JSON");
        return;
      }
      benchmark::DoNotOptimize(document);
    }
  }
  set_rates(state, input.bytes.size(), input.records.size());
}

// simdjson's tree of each record, of which nothing is looked at.
void simdjson_tree(benchmark::State& state, const Input& input) {
  simdjson::dom::parser parser;
  for (const auto iteration : state) {
    static_cast<void>(iteration);
    for (const std::string_view record : input.records) {
      simdjson::dom::element tree;
      if (parser.parse(record.data(), record.size(), false).get(tree) != simdjson::SUCCESS) {
        state.SkipWithError("a record is not JSON");
        return;
      }
      benchmark::DoNotOptimize(tree);
    }
  }
  set_rates(state, input.bytes.size(), input.records.size());
}

void plain_reader(benchmark::State& state, const Input& input) {
  PlainProfileReader reader(vocabulary(), eligo::OnComparator::read);
  PlainProfile profile;
  std::size_t plain = 0;
  for (const auto iteration : state) {
    static_cast<void>(iteration);
    plain = 0;
    for (const std::string_view record : input.records) plain += reader.read(record, profile);
  }
  set_rates(state, input.bytes.size(), input.records.size());
  state.counters["plain"] = static_cast<double>(plain) / static_cast<double>(input.records.size());
}

void ordinary_reader(benchmark::State& state, const Input& input) {
  for (const auto iteration : state) {
    static_cast<void>(iteration);
    for (const std::string_view record : input.records) {
      const auto value = eligo::parse_json(eligo::SourceText("", std::string(record)));
      if (value) benchmark::DoNotOptimize(eligo::read_patient(*value, "", vocabulary()));
    }
  }
  set_rates(state, input.bytes.size(), input.records.size());
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    std::fputs("usage: plain_profile_benchmark patients.ndjson [--benchmark_...]\n", stderr);
    return 2;
  }
  const Input input = read_input(argv[1]);
  if (input.records.empty()) {
    std::fprintf(stderr, "%s: there is no record in it\n", argv[1]);
    return 2;
  }
  const auto add = [&](const char* name, auto run) {
    benchmark::RegisterBenchmark(name, [&input, run](benchmark::State& state) {
      run(state, input);
    })->Unit(benchmark::kMillisecond);
  };
  add("simdjson alone", simdjson_alone);
  add("simdjson tree", simdjson_tree);
  add("plain reader", plain_reader);
  add("ordinary reader", ordinary_reader);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
