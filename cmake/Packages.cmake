# What cpack makes: a Debian package of both components. scripts/package makes it with all other packages.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME omnitrack)
set(CPACK_PACKAGE_VENDOR omnitrack-synth)
set(CPACK_PACKAGE_CONTACT "The authors of omnitrack-synth <omnitrack-synth@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "CloudFormation templates, written, checked, compared and drawn")
set(CPACK_PACKAGE_DESCRIPTION
"omnitrack-synth validates, compares, draws and deploys anybody's CloudFormation
templates without a network, and writes those of apps in C++20 on its library,
which is in this package too.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_THREADS 0)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/packaging/debian/depends.cmake)
get_target_property(program_folder omnitrack-synth RUNTIME_OUTPUT_DIRECTORY)
if(NOT program_folder)
  get_target_property(program_folder omnitrack-synth BINARY_DIR)
endif()
set(CPACK_OMNITRACK_PROGRAM ${program_folder}/omnitrack-synth)
# Pictures are laid out by dot; an app is linked with the libraries.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "graphviz, libpcre2-dev, libyaml-dev, zlib1g-dev")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "awscli, cmake (>= 3.25), g++ (>= 4:12), mold, ninja-build")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# What Debian's policy asks of a package beyond the files of cmake --install.
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/packaging/debian/arrange.cmake)
set(CPACK_OMNITRACK_PACKAGING ${PROJECT_SOURCE_DIR}/packaging/debian)

include(CPack)

# What packaging/make.py packs.
get_property(layers GLOBAL PROPERTY OMNITRACK_LAYERS)
add_custom_target(omnitrack_packaged)
add_dependencies(omnitrack_packaged
  omnitrack_cfn omnitrack_constructs ${layers} omnitrack-synth omnitrack-synth-static omnitrack_completions
  omnitrack_man_pages)
