#include "vocabulary/broader_terms.h"

#include <algorithm>

namespace eligo {

namespace {

// A walk up the broader terms, depth first, on a stack of its own: a file can chain any number.
class Walk {
 public:
  explicit Walk(const std::vector<std::vector<ConceptId>>& broader)
      : broader_(broader), state_(broader.size(), State::unseen) {}

  BroaderOrder run() {
    for (std::uint32_t index = 0; index < broader_.size(); ++index) {
      if (state_[index] == State::unseen) walk_from(ConceptId{index});
    }
    return std::move(result_);
  }

 private:
  enum class State { unseen, on_path, done };
  struct Step {
    ConceptId id;
    std::size_t next = 0;  // which broader term to visit next
  };

  void walk_from(ConceptId start) {
    enter(start);
    while (!path_.empty()) {
      Step& step = path_.back();
      const std::vector<ConceptId>& broader = broader_[step.id.index];
      if (step.next == broader.size()) {
        leave();
        continue;
      }
      const ConceptId up = broader[step.next];
      ++step.next;
      if (state_[up.index] == State::unseen)
        enter(up);
      else if (state_[up.index] == State::on_path)
        note_circle(up);
    }
  }

  void enter(ConceptId id) {
    state_[id.index] = State::on_path;
    path_.push_back({id});
  }

  void leave() {
    const ConceptId id = path_.back().id;
    state_[id.index] = State::done;
    result_.order.push_back(id);
    path_.pop_back();
  }

  void note_circle(ConceptId closing) {
    const auto begin = std::find_if(path_.begin(), path_.end(),
                                    [&](const Step& step) { return step.id == closing; });
    std::vector<ConceptId> circle;
    for (auto step = begin; step != path_.end(); ++step) circle.push_back(step->id);
    circle.push_back(closing);
    result_.circles.push_back(std::move(circle));
  }

  const std::vector<std::vector<ConceptId>>& broader_;
  std::vector<State> state_;
  std::vector<Step> path_;
  BroaderOrder result_;
};

}  // namespace

BroaderOrder order_by_broader(const std::vector<std::vector<ConceptId>>& broader) {
  return Walk(broader).run();
}

}  // namespace eligo
