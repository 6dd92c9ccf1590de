# What `cmake --install` puts in place: the component `program`, which needs no other to run, and the
# component `development`, with the headers, the libraries, omnitrack_add_app and omnitrack_add_test for
# projects that say find_package(omnitrack).
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/omnitrack)
get_property(layers GLOBAL PROPERTY OMNITRACK_LAYERS)
set_target_properties(omnitrack_cfn PROPERTIES EXPORT_NAME cfn)
set_target_properties(omnitrack_constructs PROPERTIES EXPORT_NAME constructs)
set_target_properties(omnitrack_omnitrack PROPERTIES EXPORT_NAME omnitrack)

install(TARGETS omnitrack_omnitrack omnitrack_constructs omnitrack_cfn ${layers}
        EXPORT omnitrack
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(EXPORT omnitrack FILE omnitrackTargets.cmake NAMESPACE omnitrack::
        DESTINATION ${package_dir} COMPONENT development)
install(DIRECTORY include/omnitrack ${OMNITRACK_CFN_INCLUDE_DIR}/omnitrack
                  ${OMNITRACK_CODES_INCLUDE_DIR}/omnitrack
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)

install(TARGETS omnitrack-synth RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
set(completions ${PROJECT_BINARY_DIR}/completions)
install(FILES ${completions}/omnitrack-synth.bash
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME omnitrack-synth
        COMPONENT program)
install(FILES ${completions}/omnitrack-synth.zsh
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _omnitrack_synth
        COMPONENT program)
install(FILES ${completions}/omnitrack-synth.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT program)
install(DIRECTORY ${PROJECT_BINARY_DIR}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1
        COMPONENT program)

install(FILES LICENSE README.md src/schema/NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(DIRECTORY docs examples DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT development)

configure_package_config_file(cmake/omnitrackConfig.cmake.in
                              ${PROJECT_BINARY_DIR}/omnitrackConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/omnitrackConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/omnitrackConfig.cmake
              ${PROJECT_BINARY_DIR}/omnitrackConfigVersion.cmake
              cmake/Libraries.cmake
              cmake/Omnitrack.cmake
              cmake/testing_main.cpp.in
        DESTINATION ${package_dir} COMPONENT development)
