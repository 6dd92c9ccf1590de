# The pages of the findings' codes as one compressed block, made from docs/codes while building. Sets
# OMNITRACK_CODE_PAGES to the source that carries it.

find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)
set(code_pages_dir ${PROJECT_BINARY_DIR}/code_pages)
file(GLOB code_pages_inputs CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/codes/OT*.md)

add_custom_command(
  OUTPUT ${code_pages_dir}/code_pages.bin
  COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/pack.py
          --pages ${PROJECT_SOURCE_DIR}/docs/codes --out ${code_pages_dir}/code_pages.bin
  DEPENDS ${code_pages_inputs} ${CMAKE_CURRENT_LIST_DIR}/pack.py
  COMMENT "Packing the pages of the codes"
  VERBATIM)

set(OMNITRACK_CODE_PAGES ${CMAKE_CURRENT_LIST_DIR}/code_pages.cpp)
set_source_files_properties(${OMNITRACK_CODE_PAGES} PROPERTIES
  OBJECT_DEPENDS ${code_pages_dir}/code_pages.bin
  COMPILE_OPTIONS -Wa,-I${code_pages_dir})
