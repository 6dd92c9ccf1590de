# What is made of starters/ while building: OMNITRACK_STARTERS, the source that carries the projects that `init`
# writes.

find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)
set(OMNITRACK_STARTERS ${PROJECT_BINARY_DIR}/starters/starters.cpp)
file(GLOB_RECURSE starters_inputs CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/starters/*)
add_custom_command(
  OUTPUT ${OMNITRACK_STARTERS}
  COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/embed.py
          --starters ${PROJECT_SOURCE_DIR}/starters --out ${OMNITRACK_STARTERS}
  DEPENDS ${starters_inputs} ${CMAKE_CURRENT_LIST_DIR}/embed.py
  COMMENT "Packing the starters"
  VERBATIM)
