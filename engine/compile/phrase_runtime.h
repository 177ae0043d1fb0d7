#pragma once

// ANTLR and the generated parser of criterion phrases. Only parse_phrases.cpp and phrase_tree.cpp
// include this: nothing of ANTLR leaves them.

#include <BailErrorStrategy.h>
#include <Exceptions.h>
#include <ListTokenSource.h>

#include "CriterionParser.h"
#include "language/antlr_runtime.h"
