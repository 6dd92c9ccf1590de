# Run by cpack on the files of a Debian package before it is written: adds what the policy asks for, by
# https://www.debian.org/doc/debian-policy/ch-docs.html, and takes debugging data out of libraries.
set(root ${CPACK_TEMPORARY_DIRECTORY}/usr)
set(docs ${root}/share/doc/omnitrack)

file(REMOVE ${docs}/LICENSE)
configure_file(${CPACK_OMNITRACK_PACKAGING}/copyright ${docs}/copyright COPYONLY)
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(${CPACK_OMNITRACK_PACKAGING}/changelog.in ${docs}/changelog @ONLY)
configure_file(${CPACK_OMNITRACK_PACKAGING}/lintian-overrides ${root}/share/lintian/overrides/omnitrack
               COPYONLY)
# Where Debian has zsh look for them.
file(MAKE_DIRECTORY ${root}/share/zsh/vendor-completions)
file(RENAME ${root}/share/zsh/site-functions/_omnitrack_synth
     ${root}/share/zsh/vendor-completions/_omnitrack_synth)
file(REMOVE_RECURSE ${root}/share/zsh/site-functions)

file(GLOB_RECURSE libraries ${root}/lib/*.a)
file(GLOB pages ${root}/share/man/man1/*.1)
foreach(command IN ITEMS "strip;--strip-debug;--enable-deterministic-archives;${libraries}"
                         "gzip;-9n;${docs}/changelog;${pages}")
  execute_process(COMMAND ${command} COMMAND_ERROR_IS_FATAL ANY)
endforeach()

file(GLOB_RECURSE files ${root}/*)
file(CHMOD ${files} FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(CHMOD ${root}/bin/omnitrack-synth FILE_PERMISSIONS
     OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
