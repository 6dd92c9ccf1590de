# The library: a checkout where there is one, in the folder omnitrack (a submodule, say) or in the one
# that -DFETCHCONTENT_SOURCE_DIR_OMNITRACK=FOLDER names; else the installed package.
set(checkout ${CMAKE_CURRENT_SOURCE_DIR}/omnitrack)
if(FETCHCONTENT_SOURCE_DIR_OMNITRACK OR EXISTS ${checkout}/CMakeLists.txt)
  include(FetchContent)
  FetchContent_Declare(omnitrack SOURCE_DIR ${checkout})
  FetchContent_MakeAvailable(omnitrack)
else()
  find_package(omnitrack @VERSION@ REQUIRED)
endif()

# Tests that the committed templates are what the app makes, and that they have no finding; the target
# update-templates accepts what the app makes now.
function(add_template_tests app)
  set(templates ${CMAKE_CURRENT_SOURCE_DIR}/templates)
  add_test(NAME templates_are_up_to_date COMMAND ${app} synth --check ${templates})
  add_test(NAME templates_are_valid COMMAND ${app} validate --strict ${templates})
  add_custom_target(update-templates COMMAND ${app} synth --output ${templates} VERBATIM)
endfunction()
