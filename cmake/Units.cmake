# How sources are compiled where CMAKE_UNITY_BUILD is on: all of a folder at once. So names that are
# private to a source are unique in its folder, and adding a source shifts no other into another unit.
include_guard(GLOBAL)

function(omnitrack_unit_a_folder target)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(NOT source MATCHES "\\.cpp$")
      continue()
    endif()
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(GET folder FILENAME name)
    string(MD5 digest "${folder}")
    string(SUBSTRING ${digest} 0 6 digest)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${name}_${digest})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()
