#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "report/work_list/changes.h"

namespace eligo {

// The decisions of an earlier `eligo screen --format ndjson`, in full or --compact.
class EarlierRun {
 public:
  // Takes in one line of the file; an empty one, a rejected record and the counts at the end say
  // nothing. A line that is nothing of these is counted and passed over.
  void add_line(std::string_view line);

  // What the run decided; null where it did not. Marks it as asked for.
  const EarlierDecision* find(const std::string& trial, const std::string& patient);

  std::size_t decisions() const { return decisions_.size(); }
  std::size_t unread_lines() const { return unread_lines_; }

  using Key = std::pair<std::string, std::string>;  // trial and patient
  struct Kept {
    EarlierDecision decision;
    bool was_asked_for = false;
  };
  const std::map<Key, Kept>& all() const { return decisions_; }

 private:
  std::map<Key, Kept> decisions_;
  std::size_t unread_lines_ = 0;
};

}  // namespace eligo
