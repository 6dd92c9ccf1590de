# What the cache service is made with, by preference as archives, so that a Lambda function can be
# one file.
include_guard(GLOBAL)

# Whoever links the service, in whatever folder, links these.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
find_package(tl-expected REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Threads REQUIRED)
set(OPENSSL_USE_STATIC_LIBS ON)
find_package(OpenSSL REQUIRED)
find_path(OMNITRACK_XXHASH_INCLUDE xxhash.h REQUIRED)
mark_as_advanced(OMNITRACK_XXHASH_INCLUDE)

add_library(omnitrack_cache_libraries INTERFACE)
target_include_directories(omnitrack_cache_libraries SYSTEM INTERFACE ${OMNITRACK_XXHASH_INCLUDE})
target_link_libraries(omnitrack_cache_libraries INTERFACE
  OpenSSL::SSL OpenSSL::Crypto fmt::fmt-header-only nlohmann_json::nlohmann_json Threads::Threads)
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL OFF)
