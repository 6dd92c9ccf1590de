# What is made of the comments and the sources of constructs while building: OMNITRACK_CONSTRUCTS_TABLE, the source of
# the table that `list --constructs` prints.

find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)
set(OMNITRACK_CONSTRUCTS_TABLE ${PROJECT_BINARY_DIR}/constructs_table/table.cpp)
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/constructs_table)
file(GLOB construct_headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/omnitrack/*/*.hpp)
file(GLOB construct_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/constructs/*/*.cpp)
add_custom_command(
  OUTPUT ${OMNITRACK_CONSTRUCTS_TABLE}
  COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/table.py
          --source ${OMNITRACK_CONSTRUCTS_TABLE}
  DEPENDS ${construct_headers} ${construct_sources} ${CMAKE_CURRENT_LIST_DIR}/table.py
          ${CMAKE_CURRENT_LIST_DIR}/constructs.py
  COMMENT "Making the table of the constructs"
  VERBATIM)
