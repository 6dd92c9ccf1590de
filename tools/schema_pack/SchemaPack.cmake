# The specification as two blocks of bytes, packed from src/schema while building. Sets
# OMNITRACK_SPECIFICATION to the source that carries them.

find_package(Python3 3.10 REQUIRED COMPONENTS Interpreter)
set(schema_pack_dir ${PROJECT_BINARY_DIR}/schema_pack)
file(GLOB_RECURSE schema_pack_inputs CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/src/schema/*.json ${CMAKE_CURRENT_LIST_DIR}/*.py)
list(FILTER schema_pack_inputs EXCLUDE REGEX "/src/schema/extract/")
set(schema_pack_outputs ${schema_pack_dir}/specification.bin ${schema_pack_dir}/documentation.bin)

add_custom_command(
  OUTPUT ${schema_pack_outputs}
  COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/pack.py
          --data ${PROJECT_SOURCE_DIR}/src/schema --out ${schema_pack_dir}
  DEPENDS ${schema_pack_inputs} ${PROJECT_SOURCE_DIR}/src/schema/ORIGIN
  COMMENT "Packing the specification"
  VERBATIM)

set(OMNITRACK_SPECIFICATION ${CMAKE_CURRENT_LIST_DIR}/specification.cpp)
set_source_files_properties(${OMNITRACK_SPECIFICATION} PROPERTIES
  OBJECT_DEPENDS "${schema_pack_outputs}"
  COMPILE_OPTIONS -Wa,-I${schema_pack_dir})
