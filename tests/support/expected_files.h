#pragma once

// Inputs with an .expected file beside them: what comes of an input must be what that file says.
// ELIGO_WRITE_EXPECTED=1 writes those files anew, to be read before they are kept.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace eligo::testing {

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

inline void expect_as_written(const std::filesystem::path& input, const std::string& delivered) {
  std::filesystem::path expected = input;
  expected += ".expected";
  if (std::getenv("ELIGO_WRITE_EXPECTED") != nullptr) {
    std::ofstream(expected, std::ios::binary) << delivered;
  }
  ASSERT_TRUE(std::filesystem::exists(expected)) << expected;
  EXPECT_EQ(delivered, content_of(expected)) << input;
}

}  // namespace eligo::testing
