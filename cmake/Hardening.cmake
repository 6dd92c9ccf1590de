# Guards that keep a fault in memory from becoming more than the end of the program: checked stacks and
# copies, checked indirect calls where the processor can, and tables of the loader that nothing can write
# to. packaging/hardening.py checks what is released.
include(CheckCXXCompilerFlag)

# Adds them to what is compiled and linked in this folder and below.
function(omnitrack_harden)
  omnitrack_is_sanitized(sanitized)
  if(sanitized)
    return()
  endif()
  # clang takes the flags of other processors with a warning.
  set(CMAKE_REQUIRED_FLAGS -Werror)
  foreach(flag -fstack-protector-strong -fcf-protection -mbranch-protection=standard)
    string(MAKE_C_IDENTIFIER "OMNITRACK_HAS${flag}" has)
    check_cxx_compiler_flag(${flag} ${has})
    if(${has})
      add_compile_options(${flag})
    endif()
  endforeach()
  string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
  if("${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}}" MATCHES "-O[123sg]")
    add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  endif()
  add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack)
endfunction()
