#pragma once

namespace eligo {

// What the program tells its caller (contract section 1).
enum class ExitStatus {
  done = 0,
  something_found = 1,  // done, but some input was rejected, or a check found something
  unusable = 2,         // the command line, or an input that everything depends on
};

}  // namespace eligo
