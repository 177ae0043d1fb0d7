#include "document/safe_file_name.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "document/sha256.h"
#include "text/unicode.h"

namespace eligo {
namespace {

constexpr std::size_t longest_name = 200;  // bytes; file systems allow 255 with what is added

bool may_stand(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20U && byte != 0x7FU &&
         std::string_view("/\\:*?\"<>|").find(c) == std::string_view::npos;
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

// Names of devices, whatever follows a full stop.
bool is_device(std::string_view name) {
  constexpr std::array<std::string_view, 4> devices = {"CON", "PRN", "AUX", "NUL"};
  const std::string stem = upper(name.substr(0, name.find('.')));
  if (std::find(devices.begin(), devices.end(), stem) != devices.end()) return true;
  return stem.size() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) &&
         stem[3] >= '0' && stem[3] <= '9';
}

// At most `most` bytes of valid UTF-8.
std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  text.resize(most);
  while (const auto invalid = first_invalid_utf8(text)) text.resize(*invalid);
  return text;
}

std::string with_safe_characters(std::string_view text) {
  std::string safe(text);
  // Bidirectional characters and broken UTF-8 would not be what they seem.
  if (escape_controls(text) != text) {
    std::replace_if(
        safe.begin(), safe.end(),
        [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; }, '_');
  }
  std::replace_if(
      safe.begin(), safe.end(), [](char c) { return !may_stand(c); }, '_');
  if (!safe.empty() && (safe.front() == '.' || safe.front() == '-' || safe.front() == ' ')) {
    safe.front() = '_';
  }
  if (!safe.empty() && (safe.back() == '.' || safe.back() == ' ')) safe.back() = '_';
  return safe;
}

}  // namespace

std::string safe_file_name(std::string_view text, std::string_view ending) {
  constexpr std::size_t digest_digits = 12;
  std::string safe = with_safe_characters(text);
  const bool unchanged = safe == text && !safe.empty() && !is_device(safe) &&
                         safe.size() + ending.size() <= longest_name;
  if (unchanged) return safe + std::string(ending);
  const std::string digest = sha256_of(text).substr(0, digest_digits);
  safe = cut(std::move(safe), longest_name - ending.size() - digest_digits - 1);
  // The digest comes first where the name's beginning is what is reserved.
  const std::string joint = is_device(safe) ? "_" : "";
  return joint + safe + "-" + digest + std::string(ending);
}

}  // namespace eligo
