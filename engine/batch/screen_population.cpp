#include "batch/screen_population.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace eligo::batch {

class PopulationScreen::Implementation {
 public:
  Implementation(const Plan& plan, const Vocabulary& vocabulary, const LineOptions& options,
                 const LineRenderer& renderer, unsigned threads)
      : make_screener_([&plan, &vocabulary, &options, &renderer] {
          return std::make_unique<LineScreener>(plan, vocabulary, options, renderer);
        }),
        threads_(std::max(threads, 1U)) {
    screeners_.push_back(make_screener_());
  }

  bool screen_lines(LineChunks& lines, const std::string& file, const PartSink& sink) {
    // A single patient needs no more than the first.
    while (screeners_.size() < threads_) screeners_.push_back(make_screener_());
    Run run(*this, lines, file, sink);
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < screeners_.size(); ++i) {
      others.emplace_back([&run, this, i] { run.work(*screeners_[i]); });
    }
    run.work(*screeners_.front());
    for (std::thread& other : others) other.join();
    return !run.has_failed();
  }

  LineScreener& first() { return *screeners_.front(); }
  PatientRegister& patients() { return patients_; }

  std::uint32_t number_of_input(const std::string& file) {
    const auto known = std::find(inputs_.begin(), inputs_.end(), file);
    if (known == inputs_.end()) inputs_.push_back(file);
    return static_cast<std::uint32_t>(std::find(inputs_.begin(), inputs_.end(), file) -
                                      inputs_.begin());
  }
  const std::string& input_name(std::uint32_t number) const { return inputs_[number]; }

 private:
  // The threads take chunks in order, screen them each by itself, and whoever has the next one in
  // order hands it over, with those that wait behind it.
  class Run {
   public:
    Run(Implementation& all, LineChunks& chunks, const std::string& file, const PartSink& sink)
        : all_(all),
          chunks_(chunks),
          file_(file),
          sink_(sink),
          number_(all.number_of_input(file)) {}

    void work(LineScreener& screener) {
      while (true) {
        std::optional<Waiting> next = take();
        if (!next) return;
        next->screened.emplace(screener.screen(next->chunk, file_, {}));
        hand_over(std::move(*next), screener);
      }
    }

    bool has_failed() const { return chunks_.has_failed(); }

   private:
    struct Waiting {
      std::uint64_t sequence = 0;
      LineChunk chunk;
      std::optional<ScreenedChunk> screened;
    };

    std::optional<Waiting> take() {
      const std::lock_guard lock(reading_);
      if (is_stopped()) return std::nullopt;
      std::optional<LineChunk> chunk = chunks_.next();
      if (!chunk) return std::nullopt;
      Waiting waiting;
      waiting.sequence = taken_++;
      waiting.chunk = std::move(*chunk);
      return waiting;
    }

    bool is_stopped() {
      const std::lock_guard lock(delivering_);
      return stopped_;
    }

    void hand_over(Waiting waiting, LineScreener& screener) {
      std::unique_lock lock(delivering_);
      // Nobody runs so far ahead that what waits for its turn would grow without bound.
      turn_.wait(lock,
                 [&] { return stopped_ || waiting.sequence < next_ + 2 * all_.screeners_.size(); });
      const std::uint64_t sequence = waiting.sequence;
      waiting_.emplace(sequence, std::move(waiting));
      while (!stopped_ && !waiting_.empty() && waiting_.begin()->first == next_) {
        Waiting part = std::move(waiting_.begin()->second);
        waiting_.erase(waiting_.begin());
        deliver(part, screener);
        ++next_;
      }
      turn_.notify_all();
    }

    void deliver(Waiting& part, LineScreener& screener) {
      KnownPatients known;
      const std::vector<PatientDigest>& patients = part.screened->patients;
      for (std::size_t i = 0; i < patients.size(); ++i) {
        const auto before = all_.patients_.add(patients[i], number_);
        if (!before) continue;
        known.emplace(i, [this, first = *before](const std::string& id, const std::string& input) {
          return read_before(id, input, all_.inputs_[first]);
        });
      }
      if (!known.empty()) {
        part.screened.emplace(screener.screen(part.chunk, file_, known));
      }
      const std::uint64_t end = part.chunk.offset + part.chunk.size;
      if (!sink_({*part.screened, end})) stopped_ = true;
    }

    Implementation& all_;
    std::mutex reading_;
    LineChunks& chunks_;
    std::uint64_t taken_ = 0;
    const std::string& file_;
    const PartSink& sink_;
    std::uint32_t number_;
    std::mutex delivering_;
    std::condition_variable turn_;
    std::map<std::uint64_t, Waiting> waiting_;
    std::uint64_t next_ = 0;
    bool stopped_ = false;
  };

  std::function<std::unique_ptr<LineScreener>()> make_screener_;
  std::size_t threads_;
  std::vector<std::unique_ptr<LineScreener>> screeners_;  // one a thread, those made so far
  PatientRegister patients_;
  std::vector<std::string> inputs_;
};

PopulationScreen::PopulationScreen(const Plan& plan, const Vocabulary& vocabulary,
                                   const LineOptions& options, const LineRenderer& renderer,
                                   unsigned threads)
    : implementation_(
          std::make_unique<Implementation>(plan, vocabulary, options, renderer, threads)) {}
PopulationScreen::~PopulationScreen() = default;

bool PopulationScreen::screen_lines(LineChunks& lines, const std::string& file,
                                    const PartSink& sink) {
  return implementation_->screen_lines(lines, file, sink);
}

void PopulationScreen::screen_patient(ReadPatient patient, Day as_of, ScreenedChunk& result) {
  implementation_->first().screen(std::move(patient), as_of, result);
}

void PopulationScreen::reject(RejectedRecord rejected, ScreenedChunk& result) {
  implementation_->first().reject(std::move(rejected), result);
}

void PopulationScreen::finish(ScreenedChunk& result) {
  implementation_->first().finish(result);
}

PatientRegister& PopulationScreen::patients() {
  return implementation_->patients();
}

std::uint32_t PopulationScreen::number_of_input(const std::string& file) {
  return implementation_->number_of_input(file);
}

const std::string& PopulationScreen::input_name(std::uint32_t number) const {
  return implementation_->input_name(number);
}

}  // namespace eligo::batch
