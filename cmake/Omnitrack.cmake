# What an app of one's own gets: omnitrack_add_app(NAME SOURCES...) makes a program that has the
# whole command line, with a precompiled header, a fast linker where there is one, and paths in
# diagnostics that are relative to the app's project.
include_guard(GLOBAL)

find_program(OMNITRACK_MOLD mold)
mark_as_advanced(OMNITRACK_MOLD)

function(omnitrack_add_app name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE omnitrack::omnitrack)
  target_compile_options(${name} PRIVATE
    -ffile-prefix-map=${CMAKE_SOURCE_DIR}/= -ffunction-sections -fdata-sections)
  target_link_options(${name} PRIVATE -Wl,--gc-sections)
  if(OMNITRACK_MOLD)
    target_link_options(${name} PRIVATE -fuse-ld=mold)
  endif()
  target_precompile_headers(${name} PRIVATE <omnitrack/omnitrack.hpp>)
endfunction()
