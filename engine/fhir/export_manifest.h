#pragma once

// The manifest of a bulk export, and the files of deletions that it names. Private to this stage.

#include <istream>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "text/source_text.h"

namespace eligo {

// Names of files in the manifest's folder: the last parts of the addresses that it gives.
struct ExportManifest {
  std::vector<std::string> output;
  std::vector<std::string> deleted;
};

// Nothing where the text is no manifest: an object with an "output" list of objects with "url".
std::optional<ExportManifest> read_export_manifest(const SourceText& text);

// Adds what a file of deletions names ("Patient/1") to `deleted`: Bundles, one a line, with
// entries that request a DELETE. Returns why it cannot be used.
std::optional<std::string> read_deletions(std::istream& input, const std::string& name,
                                          std::set<std::string>& deleted);

}  // namespace eligo
