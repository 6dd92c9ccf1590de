# What an app of one's own gets: omnitrack_add_app(NAME SOURCES...) makes a program that has the
# whole command line, with a precompiled header, a fast linker where there is one, and paths in
# diagnostics that are relative to the app's project.
include_guard(GLOBAL)

find_program(OMNITRACK_MOLD mold)
mark_as_advanced(OMNITRACK_MOLD)

function(omnitrack_add_app name)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE omnitrack::omnitrack)
  target_compile_options(${name} PRIVATE
    -ffile-prefix-map=${CMAKE_SOURCE_DIR}/= -ffunction-sections -fdata-sections)
  target_link_options(${name} PRIVATE -Wl,--gc-sections)
  # A third of the time that a small synth takes goes into loading the shared C++ library; a
  # sanitizer needs it shared.
  if(NOT CMAKE_CXX_FLAGS_${build_type} MATCHES "-fsanitize"
     AND NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
    target_link_options(${name} PRIVATE -static-libstdc++ -static-libgcc)
  endif()
  if(OMNITRACK_MOLD)
    target_link_options(${name} PRIVATE -fuse-ld=mold)
  endif()
  target_precompile_headers(${name} PRIVATE <omnitrack/omnitrack.hpp>)
endfunction()
