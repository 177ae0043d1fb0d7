#include "patient/plain_profile_tokens.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace eligo {

static_assert(JsonTokens::padding >= simdjson::SIMDJSON_PADDING);

// The places where tokens begin, in memory that is used again.
class JsonTokens::Index {
 public:
  bool find(std::string_view text) {
    if (text.size() > capacity_ && !grow(text.size())) return false;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    return simdjson_->stage1(bytes, text.size(), simdjson::stage1_mode::regular) ==
           simdjson::SUCCESS;
  }

  const std::uint32_t* begin() const { return simdjson_->structural_indexes.get(); }
  // Behind it, simdjson writes the size of the text.
  const std::uint32_t* end() const { return begin() + simdjson_->n_structural_indexes; }

 private:
  bool grow(std::size_t size) {
    constexpr std::size_t least = 4096;
    constexpr std::size_t any_depth = 1;  // only the second stage uses it
    capacity_ = 0;
    const std::size_t wanted = std::max(size * 2, least);
    const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
        wanted, any_depth, simdjson_);
    if (error != simdjson::SUCCESS) return false;
    capacity_ = wanted;
    return true;
  }

  std::unique_ptr<simdjson::internal::dom_parser_implementation> simdjson_;
  std::size_t capacity_ = 0;
};

JsonTokens::JsonTokens() : index_(std::make_unique<Index>()) {}
JsonTokens::~JsonTokens() = default;
JsonTokens::JsonTokens(JsonTokens&&) noexcept = default;
JsonTokens& JsonTokens::operator=(JsonTokens&&) noexcept = default;

bool JsonTokens::begin(std::string_view text) {
  text_ = text.data();
  at_ = nullptr;
  end_ = nullptr;
  if (text.empty() || text.size() > most_bytes) return false;
  if (std::memchr(text.data(), '\\', text.size()) != nullptr) return false;
  if (!index_->find(text)) return false;
  at_ = index_->begin();
  end_ = index_->end();
  return true;
}

}  // namespace eligo
