#pragma once

#include <string>

#include "report/page/provenance.h"
#include "report/sheet/patient_sheet.h"

namespace eligo {

std::string render_html(const PatientSheet& sheet, const Provenance& provenance);
std::string render_markdown(const PatientSheet& sheet, const Provenance& provenance);

}  // namespace eligo
