#pragma once

// Whether the next record of an input is FHIR. Private to this stage.

#include "fhir/byte_stream.h"

namespace eligo {

enum class RecordShape {
  bundle,    // an object with "resourceType": "Bundle", or with an "entry" list of objects
  resource,  // an object with another "resourceType"
  array,     // an array whose first element is one of the two
  other,     // anything else, broken texts too
};

// Looks ahead from the first byte of a record, or white space before it, and takes nothing. Looks
// at an object's own keys alone, and no further than a record may be long.
RecordShape shape_of_record(ByteStream& bytes);

}  // namespace eligo
