#include "batch/screen_lines.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "patient/input_shape.h"
#include "patient/plain_profile.h"
#include "patient/profile_text.h"

namespace eligo::batch {
namespace {

constexpr std::string_view blanks = " \t\r\n";

bool mentions_fhir(std::string_view line) {
  return line.find("\"resourceType\"") != std::string_view::npos;
}

}  // namespace

RejectedRecord read_before(const std::string& id, const std::string& input,
                           const std::string& first_input) {
  return {input, "/id", fmt::format("a patient \"{}\" was already read from {}", id, first_input)};
}

RejectedRecord born_later(const Patient& patient, const std::string& input, Day as_of) {
  return {input, "/birthDate",
          fmt::format("the birth date {} of patient \"{}\" is after the screening date {}",
                      patient.birth_date->text, patient.id, date_text(as_of))};
}

PatientDigest digest_of(std::string_view id) {
  const XXH128_hash_t digest = XXH3_128bits(id.data(), id.size());
  return {digest.high64, digest.low64};
}

std::array<std::uint64_t, 2> digest_of(const LineChunk& chunk) {
  const XXH128_hash_t digest = XXH3_128bits(chunk.text.data(), chunk.size);
  return {digest.high64, digest.low64};
}

bool begins_as_profile_lines(std::string_view start) {
  const std::size_t begin = start.find_first_not_of(blanks);
  if (begin == std::string_view::npos || start[begin] != '{') return false;
  const std::size_t end = std::min(start.find('\n', begin), start.size());
  const std::string_view line = start.substr(begin, end - begin);
  const bool goes_on = start.find_first_not_of(blanks, end) != std::string_view::npos;
  return goes_on && classify_first_line(line) == FirstLine::whole_value && !mentions_fhir(line);
}

class LineScreener::Implementation {
 public:
  Implementation(const Plan& plan, const Vocabulary& vocabulary, const LineOptions& options,
                 const LineRenderer& renderer)
      : plan_(plan),
        vocabulary_(vocabulary),
        options_(options),
        renderer_(renderer),
        profiles_(vocabulary, OnComparator::read),
        writer_(plan, vocabulary, options.screening),
        evaluator_(plan),
        block_(plan, renderer.decision ? rows_for(plan) : rows_for_counting(plan)) {}

  ScreenedChunk screen(const LineChunk& chunk, const std::string& file,
                       const KnownPatients& known) {
    ScreenedChunk result(plan_, renderer_.counted());
    result.input_digest = digest_of(chunk);
    const Source source{file, known};
    if (chunk.is_too_long) {
      reject(too_long_record(line_input(file, chunk.first_line, false)), result);
    }
    const char* at = chunk.text.data();
    const char* const end = at + chunk.size;
    for (std::uint32_t number = chunk.first_line; at < end; ++number) {
      const auto* line_end =
          static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
      if (line_end == nullptr) line_end = end;
      std::string_view line(at, static_cast<std::size_t>(line_end - at));
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.find_first_not_of(blanks) != std::string_view::npos) {
        screen_line(line, number, source, result);
      }
      at = line_end + 1;
    }
    finish(result);
    return result;
  }

  void add(ReadPatient read, Day as_of, ScreenedChunk& result) {
    // Whole patients are large: only so many wait for their block.
    constexpr std::uint32_t most_waiting = 64;
    writer_.write(read.patient, as_of, block_);
    std::string id = read.patient.id;
    if (!renderer_.asks_for_patients) return end_row(std::move(id), as_of, {}, result);
    end_row(std::move(id), as_of, std::move(read), result);
    if (block_.rows >= most_waiting) decide_block(result);
  }

  void finish(ScreenedChunk& result) {
    if (block_.rows > 0) decide_block(result);
    result.text += waiting_text_;
    waiting_text_.clear();
  }

  void reject(RejectedRecord rejected, ScreenedChunk& result) {
    ++result.rejected;
    if (renderer_.rejection) renderer_.rejection(rejected, waiting_text_);
    result.messages.emplace_back(std::move(rejected));
  }

 private:
  struct Source {
    const std::string& file;
    const KnownPatients& known;
  };
  // A line of the chunk that is being screened.
  struct Line {
    std::string_view text;
    std::uint32_t number = 0;
    const std::string* file = nullptr;
  };
  using RowSource = std::variant<std::monostate, Line, ReadPatient>;
  struct WaitingRow {
    std::string id;
    Day as_of;
    RowSource source;
    std::string text_before;  // rejections between the row before and this one
    std::string text;
  };

  Day screening_day(const std::optional<Day>& own) const {
    if (options_.as_of) return *options_.as_of;
    return own.value_or(options_.today);
  }

  bool is_chosen(std::string_view id) const {
    return options_.patients.empty() || options_.patients.contains(id);
  }

  void screen_line(std::string_view line, std::uint32_t number, const Source& source,
                   ScreenedChunk& result) {
    if (line.size() > longest_record) {
      reject(too_long_record(line_input(source.file, number, false)), result);
    } else if (!screen_plain(line, number, source, result)) {
      screen_ordinary(line, number, source, result);
    }
  }

  // False where the line is left to the ordinary reader.
  bool screen_plain(std::string_view line, std::uint32_t number, const Source& source,
                    ScreenedChunk& result) {
    if (!profiles_.read(line, profile_)) return false;
    if (!is_chosen(profile_.id)) return true;
    std::optional<Day> own;
    if (profile_.as_of) own = Day{std::chrono::days{*profile_.as_of}};
    const Day as_of = screening_day(own);
    const bool is_born =
        !profile_.birth || Day{std::chrono::days{profile_.birth->earliest}} <= as_of;
    if (!is_born || source.known.contains(result.patients.size())) return false;
    result.patients.push_back(digest_of(profile_.id));
    std::optional<ReadPatient> full;
    const FullPatient read_fully = [&]() -> const Patient& {
      if (!full) full = read_whole({line, number, &source.file});
      return full->patient;
    };
    writer_.write(profile_, profiles_.units(), options_.assumed_complete, as_of, read_fully,
                  block_);
    end_row(std::string(profile_.id), as_of, Line{line, number, &source.file}, result);
    return true;
  }

  // A plain profile as the ordinary reader has it.
  ReadPatient read_whole(const Line& line) const {
    ReadPatient whole;
    read_profile_line(std::string(line.text), *line.file, line.number, false, vocabulary_,
                      [&](PatientOrRejection record) {
                        if (auto* patient = std::get_if<ReadPatient>(&record)) {
                          whole = std::move(*patient);
                        }
                        return true;
                      });
    assume_complete(whole.patient);
    return whole;
  }

  void screen_ordinary(std::string_view line, std::uint32_t number, const Source& source,
                       ScreenedChunk& result) {
    if (mentions_fhir(line)) {
      result.fhir.push_back({number, std::string(line)});
      return;
    }
    read_profile_line(std::string(line), source.file, number, false, vocabulary_,
                      [&](PatientOrRejection record) {
                        take(std::move(record), source, result);
                        return true;
                      });
  }

  void take(PatientOrRejection record, const Source& source, ScreenedChunk& result) {
    if (auto* rejected = std::get_if<RejectedRecord>(&record)) {
      reject(std::move(*rejected), result);
      return;
    }
    ReadPatient& read = std::get<ReadPatient>(record);
    Patient& patient = read.patient;
    if (!is_chosen(patient.id)) return;
    const auto known = source.known.find(result.patients.size());
    result.patients.push_back(digest_of(patient.id));
    if (known != source.known.end()) {
      reject(known->second(patient.id, source.file), result);
      return;
    }
    const Day as_of = screening_day(patient.as_of);
    if (patient.birth_date && patient.birth_date->earliest > as_of) {
      reject(born_later(patient, source.file, as_of), result);
      return;
    }
    for (const Diagnostic& warning : read.warnings) result.messages.emplace_back(warning);
    assume_complete(patient);
    add(std::move(read), as_of, result);
  }

  void assume_complete(Patient& patient) const {
    for (std::size_t list = 0; list < patient.complete.size(); ++list) {
      if (options_.assumed_complete[list] && !patient.complete[list] && !patient.has_gap[list]) {
        patient.assumed_complete[list] = true;
      }
    }
  }

  void end_row(std::string id, Day as_of, RowSource source, ScreenedChunk& result) {
    ++result.counts.patients;
    if (renderer_.decision) {
      rows_.push_back({std::move(id), as_of, std::move(source), std::move(waiting_text_), {}});
      waiting_text_.clear();
    }
    if (block_.is_full()) decide_block(result);
  }

  void decide_block(ScreenedChunk& result) {
    // What makes counting quick takes as long to prepare as a word of patients takes without it.
    if (renderer_.decision || block_.rows <= 64) {
      evaluator_.evaluate(block_, [&](TrialIndex trial, const TrialResults& results) {
        result.counts.add(trial, results, block_.rows);
        if (renderer_.decision) render(trial, results);
      });
    } else {
      evaluator_.count(block_, result.counts);
    }
    for (WaitingRow& row : rows_) {
      result.text += row.text_before;
      if (result.text.empty()) {  // that of one patient and many trials is megabytes
        result.text = std::move(row.text);
      } else {
        result.text += row.text;
      }
    }
    rows_.clear();
    block_.clear();
  }

  void render(TrialIndex trial, const TrialResults& results) {
    for (std::uint32_t number = 0; number < rows_.size(); ++number) {
      WaitingRow& row = rows_[number];
      const auto has = [&](const std::uint64_t* bits) {
        return ((bits[number / 64] >> (number % 64)) & 1U) != 0;
      };
      RowDecision decision{plan_, trial, row.id, row.as_of, {}, {}, {}};
      decision.verdict = has(results.eligible)     ? Verdict::eligible
                         : has(results.ineligible) ? Verdict::ineligible
                                                   : Verdict::undetermined;
      failing_.clear();
      unknown_.clear();
      for (std::uint32_t i = 0; i < results.criteria.size(); ++i) {
        if (has(results.criteria[i].no)) {
          failing_.push_back(i);
        } else if (!has(results.criteria[i].yes)) {
          unknown_.push_back(i);
        }
      }
      decision.failing = failing_;
      decision.unknown = unknown_;
      const WholePatient whole = [&]() -> const ReadPatient& {
        if (const auto* line = std::get_if<Line>(&row.source)) row.source = read_whole(*line);
        return std::get<ReadPatient>(row.source);
      };
      renderer_.decision(decision, whole, row.text);
    }
  }

  const Plan& plan_;
  const Vocabulary& vocabulary_;
  const LineOptions& options_;
  const LineRenderer& renderer_;
  PlainProfileReader profiles_;
  PlainProfile profile_;
  RowWriter writer_;
  Evaluator evaluator_;
  Block block_;
  std::vector<WaitingRow> rows_;        // of the block, where result lines are wanted
  std::string waiting_text_;            // rejections behind the last row
  std::vector<std::uint32_t> failing_;  // of the decision that is being rendered
  std::vector<std::uint32_t> unknown_;
};

LineScreener::LineScreener(const Plan& plan, const Vocabulary& vocabulary,
                           const LineOptions& options, const LineRenderer& renderer)
    : implementation_(std::make_unique<Implementation>(plan, vocabulary, options, renderer)) {}
LineScreener::~LineScreener() = default;

ScreenedChunk LineScreener::screen(const LineChunk& chunk, const std::string& file,
                                   const KnownPatients& known) {
  return implementation_->screen(chunk, file, known);
}

void LineScreener::screen(ReadPatient patient, Day as_of, ScreenedChunk& result) {
  implementation_->add(std::move(patient), as_of, result);
}

void LineScreener::reject(RejectedRecord rejected, ScreenedChunk& result) {
  implementation_->reject(std::move(rejected), result);
}

void LineScreener::finish(ScreenedChunk& result) {
  implementation_->finish(result);
}

}  // namespace eligo::batch
