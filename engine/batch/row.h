#pragma once

// A patient on the way into a block. Private to this stage.

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "batch/block.h"
#include "batch/plain_parts.h"
#include "patient/plain_profile.h"

namespace eligo::batch {

struct Row {
  const PlainProfile& profile;
  const PlainParts* parts = nullptr;         // what is not plain; null where everything is
  const std::vector<Unit>* units = nullptr;  // of its plain results, where `parts` is null
  Day as_of;
  std::int32_t as_of_number = 0;  // the same, days since 1970-01-01
  std::optional<DayRange> birth;
  std::array<bool, 4> complete{};  // by RecordList, also by assumption
  const std::function<const Patient&()>& full;
  Block& block;
  std::uint32_t number = 0;  // in the block
  bool asked_reference = false;

  const Unit& unit(PlainUnit id) const {
    return parts != nullptr ? *parts->units[id.index] : (*units)[id.index];
  }
};

inline std::int32_t number_of(Day day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

}  // namespace eligo::batch
