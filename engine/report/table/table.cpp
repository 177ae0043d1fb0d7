#include "report/table/table.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>

#include "report/render_csv.h"
#include "report/table/workbook_library.h"
#include "text/unicode.h"

namespace eligo {
namespace {

// A file that is gone when this is.
class TemporaryFile {
 public:
  TemporaryFile() {
    std::error_code error;
    name_ = (std::filesystem::temp_directory_path(error) / "eligo-XXXXXX").string();
    const int file = error ? -1 : ::mkstemp(name_.data());
    if (file < 0) {
      name_.clear();
    } else {
      ::close(file);
    }
  }
  ~TemporaryFile() {
    if (!name_.empty()) std::remove(name_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& name() const { return name_; }
  std::string content() const {
    std::ifstream stream(name_, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

 private:
  std::string name_;
};

// At most what a cell of a workbook holds, cut between code points.
std::string cell_text(const std::string& text) {
  constexpr std::size_t most = 32000;  // bytes; the format's limit is 32767 characters
  std::string shown = escape_controls(text);
  if (shown.size() <= most) return shown;
  shown.resize(most);
  while (const auto invalid = first_invalid_utf8(shown)) shown.resize(*invalid);
  return shown + "…";
}

struct Formats {
  lxw_format* header;
  lxw_format* cell;
};

// The sheets of one workbook.
class WorkbookWriter {
 public:
  WorkbookWriter(const WorkbookLibrary& library, lxw_workbook* workbook)
      : library_(library), workbook_(workbook), formats_(add_formats()) {}

  lxw_error write(const Table& table) {
    lxw_worksheet* sheet = library_.add_worksheet(workbook_, table.name.c_str());
    if (sheet == nullptr) return LXW_ERROR_PARAMETER_VALIDATION;
    library_.freeze_panes(sheet, 1, 0);
    library_.set_landscape(sheet);
    library_.fit_to_pages(sheet, 1, 0);
    library_.repeat_rows(sheet, 0, 0);
    lxw_error error = LXW_NO_ERROR;
    lxw_col_t column = 0;
    for (const TableColumn& one : table.columns) {
      library_.set_column(sheet, column, column, one.width, nullptr);
      const lxw_error here =
          library_.write_string(sheet, 0, column++, cell_text(one.name).c_str(), formats_.header);
      if (here != LXW_NO_ERROR) error = here;
    }
    lxw_row_t row = 1;
    for (const std::vector<TableCell>& cells : table.rows) {
      column = 0;
      for (const TableCell& cell : cells) {
        const lxw_error here = write(cell, sheet, row, column++);
        if (here != LXW_NO_ERROR) error = here;
      }
      ++row;
    }
    return error;
  }

 private:
  Formats add_formats() const {
    Formats formats{library_.add_format(workbook_), library_.add_format(workbook_)};
    library_.set_bold(formats.header);
    library_.set_text_wrap(formats.header);
    library_.set_bottom(formats.header, LXW_BORDER_THIN);
    library_.set_align(formats.header, LXW_ALIGN_VERTICAL_TOP);
    library_.set_text_wrap(formats.cell);
    library_.set_align(formats.cell, LXW_ALIGN_VERTICAL_TOP);
    return formats;
  }

  lxw_error write(const TableCell& cell, lxw_worksheet* sheet, lxw_row_t row,
                  lxw_col_t column) const {
    if (cell.number) {
      return library_.write_number(sheet, row, column, static_cast<double>(*cell.number),
                                   formats_.cell);
    }
    return library_.write_string(sheet, row, column, cell_text(cell.text).c_str(), formats_.cell);
  }

  const WorkbookLibrary& library_;
  lxw_workbook* workbook_;
  Formats formats_;
};

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) line += ',';
    line += csv_cell(cell);
  }
  return line + "\r\n";
}

}  // namespace

std::string render_csv(const Table& table) {
  std::vector<std::string> cells;
  for (const TableColumn& column : table.columns) cells.push_back(column.name);
  std::string csv = csv_line(cells);
  for (const std::vector<TableCell>& row : table.rows) {
    cells.clear();
    for (const TableCell& cell : row) cells.push_back(cell.text);
    csv += csv_line(cells);
  }
  return csv;
}

std::optional<std::string> render_xlsx(const std::vector<Table>& tables, const std::string& title,
                                       Day made, std::string& why) {
  constexpr std::time_t seconds_of_day = 86400;
  const TemporaryFile file;
  if (file.name().empty()) {
    why = "no temporary file can be made for the workbook";
    return std::nullopt;
  }
  const std::optional<WorkbookLibrary> library = load_workbook_library(why);
  if (!library) return std::nullopt;
  lxw_workbook* workbook = library->workbook_new(file.name().c_str());
  if (workbook == nullptr) {
    why = "the workbook cannot be made";
    return std::nullopt;
  }
  std::string shown_title = cell_text(title);
  lxw_doc_properties properties{};
  properties.title = shown_title.data();
  properties.created = made.time_since_epoch().count() * seconds_of_day;
  library->set_properties(workbook, &properties);
  WorkbookWriter writer(*library, workbook);
  lxw_error error = LXW_NO_ERROR;
  for (const Table& table : tables) {
    const lxw_error here = writer.write(table);
    if (here != LXW_NO_ERROR) error = here;
  }
  const lxw_error closed = library->close(workbook);  // frees it too
  if (error == LXW_NO_ERROR) error = closed;
  if (error != LXW_NO_ERROR) {
    why = library->error_text(error);
    return std::nullopt;
  }
  return file.content();
}

}  // namespace eligo
