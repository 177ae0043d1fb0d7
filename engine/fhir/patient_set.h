#pragma once

// Resources joined by the patients that they refer to: those of one Bundle, or those of a folder
// of single resources. Private to this stage.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "fhir/bundle_stream.h"
#include "fhir/patient_builder.h"
#include "fhir/patient_files.h"
#include "fhir/resource.h"
#include "fhir/resource_digest.h"

namespace eligo {

class PatientSet {
 public:
  enum class Kind { bundle, single_resources };

  PatientSet(Kind kind, std::string input, const Vocabulary& vocabulary);

  // What is named here ("Patient/1") is passed over. To be called before the first add.
  void take_out(std::set<std::string> deleted) { deleted_ = std::move(deleted); }
  // `full_url` is that of the Bundle's entry; empty for none.
  void add(const Resource& resource, std::string_view full_url);
  // A resource that nobody can use. False where it does not say whose it is either.
  bool reject(const Resource& resource, const std::string& path, const std::string& why);
  // Why nothing of the whole can be used; its path is that of the resource at which it showed.
  const std::optional<BundleFault>& fault() const { return fault_; }
  bool is_empty() const { return is_empty_; }

  // Hands over every patient, in the order in which they were first seen; `input` is where they
  // were read from, `path` where the whole stands in it. Adds what belongs to no patient to
  // `diagnostics`. False where the sink wants no more. To be called once.
  bool finish(const std::string& input, const std::string& path, const PatientFileSink& sink,
              std::vector<Diagnostic>& diagnostics);

 private:
  // Something found in several resources, told once.
  struct Finding {
    Diagnostic first;
    std::size_t count = 0;
  };
  struct Person {
    std::unique_ptr<PatientBuilder> builder;
    bool is_there = false;  // its Patient resource was seen
    Finding dangling = {};  // what refers to it while it is not
  };
  // A resource that waits for the Patient it refers to.
  struct Waiting {
    std::string text;
    std::string input;
    std::string path;
    Position begin;
  };
  struct Content {
    ResourceDigest digest;
    std::size_t person;
  };
  static constexpr std::size_t most_findings = 200;
  static constexpr std::size_t most_paths = 3;
  struct DigestHash {
    std::size_t operator()(const ResourceDigest& digest) const { return digest[0]; }
  };

  std::size_t new_person();
  void add_patient(const Resource& resource, std::string_view full_url);
  void add_medication(const Resource& resource, std::string_view full_url);
  void add_unowned(const Resource& resource);
  void add_about(const Resource& resource, const std::string& patient);
  // The person behind a reference "Patient/1", who may be seen first by it.
  std::optional<std::size_t> person_of(const std::string& reference);
  void hand_to(std::size_t person, const Resource& resource);
  bool is_repeated(std::size_t person, const Resource& resource);
  void hold_back(const Resource& resource, const std::string& reference);
  void release(const std::string& reference, std::size_t person);
  void count(std::map<std::string, Finding>& findings, const std::string& key, DiagnosticCode code,
             const Resource& resource, const std::string& message, const std::string& help);
  void count_dangling(Finding& finding, const Resource& resource, const std::string& reference);
  void find_dangling(const Resource& resource, const std::string& reference);
  void find_waiting_dangling();
  void list(const std::map<std::string, Finding>& findings, std::vector<Diagnostic>& to);
  std::vector<Diagnostic> findings();
  bool finish_one(const std::string& input, std::vector<Diagnostic> findings,
                  const PatientFileSink& sink, std::vector<Diagnostic>& diagnostics);
  void report(std::vector<Diagnostic> findings, std::vector<Diagnostic>& diagnostics);

  Kind kind_;
  std::string input_;
  const Vocabulary* vocabulary_;
  std::set<std::string> deleted_;
  bool is_empty_ = true;
  std::vector<Person> people_;
  std::map<std::string, std::size_t, std::less<>> by_reference_;
  std::map<std::string, std::vector<Waiting>, std::less<>> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::unordered_map<ResourceDigest, Content, DigestHash> contents_;
  SharedResources shared_;
  std::map<std::string, std::string> medication_urls_;  // by "Medication/1"
  std::map<std::string, UnusedParts> unused_;           // by type
  std::map<std::string, Finding> dangling_;             // by reference
  std::map<std::string, Finding> other_findings_;
  std::size_t unlisted_ = 0;
  std::optional<BundleFault> fault_;
};

}  // namespace eligo
