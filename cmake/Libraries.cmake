# The C libraries that templates are read and checked with, by preference their archives: a program
# that runs for a few milliseconds feels each shared library that it loads.
include_guard(GLOBAL)

function(omnitrack_find_library target missing header debian_package)
  if(TARGET omnitrack::${target})
    return()
  endif()
  find_path(OMNITRACK_${target}_INCLUDE ${header})
  find_library(OMNITRACK_${target}_LIBRARY NAMES ${ARGN})
  mark_as_advanced(OMNITRACK_${target}_INCLUDE OMNITRACK_${target}_LIBRARY)
  if(NOT OMNITRACK_${target}_INCLUDE OR NOT OMNITRACK_${target}_LIBRARY)
    list(APPEND ${missing} ${debian_package})
    set(${missing} ${${missing}} PARENT_SCOPE)
    return()
  endif()
  add_library(omnitrack::${target} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(omnitrack::${target} PROPERTIES
    IMPORTED_LOCATION "${OMNITRACK_${target}_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${OMNITRACK_${target}_INCLUDE}")
endfunction()

# Makes a target of each library, and a list of Debian's packages that have those that are missing.
function(omnitrack_find_libraries missing)
  set(packages)
  omnitrack_find_library(pcre2 packages pcre2.h libpcre2-dev libpcre2-8.a pcre2-8)
  omnitrack_find_library(yaml packages yaml.h libyaml-dev libyaml.a yaml)
  omnitrack_find_library(zlib packages zlib.h zlib1g-dev libz.a z)
  list(JOIN packages ", " packages)
  set(${missing} "${packages}" PARENT_SCOPE)
endfunction()
