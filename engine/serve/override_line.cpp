#include "serve/override_line.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>
#include <utility>

#include "document/sha256.h"
#include "report/json_writer.h"
#include "text/json.h"

namespace eligo {
namespace {

constexpr std::string_view hash_key = ",\"hash\":\"";
constexpr std::size_t hash_digits = 64;

// `members` is an object without its closing brace. The hash is that of the object as it would be
// without a hash.
std::string with_hash(const std::string& members, std::string& hash) {
  hash = sha256_of(members + "}");
  return members + std::string(hash_key) + hash + "\"}";
}

std::string open_object(const JsonWriter& json) {
  std::string text = json.text();
  text.pop_back();
  return text;
}

void write_override(JsonWriter& json, const Override& one) {
  json.key("sequence").number(std::to_string(one.sequence));
  json.key("time").string(one.time);
  json.key("trial").string(one.trial);
  json.key("patient").string(one.patient);
  json.key("criterion").string(one.criterion);
  json.key("result").string(one.result);
  json.key("machine").string(one.machine);
  json.key("asOf").string(one.as_of);
  json.key("rules").string(one.rules);
  json.key("name").string(one.name);
  json.key("reason").string(one.reason);
}

std::uint64_t whole_number(const JsonValue* value) {
  std::uint64_t number = 0;
  const JsonNumber* written = value == nullptr ? nullptr : value->as_number();
  if (written == nullptr) return 0;
  const char* end = written->text.data() + written->text.size();
  const auto read = std::from_chars(written->text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end ? number : 0;
}

// Takes a member that must be a string; false where it is none.
bool take(const JsonValue& object, std::string_view name, std::string& text) {
  const JsonValue* value = object.member(name);
  const std::string* string = value == nullptr ? nullptr : value->as_string();
  if (string == nullptr) return false;
  text = *string;
  return true;
}

bool take_torn(const JsonValue& torn, OverrideLine& line) {
  TornLine one;
  one.bytes = whole_number(torn.member("bytes"));
  if (!take(torn, "sha256", one.sha256)) return false;
  line.torn = std::move(one);
  return true;
}

bool take_members(const JsonValue& object, OverrideLine& line) {
  Override& one = line.entry;
  one.sequence = whole_number(object.member("sequence"));
  if (!take(object, "time", one.time) || !take(object, "previous", line.previous)) return false;
  if (const JsonValue* torn = object.member("torn")) return take_torn(*torn, line);
  return take(object, "trial", one.trial) && take(object, "patient", one.patient) &&
         take(object, "criterion", one.criterion) && take(object, "result", one.result) &&
         take(object, "machine", one.machine) && take(object, "asOf", one.as_of) &&
         take(object, "rules", one.rules) && take(object, "name", one.name) &&
         take(object, "reason", one.reason);
}

}  // namespace

std::string hash_before_the_first() {
  return std::string(hash_digits, '0');
}

std::string render_json(const Override& one) {
  JsonWriter json;
  json.begin_object();
  write_override(json, one);
  json.key("hash").string(one.hash);
  json.end_object();
  return json.text();
}

std::string override_line_about(Override& one, const std::string& previous) {
  JsonWriter json;
  json.begin_object();
  write_override(json, one);
  json.key("previous").string(previous);
  json.end_object();
  return with_hash(open_object(json), one.hash);
}

std::string override_line_about(const TornLine& torn, std::uint64_t sequence,
                                const std::string& time, const std::string& previous) {
  JsonWriter json;
  json.begin_object();
  json.key("sequence").number(std::to_string(sequence));
  json.key("time").string(time);
  json.key("torn").begin_object().key("bytes").number(std::to_string(torn.bytes));
  json.key("sha256").string(torn.sha256).end_object();
  json.key("previous").string(previous);
  json.end_object();
  std::string hash;
  return with_hash(open_object(json), hash);
}

OverrideLine read_override_line(const std::string& line) {
  OverrideLine read;
  const std::size_t ending = hash_key.size() + hash_digits + 2;
  if (line.size() > longest_override_line) {
    read.fault = "it is longer than a line of a log can be";
    return read;
  }
  if (line.size() <= ending || !line.ends_with("\"}") ||
      line.compare(line.size() - ending, hash_key.size(), hash_key) != 0) {
    read.fault = "it does not end in a hash";
    return read;
  }
  const std::string hash = line.substr(line.size() - hash_digits - 2, hash_digits);
  if (sha256_of(line.substr(0, line.size() - ending) + "}") != hash) {
    read.fault = "its hash does not fit its words";
    return read;
  }
  const Result<JsonValue> value = parse_json(SourceText("log", line));
  if (!value || value->as_object() == nullptr || !take_members(*value, read)) {
    read.fault = "it is no line of a log of overrides";
    return read;
  }
  read.entry.hash = hash;
  return read;
}

}  // namespace eligo
