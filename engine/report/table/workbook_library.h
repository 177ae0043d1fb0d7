#pragma once

// The functions of libxlsxwriter that workbooks are made with. Private to this stage.

#include <xlsxwriter.h>

#include <optional>
#include <string>

namespace eligo {

struct WorkbookLibrary {
  decltype(&::workbook_new) workbook_new = nullptr;
  decltype(&::workbook_set_properties) set_properties = nullptr;
  decltype(&::workbook_add_format) add_format = nullptr;
  decltype(&::workbook_add_worksheet) add_worksheet = nullptr;
  decltype(&::workbook_close) close = nullptr;
  decltype(&::format_set_bold) set_bold = nullptr;
  decltype(&::format_set_text_wrap) set_text_wrap = nullptr;
  decltype(&::format_set_bottom) set_bottom = nullptr;
  decltype(&::format_set_align) set_align = nullptr;
  decltype(&::worksheet_freeze_panes) freeze_panes = nullptr;
  decltype(&::worksheet_set_landscape) set_landscape = nullptr;
  decltype(&::worksheet_fit_to_pages) fit_to_pages = nullptr;
  decltype(&::worksheet_repeat_rows) repeat_rows = nullptr;
  decltype(&::worksheet_set_column) set_column = nullptr;
  decltype(&::worksheet_write_string) write_string = nullptr;
  decltype(&::worksheet_write_number) write_number = nullptr;
  decltype(&::lxw_strerror) error_text = nullptr;
};

// Loads the library. Nothing where it cannot be loaded; `why` then says so.
std::optional<WorkbookLibrary> load_workbook_library(std::string& why);

}  // namespace eligo
