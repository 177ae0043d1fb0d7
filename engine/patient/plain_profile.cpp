#include "patient/plain_profile.h"

#include <algorithm>

#include "patient/plain_profile_names.h"
#include "patient/plain_profile_records.h"
#include "patient/plain_profile_results.h"
#include "patient/plain_profile_tokens.h"
#include "patient/plain_profile_units.h"
#include "patient/profile_object.h"

namespace eligo {
namespace {

void clear(PlainProfile& profile) {
  profile.id = {};
  profile.sex.reset();
  profile.birth.reset();
  profile.as_of.reset();
  profile.results.clear();
  profile.records.clear();
  profile.facts.clear();
  profile.complete = {};
}

// Whether the ordinary reader has nothing to say about the patient's age on the screening date.
bool is_usual_age(const PlainProfile& profile) {
  constexpr std::int32_t oldest_days = 120 * 365;
  if (!profile.birth || !profile.as_of) return true;
  return profile.birth->earliest <= *profile.as_of &&
         *profile.as_of - profile.birth->latest < oldest_days;
}

}  // namespace

class PlainProfileReader::Implementation {
 public:
  Implementation(const Vocabulary& vocabulary, OnComparator on_comparator)
      : names_(vocabulary),
        units_(vocabulary),
        results_(tokens_, names_, units_, on_comparator),
        records_(tokens_, names_, units_) {}

  bool read(std::string_view text, PlainProfile& profile) {
    clear(profile);
    if (!tokens_.begin(text)) return false;
    const std::uint64_t object = names_.begin_object();
    const bool is_plain = tokens_.take_object([&](std::string_view key) {
      const PlainMember* member = names_.member(MemberPlace::profile, key, object);
      if (member == nullptr) return false;
      if (member->field != ProfileField::none) return take_field(member->field, profile);
      return take_named(*member, profile);
    });
    return is_plain && tokens_.at_end() && !profile.id.empty() && is_usual_age(profile);
  }

  const std::vector<Unit>& units() const { return units_.units(); }

 private:
  bool take_field(ProfileField field, PlainProfile& profile) {
    if (field != ProfileField::id && tokens_.next() == 'n') return tokens_.take_null();
    switch (field) {
      case ProfileField::id:
        return tokens_.take_string(profile.id) && !trimmed(profile.id).empty();
      case ProfileField::sex:
        return take_sex(profile);
      case ProfileField::birth_date:
        return take_plain_date(tokens_, profile.birth);
      case ProfileField::as_of:
        return take_as_of(profile);
      case ProfileField::labs:
        return results_.take_list(NamePlace::lab, profile.results);
      case ProfileField::vitals:
        return results_.take_vitals(profile.results);
      case ProfileField::conditions:
        return records_.take_list(RecordList::conditions, profile.records);
      case ProfileField::medications:
        return records_.take_list(RecordList::medications, profile.records);
      case ProfileField::procedures:
        return records_.take_list(RecordList::procedures, profile.records);
      case ProfileField::events:
        return records_.take_list(RecordList::events, profile.records);
      case ProfileField::facts:
        return take_facts(profile);
      case ProfileField::attestations:
        return tokens_.take('{') && tokens_.take('}');
      case ProfileField::complete:
        return take_complete(profile);
      case ProfileField::none:
        break;
    }
    return false;
  }

  bool take_sex(PlainProfile& profile) {
    std::string_view word;
    if (!tokens_.take_string(word)) return false;
    profile.sex = sex_named(word);
    return profile.sex || word == "other" || word == "unknown";
  }

  bool take_as_of(PlainProfile& profile) {
    std::optional<PlainDate> date;
    if (!take_plain_date(tokens_, date) || date->earliest != date->latest) return false;
    profile.as_of = date->earliest;
    return true;
  }

  bool take_facts(PlainProfile& profile) {
    const std::uint64_t object = names_.begin_object();
    return tokens_.take_object([&](std::string_view key) {
      const PlainMember* member = names_.member(MemberPlace::facts, key, object);
      return member != nullptr && take_named(*member, profile);
    });
  }

  // A result or a fact under its name.
  bool take_named(const PlainMember& member, PlainProfile& profile) {
    const char next = tokens_.next();
    if (next != 't' && next != 'f') {
      return member.observed && results_.take_named(*member.observed, profile.results);
    }
    PlainFact stated;
    if (!member.fact || !tokens_.take_bool(stated.value)) return false;
    stated.fact = *member.fact;
    const bool is_contradicted =
        std::any_of(profile.facts.begin(), profile.facts.end(), [&](const PlainFact& other) {
          return other.fact == stated.fact && other.value != stated.value;
        });
    profile.facts.push_back(stated);
    return !is_contradicted;
  }

  bool take_complete(PlainProfile& profile) {
    return tokens_.take_array([&] {
      std::string_view name;
      if (!tokens_.take_string(name)) return false;
      for (const RecordList list : all_record_lists) {
        if (name_of(list) != name) continue;
        profile.complete[static_cast<std::size_t>(list)] = true;
        return true;
      }
      return false;
    });
  }

  JsonTokens tokens_;
  PlainNames names_;
  PlainUnits units_;
  PlainResultReader results_;
  PlainRecordReader records_;
};

PlainProfileReader::PlainProfileReader(const Vocabulary& vocabulary, OnComparator on_comparator)
    : implementation_(std::make_unique<Implementation>(vocabulary, on_comparator)) {}
PlainProfileReader::~PlainProfileReader() = default;
PlainProfileReader::PlainProfileReader(PlainProfileReader&&) noexcept = default;
PlainProfileReader& PlainProfileReader::operator=(PlainProfileReader&&) noexcept = default;

std::size_t PlainProfileReader::padding() {
  return JsonTokens::padding;
}

bool PlainProfileReader::read(std::string_view record, PlainProfile& profile) {
  return implementation_->read(record, profile);
}

const std::vector<Unit>& PlainProfileReader::units() const {
  return implementation_->units();
}

}  // namespace eligo
