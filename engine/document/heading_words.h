#pragma once

// The words that headings of criteria lists are made of, as data.

#include <array>
#include <optional>
#include <string_view>

#include "document/registry_record.h"

namespace eligo {

// What may stand around "inclusion criteria" in a heading and says nothing of its own.
inline constexpr auto filler_words = std::to_array<std::string_view>(
    {"key",           "main",        "major",       "general",      "additional", "primary",
     "principal",     "the",         "study",       "trial",        "patient",    "patients",
     "subject",       "subjects",    "participant", "participants", "core",       "specific",
     "basic",         "summary",     "of",          "list",         "are",        "as",
     "follows",       "follow",      "include",     "includes",     "including",  "following",
     "this",          "to",          "be",          "were",         "is",         "for",
     "participation", "enrollment",  "enrolment",   "continued",    "details",    "clinical",
     "selected",      "abbreviated", "important",   "protocol",     "criteria",   "criterion",
     "eligibility",   "in",          "on",          "entry",        "brief",      "but",
     "not",           "limited",     "section",     "overall",      "common",     "and",
     "short",         "partial"});

inline constexpr auto criteria_words = std::to_array<std::string_view>(
    {"criteria", "criterion", "criterias", "criterium", "requirements", "conditions", "factors",
     "guidelines", "crtieria"});

// What begins the name of a group behind "Inclusion criteria".
inline constexpr auto group_openers =
    std::to_array<std::string_view>({"for", "of", "in", "group", "cohort"});

struct NamedHeading {
  std::string_view words;
  std::optional<CriteriaList> list;
  bool covers_both = false;
};

// Headings in other words, whole.
inline constexpr auto named_headings = std::to_array<NamedHeading>({
    {"enrollment criteria", CriteriaList::inclusion},
    {"enrolment criteria", CriteriaList::inclusion},
    {"entry criteria", CriteriaList::inclusion},
    {"recruitment criteria", CriteriaList::inclusion},
    {"admission criteria", CriteriaList::inclusion},
    {"disease characteristics", CriteriaList::inclusion, true},
    {"patient characteristics", CriteriaList::inclusion, true},
    {"prior concurrent therapy", CriteriaList::inclusion, true},
    {"who can participate", CriteriaList::inclusion},
    {"who can take part", CriteriaList::inclusion},
    {"who can join", CriteriaList::inclusion},
    {"who may participate", CriteriaList::inclusion},
    {"who is eligible", CriteriaList::inclusion},
    {"ineligibility criteria", CriteriaList::exclusion},
    {"non eligibility criteria", CriteriaList::exclusion},
    {"who cannot participate", CriteriaList::exclusion},
    {"who can not participate", CriteriaList::exclusion},
    {"who cannot take part", CriteriaList::exclusion},
    {"who cannot join", CriteriaList::exclusion},
    {"who is not eligible", CriteriaList::exclusion},
    {"contraindications", CriteriaList::exclusion},
    {"eligibility criteria", std::nullopt},
    {"eligibility", std::nullopt},
    {"criteria", std::nullopt},
    {"criteria for eligibility", std::nullopt},
    {"participation criteria", std::nullopt},
    {"selection criteria", std::nullopt},
    {"study eligibility criteria", std::nullopt},
    {"key eligibility criteria", std::nullopt},
    {"main eligibility criteria", std::nullopt},
    {"detailed eligibility criteria", std::nullopt},
    {"recruitment eligibility", std::nullopt},
    {"criteria details", std::nullopt},
    {"eligible patients", CriteriaList::inclusion},
});

// What a sentence that leads into a list says, after "Patients" or "You". Exclusion first: "not
// eligible" holds "eligible".
inline constexpr auto leading_phrases = std::to_array<NamedHeading>({
    {"not eligible", CriteriaList::exclusion},
    {"not be eligible", CriteriaList::exclusion},
    {"ineligible", CriteriaList::exclusion},
    {"will be excluded", CriteriaList::exclusion},
    {"are excluded", CriteriaList::exclusion},
    {"is excluded", CriteriaList::exclusion},
    {"be excluded", CriteriaList::exclusion},
    {"not be included", CriteriaList::exclusion},
    {"not be enrolled", CriteriaList::exclusion},
    {"cannot join", CriteriaList::exclusion},
    {"can't join", CriteriaList::exclusion},
    {"can not join", CriteriaList::exclusion},
    {"may not join", CriteriaList::exclusion},
    {"not be able to join", CriteriaList::exclusion},
    {"cannot participate", CriteriaList::exclusion},
    {"can not participate", CriteriaList::exclusion},
    {"may not participate", CriteriaList::exclusion},
    {"not participate", CriteriaList::exclusion},
    {"cannot take part", CriteriaList::exclusion},
    {"may not take part", CriteriaList::exclusion},
    {"must not have", CriteriaList::exclusion},
    {"are eligible", CriteriaList::inclusion},
    {"is eligible", CriteriaList::inclusion},
    {"be eligible", CriteriaList::inclusion},
    {"to be eligible", CriteriaList::inclusion},
    {"will be included", CriteriaList::inclusion},
    {"are included", CriteriaList::inclusion},
    {"may be included", CriteriaList::inclusion},
    {"be included", CriteriaList::inclusion},
    {"be enrolled", CriteriaList::inclusion},
    {"can join", CriteriaList::inclusion},
    {"may join", CriteriaList::inclusion},
    {"be able to join", CriteriaList::inclusion},
    {"may participate", CriteriaList::inclusion},
    {"can participate", CriteriaList::inclusion},
    {"may take part", CriteriaList::inclusion},
    {"can take part", CriteriaList::inclusion},
    {"must meet", CriteriaList::inclusion},
    {"must fulfill", CriteriaList::inclusion},
});

// All that a leading sentence may hold beside its phrase; any other word would be a criterion.
inline constexpr auto leading_words = std::to_array<std::string_view>({"patients",
                                                                       "patient",
                                                                       "subjects",
                                                                       "subject",
                                                                       "participants",
                                                                       "participant",
                                                                       "individuals",
                                                                       "persons",
                                                                       "people",
                                                                       "women",
                                                                       "men",
                                                                       "adults",
                                                                       "children",
                                                                       "volunteers",
                                                                       "you",
                                                                       "they",
                                                                       "he",
                                                                       "she",
                                                                       "who",
                                                                       "if",
                                                                       "when",
                                                                       "the",
                                                                       "following",
                                                                       "meet",
                                                                       "meets",
                                                                       "have",
                                                                       "has",
                                                                       "fulfill",
                                                                       "fulfil",
                                                                       "satisfy",
                                                                       "all",
                                                                       "any",
                                                                       "of",
                                                                       "these",
                                                                       "apply",
                                                                       "applies",
                                                                       "one",
                                                                       "or",
                                                                       "more",
                                                                       "criteria",
                                                                       "criterion",
                                                                       "conditions",
                                                                       "this",
                                                                       "study",
                                                                       "trial",
                                                                       "from",
                                                                       "in",
                                                                       "for",
                                                                       "to",
                                                                       "and",
                                                                       "must",
                                                                       "will",
                                                                       "may",
                                                                       "are",
                                                                       "is",
                                                                       "be",
                                                                       "also",
                                                                       "only",
                                                                       "order",
                                                                       "an",
                                                                       "a",
                                                                       "each",
                                                                       "individual",
                                                                       "potential",
                                                                       "eligible",
                                                                       "participate",
                                                                       "participation",
                                                                       "included",
                                                                       "excluded",
                                                                       "enrolled",
                                                                       "at",
                                                                       "time",
                                                                       "entry",
                                                                       "enrollment",
                                                                       "both",
                                                                       "able",
                                                                       "take",
                                                                       "part",
                                                                       "join",
                                                                       "considered",
                                                                       "inclusion",
                                                                       "exclusion",
                                                                       "enter",
                                                                       "following"});

// The first word of a heading that divides a list by patients.
inline constexpr auto group_words = std::to_array<std::string_view>(
    {"cohort",    "cohorts",    "group",      "groups",       "arm",        "part",    "phase",
     "stage",     "cases",      "case",       "controls",     "control",    "stratum", "substudy",
     "sub-study", "patients",   "subjects",   "participants", "volunteers", "healthy", "donors",
     "donor",     "recipients", "population", "caregivers",   "males",      "females"});

}  // namespace eligo
