#pragma once

// The tables of the layout `facts`, made inside the engine from those of OMOP CDM 5.4. Private to
// this stage.

#include <string>

#include "sql/leaf_sql.h"

namespace eligo::sql {

// Statements that make the tables; context.options.omop holds the terms.
std::string omop_tables(const Context& context);

// A query for the least term of the data that the SQL was not made for.
std::string least_unlisted_term();

// omop_term_tables.cpp: what the terms mean.
std::string omop_term_tables(const Context& context);

// omop_results.cpp: results and facts.
std::string omop_result_tables(const Context& context);

// omop_body_mass.cpp: the body mass index of the newest weights and heights.
std::string omop_body_mass_table(const Context& context);

// omop_records.cpp: the four lists, and where they may hold more than is known.
std::string omop_record_tables(const Context& context);

// What integers of 38 digits are, and their whole quotient.
std::string large_integer(Dialect dialect);
std::string whole_quotient(Dialect dialect, const std::string& number, const std::string& divisor);

// A whole number of 10^-17 as a value on the grid.
std::string value_on_grid(Dialect dialect, const std::string& units);

}  // namespace eligo::sql
