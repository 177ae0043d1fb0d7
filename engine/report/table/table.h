#pragma once

// Tables for spreadsheets. No cell is ever a formula: not in CSV, where an apostrophe stands before
// what would be taken for one, and not in XLSX, where texts are stored as texts.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "quantity/calendar.h"

namespace eligo {

struct TableCell {
  TableCell(std::string words) : text(std::move(words)) {}  // NOLINT: a cell is a text
  TableCell(const char* words) : text(words) {}             // NOLINT
  TableCell(std::size_t count) : text(std::to_string(count)), number(count) {}  // NOLINT

  std::string text;
  std::optional<std::size_t> number;  // a count, to be summed and sorted as one
};

struct TableColumn {
  std::string name;
  int width = 12;  // characters
};

struct Table {
  std::string name;  // of the sheet in a workbook: at most 31 characters, none of []:*?/\ in it
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;
};

// A header line and a line a row, as RFC 4180 has it.
std::string render_csv(const Table& table);

// A workbook of several sheets, byte for byte the same for the same tables. `made`: the day that it
// says it was made on. Nothing where the library cannot write it; `why` then says so.
std::optional<std::string> render_xlsx(const std::vector<Table>& tables, const std::string& title,
                                       Day made, std::string& why);

}  // namespace eligo
