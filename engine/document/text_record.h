#pragma once

#include "document/document.h"
#include "document/readable_text.h"
#include "document/registry_record.h"
#include "text/result.h"

namespace eligo {

// The lines of a document in running text or Markdown.
ReadableText text_lines(const Document& document);

// Reads the lines of a page about one trial, of whatever site: its id, title and header facts, and
// the lists of its eligibility section. Errors: nothing on the page is about a trial.
Result<RegistryRecord> read_text_record(const Document& document, const ReadableText& lines);

}  // namespace eligo
