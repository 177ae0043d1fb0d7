#pragma once

#include <memory>
#include <string>

#include "warehouse/connection.h"

namespace eligo::warehouse {

// Connects to PostgreSQL 12 or newer. `address` is a URI or keywords and values, as libpq takes
// them with the environment's PG... variables, the password file and the rest. Everything is one
// transaction that sees one state of the data and is never committed; tables that a statement makes
// without a schema are temporary. Fails where libpq cannot be had, the server cannot be reached or
// refuses, or the role may not make temporary tables. No error quotes an address that cannot be
// read: it may have a password in it.
Result<std::unique_ptr<Connection>> open_postgres(const std::string& address, StopAsked stop);

}  // namespace eligo::warehouse
