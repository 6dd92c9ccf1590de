# What an app of one's own gets: omnitrack_add_app(NAME SOURCES... [NO_PRECOMPILED_HEADER]) makes a
# program that has the whole command line, with a precompiled header, a fast linker where there is
# one, and paths in diagnostics that are relative to the app's project. The sources have the folder of
# the first of them as OMNITRACK_APP_DIR, for files that lie beside them, whatever the working folder
# of a synth is. An app that is compiled by
# other options than its folder, such as another standard, takes no precompiled header.
#
# omnitrack_add_test(NAME SOURCES... [NO_PRECOMPILED_HEADER]) makes a program of tests on GoogleTest
# with omnitrack/testing.hpp, and a test of ctest that runs it. Snapshots lie in the folder of the
# first of its sources; `NAME --update-snapshots` writes them anew.
include_guard(GLOBAL)

find_program(OMNITRACK_MOLD mold)
mark_as_advanced(OMNITRACK_MOLD)
include(CheckLinkerFlag)
check_linker_flag(CXX -Wl,-z,pack-relative-relocs OMNITRACK_HAS_PACKED_RELOCATIONS)

# Whether the build's flags ask for a sanitizer, which wants its program shared and undoubled.
function(omnitrack_is_sanitized result)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
  set(${result} OFF PARENT_SCOPE)
  if("${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}}" MATCHES "-fsanitize")
    set(${result} ON PARENT_SCOPE)
  endif()
endfunction()

# Makes NAME, which programs reuse the precompiled headers of.
function(omnitrack_add_headers name)
  set(source ${PROJECT_BINARY_DIR}/omnitrack/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// A precompiled header needs a source.\n")
  add_library(${name} OBJECT EXCLUDE_FROM_ALL ${source})
  if(CMAKE_POSITION_INDEPENDENT_CODE)
    # As a program is compiled, not as a library.
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(${name} PRIVATE -fPIE)
  endif()
endfunction()

# Sets RESULT to the target whose precompiled header the apps share that are compiled alike.
function(omnitrack_precompiled_header result)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
  get_directory_property(options COMPILE_OPTIONS)
  get_directory_property(definitions COMPILE_DEFINITIONS)
  string(MD5 flags "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}} ${CMAKE_CXX_STANDARD} \
${CMAKE_CXX_EXTENSIONS} ${CMAKE_POSITION_INDEPENDENT_CODE} ${options} ${definitions}")
  string(SUBSTRING ${flags} 0 8 flags)
  set(name omnitrack_header_${flags})
  set(${result} ${name} PARENT_SCOPE)
  if(TARGET ${name})
    return()
  endif()
  omnitrack_add_headers(${name})
  target_link_libraries(${name} PRIVATE omnitrack::omnitrack)
  target_precompile_headers(${name} PRIVATE <omnitrack/omnitrack.hpp>)
endfunction()

# Has a release's program take functions that several layers have, such as those of templates, from the
# layers that are compiled for speed: the linker keeps the first one that it sees, which would mostly be
# one that is compiled for size.
function(omnitrack_link_quick_layers_first name)
  set(archives)
  foreach(layer IN ITEMS support schema template meaning validate core synth diff)
    list(APPEND archives "$<TARGET_FILE:omnitrack::${layer}>")
  endforeach()
  target_link_options(${name} PRIVATE
    LINKER:--whole-archive ${archives} LINKER:--no-whole-archive)
endfunction()

function(omnitrack_add_app name)
  cmake_parse_arguments(PARSE_ARGV 1 app "NO_PRECOMPILED_HEADER" "" "")
  omnitrack_is_sanitized(sanitized)
  add_executable(${name} ${app_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE omnitrack::omnitrack)
  target_compile_options(${name} PRIVATE
    -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/= -fdebug-prefix-map=${CMAKE_SOURCE_DIR}/=
    -ffunction-sections -fdata-sections)
  list(GET app_UNPARSED_ARGUMENTS 0 first_source)
  cmake_path(ABSOLUTE_PATH first_source)
  cmake_path(GET first_source PARENT_PATH app_dir)
  target_compile_definitions(${name} PRIVATE OMNITRACK_APP_DIR="${app_dir}")
  target_link_options(${name} PRIVATE -Wl,--gc-sections)
  # A third of the time that a small synth takes goes into loading the shared C++ library.
  if(NOT sanitized)
    target_link_options(${name} PRIVATE -static-libstdc++ -static-libgcc)
  endif()
  # While one works the link counts, in a release the start, which is sooner where the loader need not
  # relocate tables one address at a time; mold before 1.11 packs relocations so that none can load them.
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    omnitrack_link_quick_layers_first(${name})
    if(OMNITRACK_HAS_PACKED_RELOCATIONS)
      target_link_options(${name} PRIVATE -Wl,-z,pack-relative-relocs)
    endif()
  elseif(OMNITRACK_MOLD)
    target_link_options(${name} PRIVATE -fuse-ld=mold)
  endif()
  if(NOT app_NO_PRECOMPILED_HEADER)
    omnitrack_precompiled_header(header)
    target_precompile_headers(${name} REUSE_FROM ${header})
  endif()
endfunction()

function(omnitrack_add_test name)
  cmake_parse_arguments(PARSE_ARGV 1 test "NO_PRECOMPILED_HEADER" "" "")
  find_package(GTest REQUIRED)
  list(GET test_UNPARSED_ARGUMENTS 0 first_source)
  cmake_path(ABSOLUTE_PATH first_source)
  cmake_path(GET first_source PARENT_PATH test_dir)
  set(main ${CMAKE_CURRENT_BINARY_DIR}/${name}_main.cpp)
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/testing_main.cpp.in ${main} @ONLY)
  set(header)
  if(test_NO_PRECOMPILED_HEADER)
    set(header NO_PRECOMPILED_HEADER)
  endif()
  omnitrack_add_app(${name} ${test_UNPARSED_ARGUMENTS} ${main} ${header})
  target_link_libraries(${name} PRIVATE omnitrack::testing GTest::gmock)
  set_source_files_properties(${main} PROPERTIES
    SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
  add_test(NAME ${name} COMMAND ${name})
endfunction()
