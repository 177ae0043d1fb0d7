#include "report/table/workbook_library.h"

#include <fmt/format.h>

#include "text/shared_library.h"

namespace eligo {

std::optional<WorkbookLibrary> load_workbook_library(std::string& why) {
  constexpr const char* file = "libxlsxwriter.so." LXW_SOVERSION;
  SharedLibrary library(file);
  if (!library) {
    why = fmt::format("the library of workbooks cannot be loaded ({}): install libxlsxwriter-dev",
                      library.why());
    return std::nullopt;
  }
  WorkbookLibrary to;
  library.bind(to.workbook_new, "workbook_new");
  library.bind(to.set_properties, "workbook_set_properties");
  library.bind(to.add_format, "workbook_add_format");
  library.bind(to.add_worksheet, "workbook_add_worksheet");
  library.bind(to.close, "workbook_close");
  library.bind(to.set_bold, "format_set_bold");
  library.bind(to.set_text_wrap, "format_set_text_wrap");
  library.bind(to.set_bottom, "format_set_bottom");
  library.bind(to.set_align, "format_set_align");
  library.bind(to.freeze_panes, "worksheet_freeze_panes");
  library.bind(to.set_landscape, "worksheet_set_landscape");
  library.bind(to.fit_to_pages, "worksheet_fit_to_pages");
  library.bind(to.repeat_rows, "worksheet_repeat_rows");
  library.bind(to.set_column, "worksheet_set_column");
  library.bind(to.write_string, "worksheet_write_string");
  library.bind(to.write_number, "worksheet_write_number");
  library.bind(to.error_text, "lxw_strerror");
  if (library.missing().empty()) return to;
  why = fmt::format("the library of workbooks, {}, has no {}", file, library.missing());
  return std::nullopt;
}

}  // namespace eligo
