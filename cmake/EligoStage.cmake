# A stage is one folder of engine/ and one static library. Its headers are reached as
# "<stage>/<header>.h", and only by targets that link to it: the include root of each
# stage is a folder that holds nothing but a link to that stage. An include against the
# direction of the road therefore does not compile.

add_library(eligo_warnings INTERFACE)
target_compile_options(eligo_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
# g++ 12 sees overlapping copies in std::string's operator+ that are not there (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(eligo_warnings INTERFACE -Wno-restrict)
endif()
# With the sanitizers' checks in between it also loses track of what <regex> has initialised.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND ELIGO_SANITIZE)
  target_compile_options(eligo_warnings INTERFACE -Wno-maybe-uninitialized)
endif()
# The check before each use of a pointer is a quarter of the compiler's time; AddressSanitizer stops
# at a null pointer by itself.
if(ELIGO_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=null -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  # Without relocations a process starts in half the time, and the tests start thousands.
  add_link_options(-fsanitize=address,undefined -no-pie)
endif()

# What most sources include, read once for all of them: a build from nothing is a quarter shorter. Code
# that calls gmpxx from such a header counts as ours, and g++ 12 then warns of overflows in it that
# are not there.
option(ELIGO_PRECOMPILED_HEADERS "Read the most common headers once for all sources" OFF)

# eligo_precompile_headers(NAME [HEADERS header...] [LIBRARIES target...])
#   The common headers and these, for the targets that eligo_reuse_precompiled_headers names.
function(eligo_precompile_headers name)
  if(NOT ELIGO_PRECOMPILED_HEADERS)
    return()
  endif()
  cmake_parse_arguments(more "" "" "HEADERS;LIBRARIES" ${ARGN})
  file(WRITE ${CMAKE_BINARY_DIR}/${name}.cpp "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE
    eligo_warnings fmt::fmt PkgConfig::gmpxx ${more_LIBRARIES})
  target_precompile_headers(${name} PRIVATE
    <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <set> <span>
    <sstream> <string> <string_view> <unordered_map> <utility> <variant> <vector>
    <fmt/format.h> <gmpxx.h> ${more_HEADERS})
endfunction()

function(eligo_reuse_precompiled_headers target name)
  if(ELIGO_PRECOMPILED_HEADERS)
    target_precompile_headers(${target} REUSE_FROM ${name})
  endif()
endfunction()

eligo_precompile_headers(eligo_precompiled)
if(ELIGO_PRECOMPILED_HEADERS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(eligo_warnings INTERFACE
    -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
endif()

# eligo_compile_apart(source...)
#   The presets compile several sources of a target as one, which takes less than half the time.
#   These are compiled by themselves: they have names of their own that others of the target have too.
function(eligo_compile_apart)
  if(ARGC EQUAL 0)
    return()
  endif()
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# eligo_stage(NAME [DEPENDS stage...] [LIBRARIES target...] [APART source...])
#   DEPENDS    stages whose headers this stage's own headers and sources may include
#   LIBRARIES  outside libraries; private to the stage unless named after PUBLIC_LIBRARIES
#   APART      sources for eligo_compile_apart
function(eligo_stage name)
  cmake_parse_arguments(stage "" "" "DEPENDS;LIBRARIES;PUBLIC_LIBRARIES;APART" ${ARGN})
  set(root ${CMAKE_BINARY_DIR}/stages/${name})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${name} SYMBOLIC)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_library(eligo_${name} STATIC ${sources})
  target_include_directories(eligo_${name} PUBLIC ${root})
  list(TRANSFORM stage_DEPENDS PREPEND eligo_)
  target_link_libraries(eligo_${name}
    PUBLIC ${stage_DEPENDS} ${stage_PUBLIC_LIBRARIES}
    PRIVATE eligo_warnings ${stage_LIBRARIES})
  eligo_compile_apart(${stage_APART})
  eligo_reuse_precompiled_headers(eligo_${name} eligo_precompiled)
endfunction()
