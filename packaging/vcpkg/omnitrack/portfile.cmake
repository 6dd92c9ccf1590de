# Builds the checkout that this port lies in: vcpkg install omnitrack --overlay-ports=packaging/vcpkg
vcpkg_check_linkage(ONLY_STATIC_LIBRARY)
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
vcpkg_find_acquire_program(PYTHON3)

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS
    -DBUILD_TESTING=OFF
    -DOMNITRACK_EXAMPLES=OFF
    "-DPython3_EXECUTABLE=${PYTHON3}")
vcpkg_cmake_install()
vcpkg_copy_tools(TOOL_NAMES omnitrack-synth AUTO_CLEAN)
vcpkg_cmake_config_fixup(PACKAGE_NAME omnitrack CONFIG_PATH lib/cmake/omnitrack)
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include" "${CURRENT_PACKAGES_DIR}/debug/share")
vcpkg_install_copyright(FILE_LIST
  "${SOURCE_PATH}/LICENSE" "${SOURCE_PATH}/src/schema/NOTICE" "${SOURCE_PATH}/packaging/debian/copyright")
