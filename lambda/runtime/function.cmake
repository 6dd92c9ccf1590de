# omnitrack_add_function(NAME SOURCES...) makes a Lambda function: the program `bootstrap`, alone in
# the folder lambda/NAME of the build, which is what a deployment takes for the runtime
# provided.al2023.
include_guard(GLOBAL)

# Amazon Linux 2023 has an older C library than the systems that build, so what is deployed brings
# its own. A debugger and sanitizers want it shared.
set(static_by_default OFF)
if(CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo|MinSizeRel)$")
  set(static_by_default ON)
endif()
option(OMNITRACK_LAMBDA_STATIC "Link Lambda functions with all their libraries" ${static_by_default})
find_program(OMNITRACK_MOLD mold)
mark_as_advanced(OMNITRACK_MOLD)
set(OMNITRACK_LAMBDA_RUNTIME_DIR ${CMAKE_CURRENT_LIST_DIR} CACHE INTERNAL "")

function(omnitrack_add_function name)
  add_executable(${name} ${ARGN})
  set_target_properties(${name} PROPERTIES
    OUTPUT_NAME bootstrap
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lambda/${name})
  target_link_libraries(${name} PRIVATE
    omnitrack::lambda_runtime $<TARGET_NAME_IF_EXISTS:omnitrack_flags>)
  target_compile_options(${name} PRIVATE -ffunction-sections -fdata-sections)
  target_link_options(${name} PRIVATE -Wl,--gc-sections)
  if(OMNITRACK_LAMBDA_STATIC)
    target_sources(${name} PRIVATE ${OMNITRACK_LAMBDA_RUNTIME_DIR}/static/name_service.cpp)
    target_link_options(${name} PRIVATE -static-pie $<$<CONFIG:Release,MinSizeRel>:-Wl,-s>)
  endif()
  if(OMNITRACK_MOLD)
    target_link_options(${name} PRIVATE -fuse-ld=mold)
  endif()
endfunction()
