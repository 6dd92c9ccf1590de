# The C libraries that templates are read and checked with, by preference their archives: a program
# that runs for a few milliseconds feels each shared library that it loads.
include_guard(GLOBAL)

function(omnitrack_find_library target header)
  find_path(OMNITRACK_${target}_INCLUDE ${header})
  find_library(OMNITRACK_${target}_LIBRARY NAMES ${ARGN})
  mark_as_advanced(OMNITRACK_${target}_INCLUDE OMNITRACK_${target}_LIBRARY)
  if(NOT OMNITRACK_${target}_INCLUDE OR NOT OMNITRACK_${target}_LIBRARY)
    message(FATAL_ERROR "${header} or its library is missing; scripts/setup.sh installs them")
  endif()
  add_library(omnitrack::${target} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(omnitrack::${target} PROPERTIES
    IMPORTED_LOCATION "${OMNITRACK_${target}_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${OMNITRACK_${target}_INCLUDE}")
endfunction()

omnitrack_find_library(pcre2 pcre2.h libpcre2-8.a pcre2-8)
omnitrack_find_library(yaml yaml.h libyaml.a yaml)
omnitrack_find_library(zlib zlib.h libz.a z)
