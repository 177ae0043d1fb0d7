#include "interruption.h"

#include <csignal>

namespace eligo {
namespace {

// A signal's handler can reach nothing but this.
volatile std::sig_atomic_t interrupted = 0;

extern "C" void note_interruption(int) {
  interrupted = 1;
}

}  // namespace

void expect_interruption() {
  std::signal(SIGINT, note_interruption);
  std::signal(SIGTERM, note_interruption);
}

bool was_interrupted() {
  return interrupted != 0;
}

}  // namespace eligo
