# The typed resources: headers and sources that are generated from src/schema/data while building.

set(OMNITRACK_CFN_GENERATOR_DIR ${CMAKE_CURRENT_LIST_DIR})

# The source that carries the table of their names.
set(OMNITRACK_CPP_NAMES ${CMAKE_CURRENT_LIST_DIR}/cpp_names.cpp)

# Adds the library omnitrack::cfn and sets OMNITRACK_CFN_INCLUDE_DIR, where its headers are, and
# OMNITRACK_CFN_SERVICES, the names of the headers, for the caller.
function(omnitrack_add_cfn)
  find_package(Python3 3.10 REQUIRED COMPONENTS Interpreter)
  set(data_dir ${PROJECT_SOURCE_DIR}/src/schema/data)
  set(out_dir ${PROJECT_BINARY_DIR}/cfn_gen)
  file(GLOB data CONFIGURE_DEPENDS ${data_dir}/*.json)
  file(GLOB generator CONFIGURE_DEPENDS ${OMNITRACK_CFN_GENERATOR_DIR}/*.py)

  set(services)
  set(headers)
  set(sources)
  foreach(file IN LISTS data)
    get_filename_component(service ${file} NAME_WE)
    list(APPEND services ${service})
    list(APPEND headers ${out_dir}/include/omnitrack/cfn/${service}.hpp)
    list(APPEND sources ${out_dir}/src/${service}.cpp)
  endforeach()

  # The stamp alone is new after each run; files that did not change are not compiled again.
  set(stamp ${out_dir}/generated.stamp)
  add_custom_command(
    OUTPUT ${stamp}
    BYPRODUCTS ${headers} ${sources} ${out_dir}/cpp_names.bin
    COMMAND ${Python3_EXECUTABLE} -B ${OMNITRACK_CFN_GENERATOR_DIR}/generate.py
            --data ${data_dir} --out ${out_dir}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${data} ${generator}
    COMMENT "Generating the typed resources"
    VERBATIM)
  add_custom_target(omnitrack_cfn_gen DEPENDS ${stamp})

  add_library(omnitrack_cfn STATIC ${sources})
  add_library(omnitrack::cfn ALIAS omnitrack_cfn)
  add_dependencies(omnitrack_cfn omnitrack_cfn_gen)
  target_include_directories(omnitrack_cfn PUBLIC
    $<BUILD_INTERFACE:${out_dir}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(omnitrack_cfn PUBLIC omnitrack_core)
  # Sections of their own, so that a program keeps the resources that it uses and drops the others.
  target_compile_options(omnitrack_cfn PRIVATE -ffunction-sections -fdata-sections)
  set_target_properties(omnitrack_cfn PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 24)

  set(OMNITRACK_CFN_INCLUDE_DIR ${out_dir}/include PARENT_SCOPE)
  set(OMNITRACK_CFN_SERVICES ${services} PARENT_SCOPE)
endfunction()
