#pragma once

// One patient's record as screening uses it: names resolved to concepts, values exact, and every
// piece with the place in the record that it came from.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "quantity/anchor.h"
#include "quantity/calendar.h"
#include "quantity/interval.h"
#include "text/diagnostic.h"
#include "vocabulary/vocabulary.h"

namespace eligo {

// A result of a laboratory test, a vital sign or a score.
struct Observation {
  std::optional<ConceptId> analyte;           // unset: nothing that the vocabulary knows
  std::string name;                           // as recorded
  std::string own_name;                       // its comparable_name; empty for a name that is known
  Interval value;                             // in `unit`; a comparator makes it open to one side
  std::string value_text;                     // as recorded: "8.1", "< 60", "positive"
  std::optional<std::uint32_t> named_result;  // position in Concept::named_results
  std::optional<Unit> unit;     // unset for named results, and where the record's unit is none;
                                // without an analyte also where the record gives none
  std::string unit_text;        // as recorded; the default unit's where none was
  bool unit_defaulted = false;  // the record gave a bare number
  std::optional<PartialDate> date;
  std::optional<bool> fasting;
  std::string specimen;          // "serum"; empty where not recorded
  std::optional<Rational> high;  // the laboratory's own reference limits, in `unit`
  std::optional<Rational> low;
  // False where no living person can have this value, and where it could not be read: it is never
  // used, but no older result may pass for the newest in its place.
  bool plausible = true;
  bool readable = true;  // false: `value` is not known; its date may be missing too
  std::string path;      // JSON Pointer into the record
};

// The four lists of things that happened to a patient.
enum class RecordList { conditions, medications, procedures, events };
inline constexpr std::array all_record_lists = {RecordList::conditions, RecordList::medications,
                                                RecordList::procedures, RecordList::events};
std::string_view name_of(RecordList list);
RecordList list_of(ConceptKind kind);  // for the kinds condition, medication, procedure, event

// One entry of such a list.
struct Record {
  RecordList list{};
  std::optional<ConceptId> term;     // unset: a name that the vocabulary does not know
  std::string name;                  // as recorded
  std::string own_name;              // its comparable_name; empty for a name that is known
  std::optional<PartialDate> start;  // onset, start or date
  std::optional<PartialDate> end;    // end or, for a point in time, its date
  std::string status;                // "active", "resolved" or empty
  std::string outcome;
  std::optional<Rational> dose;
  std::optional<Unit> dose_unit;
  std::string dose_unit_text;
  // Why the entry may not mean that it happened ("is not confirmed"): it can then neither be
  // counted nor be passed over. Empty for an ordinary entry.
  std::string doubt;
  std::string path;
};

struct Fact {
  ConceptId fact;
  bool value = false;
  std::optional<PartialDate> date;  // when it was so
  std::string path;
};

// That the patient has died.
struct Death {
  std::optional<PartialDate> date;
  std::string path;
};

struct Patient {
  std::string id;
  std::optional<Sex> sex;
  std::optional<PartialDate> birth_date;
  std::optional<Rational> age_years;  // where the record gives an age instead
  std::string age_path;               // "/birthDate" or "/age"
  std::string sex_path;
  std::optional<Death> death;
  std::optional<Day> as_of;  // the record's own screening date
  AnchorDays anchors;        // the trial's days that the record gives
  std::vector<Observation> observations;
  std::vector<Record> records;
  // Of one fact there may be several: the newest on or before the screening date counts.
  std::vector<Fact> facts;
  std::map<std::string, bool, std::less<>> attestations;  // "NCT01374854/I2" -> true
  std::array<bool, 4> complete{};                         // by RecordList
  // Lists that the record does not call complete, taken to be so because the run says so. Every
  // result that rests on it names it.
  std::array<bool, 4> assumed_complete{};
  // Lists that hold, or may hold, an entry that was not used: they say nothing about what is
  // absent, even where the record calls them complete or the run takes them to be.
  std::array<bool, 4> has_gap{};

  bool is_complete(RecordList list) const { return complete[static_cast<std::size_t>(list)]; }
  bool is_assumed_complete(RecordList list) const {
    const auto index = static_cast<std::size_t>(list);
    return assumed_complete[index] && !has_gap[index];
  }
  void set_gap(RecordList list) { has_gap[static_cast<std::size_t>(list)] = true; }
};

}  // namespace eligo
