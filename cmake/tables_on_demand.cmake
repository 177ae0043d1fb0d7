# cmake -P tables_on_demand.cmake SOURCE...
#   ANTLR's sources unpack their tables before main begins, whether anything is parsed or not. Here
#   the first parser of a kind unpacks its own: the program starts some milliseconds earlier.
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(number RANGE 3 ${last})
  set(source "${CMAKE_ARGV${number}}")
  get_filename_component(class "${source}" NAME_WE)
  file(READ "${source}" text)
  set(before_main "${class}::Initializer ${class}::_init;")
  set(in_constructor "  _interpreter = new ")
  foreach(expected IN ITEMS "${before_main}" "${in_constructor}")
    string(FIND "${text}" "${expected}" place)
    if(place EQUAL -1)
      message(FATAL_ERROR "${source} has no \"${expected}\": ANTLR writes something else now")
    endif()
  endforeach()
  string(REPLACE "${before_main}" "" text "${text}")
  string(REPLACE "${in_constructor}" "  static const Initializer tables;\n${in_constructor}" text
    "${text}")
  file(WRITE "${source}" "${text}")
endforeach()
