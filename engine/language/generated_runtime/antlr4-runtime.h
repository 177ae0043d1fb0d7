#pragma once

// Stands before ANTLR's own header of this name on the include path of the generated sources.
#include "../antlr_runtime.h"
