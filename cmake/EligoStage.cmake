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
if(ELIGO_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# eligo_stage(NAME [DEPENDS stage...] [LIBRARIES target...])
#   DEPENDS    stages whose headers this stage's own headers and sources may include
#   LIBRARIES  outside libraries; private to the stage unless named after PUBLIC_LIBRARIES
function(eligo_stage name)
  cmake_parse_arguments(stage "" "" "DEPENDS;LIBRARIES;PUBLIC_LIBRARIES" ${ARGN})
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
endfunction()
