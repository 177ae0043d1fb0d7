#pragma once

#include <vector>

#include "decide/match_record.h"

namespace eligo {

// A class is open where no record says by its name that it belongs to it: an appendectomy may have
// been elective surgery, cyclophosphamide may have been neoadjuvant. The records that may belong to
// an open class of the pattern: those of its broader terms, in the pattern's time and status; where
// it has none, all of its lists.
std::vector<RecordMatch> possible_members(const Screening& screening, const RecordPattern& pattern);

}  // namespace eligo
