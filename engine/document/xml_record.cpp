#include "document/xml_record.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "document/study_record.h"

namespace eligo {

namespace {

using Field = std::optional<PlainText> StudyFields::*;

// Where in a <clinical_study> a field stands.
struct FieldPath {
  std::string_view path;
  Field field;
};

constexpr std::array<FieldPath, 8> field_paths = {
    {{"id_info/nct_id", &StudyFields::trial},
     {"brief_title", &StudyFields::brief_title},
     {"official_title", &StudyFields::official_title},
     {"eligibility/criteria/textblock", &StudyFields::criteria},
     {"eligibility/gender", &StudyFields::sex},
     {"eligibility/minimum_age", &StudyFields::minimum_age},
     {"eligibility/maximum_age", &StudyFields::maximum_age},
     {"eligibility/healthy_volunteers", &StudyFields::healthy}}};

struct OpenElement {
  std::string name;
  std::uint32_t begin = 0;  // the byte of its tag
};

// Takes the events of the XML parser and keeps what a study record needs.
class StudyCollector {
 public:
  StudyCollector(const Document& document, XML_Parser parser)
      : document_(document), parser_(parser) {}

  void start(std::string_view name) {
    if (open_.size() >= most_levels) {
      stop(DiagnosticCode::nested_too_deep,
           fmt::format("elements are nested deeper than {} levels", most_levels), "");
      return;
    }
    if (name == study_name && !study_level_) {
      study_level_ = open_.size();
      fields_ = {};
      repeated_.clear();
    }
    open_.push_back({std::string(name), here()});
    begin_field();
  }

  void end() {
    open_.pop_back();
    if (field_ != nullptr && open_.size() < field_level_) field_ = nullptr;
    if (study_level_ && open_.size() == *study_level_) finish_study();
  }

  void text(std::string_view words) {
    if (field_ == nullptr) return;
    const auto size = static_cast<std::size_t>(XML_GetCurrentByteCount(parser_));
    if (size == words.size()) {
      append_verbatim(**field_, words, here());
    } else {
      append_words(**field_, words, here(), here() + size);
    }
  }

  void entity_declaration(std::string_view name) {
    stop(DiagnosticCode::invalid_xml,
         fmt::format("the document declares an entity of its own, \"{}\"", name),
         "write its text where it is used");
  }

  void skipped_entity(std::string_view name) {
    stop(DiagnosticCode::invalid_xml,
         fmt::format("\"&{};\" stands for nothing that is known", name),
         "write the character itself");
  }

  std::optional<Diagnostic> take_error() { return std::move(error_); }
  std::vector<RegistryRecord> take_records() { return std::move(records_); }
  const std::vector<OpenElement>& open() const { return open_; }

 private:
  static constexpr std::size_t most_levels = 64;
  static constexpr std::string_view study_name = "clinical_study";

  std::uint32_t here() const {
    return static_cast<std::uint32_t>(XML_GetCurrentByteIndex(parser_));
  }

  // The names of the open elements within the study: "eligibility/gender".
  std::string path() const {
    std::string result;
    for (std::size_t i = *study_level_ + 1; i < open_.size(); ++i) {
      if (!result.empty()) result += '/';
      result += open_[i].name;
    }
    return result;
  }

  void begin_field() {
    if (!study_level_ || field_ != nullptr) return;
    const std::string here_path = path();
    const auto* const found =
        std::find_if(field_paths.begin(), field_paths.end(),
                     [&](const FieldPath& candidate) { return candidate.path == here_path; });
    if (found == field_paths.end()) return;
    std::optional<PlainText>& field = fields_.*(found->field);
    if (field) {
      repeated_.push_back(here_path);
      return;
    }
    field.emplace();
    field_ = &field;
    field_level_ = open_.size();
  }

  void finish_study() {
    RegistryRecord record = study_record(document_, fields_);
    for (const std::string& path : repeated_) {
      record.notes.push_back(fmt::format("the record has \"{}\" twice; the first is read", path));
    }
    records_.push_back(std::move(record));
    study_level_.reset();
  }

  void stop(DiagnosticCode code, std::string message, std::string help) {
    const auto size = static_cast<std::uint32_t>(XML_GetCurrentByteCount(parser_));
    error_ = make_diagnostic(code, document_.text, {here(), here() + size}, std::move(message),
                             std::move(help));
    XML_StopParser(parser_, XML_FALSE);
  }

  const Document& document_;
  XML_Parser parser_;
  std::vector<OpenElement> open_;
  std::optional<std::size_t> study_level_;  // how many elements are open around the study
  StudyFields fields_;
  std::vector<std::string> repeated_;  // the fields of the study that came again
  std::optional<PlainText>* field_ = nullptr;
  std::size_t field_level_ = 0;
  std::vector<RegistryRecord> records_;
  std::optional<Diagnostic> error_;
};

StudyCollector& collector(void* data) {
  return *static_cast<StudyCollector*>(data);
}

void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** /*attributes*/) {
  collector(data).start(name);
}

void XMLCALL on_end(void* data, const XML_Char* /*name*/) {
  collector(data).end();
}

void XMLCALL on_text(void* data, const XML_Char* words, int size) {
  collector(data).text({words, static_cast<std::size_t>(size)});
}

void XMLCALL on_entity(void* data, const XML_Char* name, int /*is_parameter*/,
                       const XML_Char* /*value*/, int /*size*/, const XML_Char* /*base*/,
                       const XML_Char* /*system*/, const XML_Char* /*public_id*/,
                       const XML_Char* /*notation*/) {
  collector(data).entity_declaration(name);
}

void XMLCALL on_skipped(void* data, const XML_Char* name, int /*is_parameter*/) {
  collector(data).skipped_entity(name);
}

// What the parser says, in our words where it is about what people meet.
Diagnostic parse_error(const Document& document, XML_Parser parser, const StudyCollector& found) {
  const XML_Error error = XML_GetErrorCode(parser);
  const auto at = static_cast<std::uint32_t>(std::max<XML_Index>(XML_GetErrorByteIndex(parser), 0));
  std::string open = "its elements";
  if (!found.open().empty()) {
    const OpenElement& last = found.open().back();
    open = fmt::format("<{}> of line {}", last.name, document.text.position(last.begin).line);
  }
  std::string message = fmt::format("the XML is not well-formed: {}", XML_ErrorString(error));
  std::string help;
  if (error == XML_ERROR_TAG_MISMATCH) {
    message = fmt::format("an end tag stands here that does not close {}", open);
    help = "close the elements in the reverse order of their opening";
  } else if (error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN ||
             error == XML_ERROR_PARTIAL_CHAR || error == XML_ERROR_UNCLOSED_CDATA_SECTION) {
    message = fmt::format("the document ends before {} does", open);
    help = "fetch the record again, whole";
  } else if (error == XML_ERROR_UNDEFINED_ENTITY) {
    message = "XML has no character reference of this name";
    help = "write the character itself";
  } else if (error == XML_ERROR_INVALID_TOKEN) {
    message = "this is no XML: a bare \"<\" or \"&\", or a tag that is not well-formed";
    help = "write \"&lt;\" and \"&amp;\" for the characters themselves";
  }
  return make_diagnostic(DiagnosticCode::invalid_xml, document.text, {at, at + 1},
                         std::move(message), std::move(help));
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

Result<std::vector<RegistryRecord>> read_xml_records(const Document& document) {
  using Records = Result<std::vector<RegistryRecord>>;
  const std::unique_ptr<XML_ParserStruct, FreeParser> parser(XML_ParserCreate("UTF-8"));
  if (parser == nullptr) {
    return Records::failure(make_diagnostic(DiagnosticCode::internal_error, document.text.name(),
                                            "the XML parser cannot be made"));
  }
  StudyCollector studies(document, parser.get());
  XML_SetUserData(parser.get(), &studies);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetEntityDeclHandler(parser.get(), on_entity);
  XML_SetSkippedEntityHandler(parser.get(), on_skipped);
  const std::string_view content = document.text.content();
  const XML_Status status =
      XML_Parse(parser.get(), content.data(), static_cast<int>(content.size()), XML_TRUE);
  if (auto error = studies.take_error()) return Records::failure(std::move(*error));
  if (status != XML_STATUS_OK) {
    return Records::failure(parse_error(document, parser.get(), studies));
  }
  std::vector<RegistryRecord> records = studies.take_records();
  if (records.empty()) {
    return Records::failure(make_diagnostic(
        DiagnosticCode::no_study, document.text.name(), "the XML holds no <clinical_study>",
        "give a study record of ClinicalTrials.gov, a page, or a text"));
  }
  return Records::success(std::move(records));
}

}  // namespace eligo
