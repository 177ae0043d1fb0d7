#pragma once

#include <optional>
#include <vector>

#include "decide/match_record.h"

namespace eligo {

// Where a pattern names an open class: among which entries its members may hide, in the pattern's
// time and status; without terms, all of its lists. Nothing where it names none.
std::optional<RecordPattern> where_members_may_hide(const Vocabulary& vocabulary,
                                                    const RecordPattern& pattern);

// A class is open where no record says by its name that it belongs to it: an appendectomy may have
// been elective surgery, cyclophosphamide may have been neoadjuvant. The records that may belong to
// an open class of the pattern: those of its broader terms, in the pattern's time and status; where
// it has none, all of its lists.
std::vector<RecordMatch> possible_members(const Screening& screening, const RecordPattern& pattern);

}  // namespace eligo
