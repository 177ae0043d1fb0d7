#pragma once

namespace eligo {

// From here on, an interrupt (Ctrl-C) or a request to end only sets a mark, so that the run can end
// in good order.
void expect_interruption();
// Whether one came.
bool was_interrupted();

}  // namespace eligo
