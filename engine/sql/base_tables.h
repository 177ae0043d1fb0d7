#pragma once

// What stands before the leaves: the self-test, the patients and their entries as of the screening
// date, and the lists of terms. Private to this stage.

#include <string>

#include "sql/leaf_sql.h"

namespace eligo::sql {

// Nine cases of Kleene's logic, dates and exact numbers; every unit of the data must be known.
std::string self_test(const Context& context);

// eligo_patient, eligo_result, eligo_body_mass_index, eligo_record.
std::string base_tables(const Context& context);

// eligo_kind: the kinds and the broader terms of every concept that was asked for.
std::string kind_table(const Context& context);

}  // namespace eligo::sql
