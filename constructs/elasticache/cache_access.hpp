#pragma once

#include <omnitrack/elasticache/cache_user.hpp>

namespace omnitrack {
class Function;
}  // namespace omnitrack

namespace omnitrack::elasticache {

/// Whether a user's name may be `default`.
bool may_be_default(const CacheUser& user);

/// Where users of a cache are made: below it, under these ids, and with the cache's name where that
/// is known.
struct UserGroupPlace {
  Construct& cache;
  std::string_view cache_name;
  Id group;
  Id default_user;
};

/// Makes the group of a cache's users; of Redis, with a user `default` that is off, where none of
/// them has that name.
CacheUserGroup& add_user_group(const UserGroupPlace& place,
                               const Items<Link<const CacheUser>>& users, CacheEngine engine);

/// What a function has to know of a cache.
struct CacheAddress {
  Value<std::string> host;
  Value<std::string> port;
  bool has_tls = false;
  bool is_cluster = false;
};

/// Sets the environment of a function that connects to a cache.
void set_cache_environment(Function& function, const CacheAddress& address);

/// Adds to it that the function connects by IAM as a user; reports at the cache where the user has
/// passwords.
void set_iam_environment(const Construct& cache, Function& function, const CacheUser& user,
                         const Value<std::string>& cache_name, bool is_serverless);

}  // namespace omnitrack::elasticache
