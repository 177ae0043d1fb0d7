#include "fhir/resource_digest.h"

#include <nettle/sha2.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <variant>
#include <vector>

namespace eligo {

namespace {

// Writes a value so that two values have one text only where they are the same.
class Writer {
 public:
  explicit Writer(std::string& to) : to_(to) {}

  // Goes no deeper than a JSON text may be nested.
  void write(const JsonValue& value) { std::visit(*this, value.data); }

  void operator()(std::nullptr_t) { to_ += 'n'; }
  void operator()(bool value) { to_ += value ? 't' : 'f'; }
  void operator()(const JsonNumber& number) { write_sized('#', number.text); }
  void operator()(const std::string& text) { write_sized('"', text); }
  void operator()(const JsonArray& array) {
    to_ += '[';
    for (const JsonValue& value : array) write(value);
    to_ += ']';
  }
  void operator()(const JsonObject& object) {
    std::vector<const JsonMember*> members;
    for (const JsonMember& member : object) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const auto* a, const auto* b) { return a->first < b->first; });
    to_ += '{';
    for (const JsonMember* member : members) {
      write_sized('"', member->first);
      write(member->second);
    }
    to_ += '}';
  }

 private:
  void write_sized(char mark, std::string_view text) {
    to_ += mark;
    to_ += std::to_string(text.size());
    to_ += ':';
    to_ += text;
  }

  std::string& to_;
};

ResourceDigest digest_of_text(std::string_view text) {
  sha256_ctx state;
  sha256_init(&state);
  sha256_update(&state, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> bytes{};
  sha256_digest(&state, bytes.size(), bytes.data());
  ResourceDigest digest{};
  std::memcpy(digest.data(), bytes.data(), sizeof(digest));
  return digest;
}

}  // namespace

ResourceDigest digest_of(const JsonValue& resource) {
  std::string text;
  Writer(text).write(resource);
  return digest_of_text(text);
}

ResourceDigest digest_of(std::string_view type, std::string_view id) {
  std::string text(type);
  text += '/';
  text += id;
  return digest_of_text(text);
}

}  // namespace eligo
