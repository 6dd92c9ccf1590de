# Read by cpack before it makes a Debian package: what the program depends on, by the libraries that it is
# linked with. (cpack's own way of finding that asks `file` of each of some thousand pages and headers.)
string(RANDOM LENGTH 8 name)
set(folder /tmp/omnitrack-depends-${name})
file(WRITE ${folder}/debian/control "Source: omnitrack\n\nPackage: omnitrack\nArchitecture: any\n")
execute_process(COMMAND dpkg-shlibdeps -O -e${CPACK_OMNITRACK_PROGRAM}
                WORKING_DIRECTORY ${folder} OUTPUT_VARIABLE said ERROR_VARIABLE error RESULT_VARIABLE result)
file(REMOVE_RECURSE ${folder})
if(NOT result EQUAL 0)
  message(FATAL_ERROR "dpkg-shlibdeps, of the package dpkg-dev, ended with ${result}: ${error}")
endif()
string(REGEX REPLACE "^.*shlibs:Depends=([^\n]*)\n.*$" "\\1" CPACK_DEBIAN_PACKAGE_DEPENDS "${said}")
