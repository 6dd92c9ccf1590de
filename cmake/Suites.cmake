# omnitrack_add_suites(TARGET [PREFIX TEXT] [ENVIRONMENT NAME=VALUE]): a test of ctest for each suite of a
# program of GoogleTest, as to start the program for each of its tests took longer than to run them.
function(omnitrack_add_suites target)
  cmake_parse_arguments(PARSE_ARGV 1 suites "" "PREFIX;ENVIRONMENT" "")
  set(list ${CMAKE_CURRENT_BINARY_DIR}/${target}_suites)
  string(CONFIGURE [==[
execute_process(COMMAND "$<TARGET_FILE:@target@>" --gtest_list_tests
  OUTPUT_VARIABLE listed RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  add_test("@target@ is not built" "$<TARGET_FILE:@target@>")
endif()
string(REGEX MATCHALL "\n[^ \n#]+\\." suites "\n${listed}")
foreach(suite IN LISTS suites)
  string(REGEX REPLACE "^\n(.*)\\.$" "\\1" suite "${suite}")
  add_test("@suites_PREFIX@${suite}" "$<TARGET_FILE:@target@>" "--gtest_filter=${suite}.*" --gtest_brief=1)
  set_tests_properties("@suites_PREFIX@${suite}" PROPERTIES ENVIRONMENT "@suites_ENVIRONMENT@")
endforeach()
]==] text @ONLY)
  # Each configuration of a generator for several has its own.
  file(GENERATE OUTPUT ${list}_$<CONFIG>.cmake CONTENT "${text}")
  get_property(is_multi GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(is_multi)
    file(WRITE ${list}.cmake "include(\"${list}_\${CTEST_CONFIGURATION_TYPE}.cmake\" OPTIONAL)\n")
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${list}.cmake)
  else()
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${list}_${CMAKE_BUILD_TYPE}.cmake)
  endif()
endfunction()
