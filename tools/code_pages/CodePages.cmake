# What is made of docs/codes while building: the target omnitrack_codes, for the header
# omnitrack/codes.hpp in OMNITRACK_CODES_INCLUDE_DIR of the caller; and OMNITRACK_CODE_PAGES, the source that carries
# all pages as one compressed block.

find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)
set(code_pages_dir ${PROJECT_BINARY_DIR}/code_pages)
set(codes_include_dir ${code_pages_dir}/include)
set(codes_header ${codes_include_dir}/omnitrack/codes.hpp)
file(GLOB code_pages_inputs CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/codes/OT*.md)

# The stamp alone is new after each run; a page whose text changes compiles nothing again.
add_custom_command(
  OUTPUT ${code_pages_dir}/codes.stamp
  BYPRODUCTS ${codes_header}
  COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/header.py
          --pages ${PROJECT_SOURCE_DIR}/docs/codes --out ${codes_header}
  COMMAND ${CMAKE_COMMAND} -E touch ${code_pages_dir}/codes.stamp
  DEPENDS ${code_pages_inputs} ${CMAKE_CURRENT_LIST_DIR}/header.py
          ${CMAKE_CURRENT_LIST_DIR}/pages.py
  COMMENT "Making the constants of the codes"
  VERBATIM)
add_custom_target(omnitrack_codes_gen DEPENDS ${code_pages_dir}/codes.stamp)
add_library(omnitrack_codes INTERFACE)
add_dependencies(omnitrack_codes omnitrack_codes_gen)
target_include_directories(omnitrack_codes INTERFACE ${codes_include_dir})
set(OMNITRACK_CODES_INCLUDE_DIR ${codes_include_dir} PARENT_SCOPE)

add_custom_command(
  OUTPUT ${code_pages_dir}/code_pages.bin
  COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/pack.py
          --pages ${PROJECT_SOURCE_DIR}/docs/codes --out ${code_pages_dir}/code_pages.bin
  DEPENDS ${code_pages_inputs} ${CMAKE_CURRENT_LIST_DIR}/pack.py ${CMAKE_CURRENT_LIST_DIR}/pages.py
  COMMENT "Packing the pages of the codes"
  VERBATIM)

set(OMNITRACK_CODE_PAGES ${CMAKE_CURRENT_LIST_DIR}/code_pages.cpp)
set_source_files_properties(${OMNITRACK_CODE_PAGES} PROPERTIES
  OBJECT_DEPENDS ${code_pages_dir}/code_pages.bin
  COMPILE_OPTIONS -Wa,-I${code_pages_dir})
