#pragma once

#include <string>
#include <vector>

#include "document/document.h"
#include "text/result.h"

namespace eligo {

// The documents that arguments name: a file itself, every file of a folder and the folders in it,
// sorted by path, "-" for standard input. Passed over in folders: rule files, hidden files,
// unfinished files of an interrupted run, and `out`, the folder that rules are written to, where it
// lies within one that is searched. A file named twice counts once. Diagnoses what is not there and
// folders without a document.
Result<std::vector<std::string>> document_files(const std::vector<std::string>& arguments,
                                                const std::string& out);

// How messages call an input: its path, or "standard input" for "-".
std::string name_of_input(const std::string& input);

// A document as it was read, from a file or standard input ("-").
Result<Document> read_input_document(const std::string& input);

}  // namespace eligo
