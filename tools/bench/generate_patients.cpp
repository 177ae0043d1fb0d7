// Writes synthetic patients as NDJSON, the same bytes for the same seed on any machine.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "synthetic_patient.h"

namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20U;

struct Options {
  std::uint64_t patients = 1000;
  std::uint64_t seed = 1;
  std::string quantities = ELIGO_BENCH_QUANTITIES;
};

void write_all(std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    throw std::runtime_error("standard output cannot be written");
  }
  text.clear();
}

void generate(const Options& options) {
  using namespace std::chrono_literals;
  // One screening day for all, as a batch run has it; trials ask for values and not for days.
  const std::chrono::sys_days as_of = 2026y / 1 / 15;
  const eligo::bench::PatientSource source(eligo::bench::read_quantities(options.quantities),
                                           options.seed, as_of);
  std::string text;
  for (std::uint64_t number = 1; number <= options.patients; ++number) {
    source.append(number, text);
    if (text.size() >= buffer_bytes) write_all(text);
  }
  write_all(text);
  if (std::fflush(stdout) != 0) throw std::runtime_error("standard output cannot be written");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{"Writes synthetic patients to standard output, one a line"};
  Options options;
  program.add_option("--patients", options.patients, "how many")->capture_default_str();
  program.add_option("--seed", options.seed, "another seed gives other patients")
      ->capture_default_str();
  program.add_option("--quantities", options.quantities, "what is measured")
      ->check(CLI::ExistingFile);
  program.footer("Example: generate_patients --patients 200000 --seed 1 > patients.ndjson");
  CLI11_PARSE(program, argc, argv);
  try {
    generate(options);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "generate_patients: error: %s\n", error.what());
    return 1;
  }
}
