#include "cache_access.hpp"

#include <string>
#include <vector>

#include <omnitrack/codes.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack::elasticache {

namespace {

constexpr std::size_t longest_cache_id = 40;

// An id of ElastiCache's that begins with the cache's name; left out where that is unknown or long.
CacheId id_of(std::string_view cache_name, std::string_view end) {
  if (cache_name.empty() || cache_name.size() + end.size() > longest_cache_id) return {};
  return CacheId(std::string(cache_name).append(end));
}

}  // namespace

bool may_be_default(const CacheUser& user) {
  if (user.uses_iam()) return false;  // its name is its id, which is never that
  return !user.user_name().is_literal_text() || user.user_name().literal_text() == "default";
}

CacheUserGroup& add_user_group(const UserGroupPlace& place,
                               const Items<Link<const CacheUser>>& users, CacheEngine engine) {
  std::vector<Link<const CacheUser>> members(users.begin(), users.end());
  bool has_default = false;
  for (const Link<const CacheUser>& user : users) has_default |= may_be_default(*user);
  if (engine == CacheEngine::redis && !has_default) {
    members.emplace_back(
        place.cache.add(CacheUserProps{.id = place.default_user,
                                       .access_string = "off ~* -@all",
                                       .authentication = CacheAuthentication::none(),
                                       .engine = engine,
                                       .user_id = id_of(place.cache_name, "-default"),
                                       .user_name = "default"}));
  }
  return place.cache.add(CacheUserGroupProps{.id = place.group,
                                             .users = members,
                                             .engine = engine,
                                             .user_group_id = id_of(place.cache_name, "-users")});
}

// The variables of lambda/cache/README.md.
void set_cache_environment(Function& function, const CacheAddress& address) {
  function.add_environment("REDIS_HOST", address.host);
  function.add_environment("REDIS_PORT", address.port);
  if (address.has_tls) function.add_environment("REDIS_TLS", "true");
  if (address.is_cluster) function.add_environment("REDIS_CLUSTER", "true");
}

void set_iam_environment(const Construct& cache, Function& function, const CacheUser& user,
                         const Value<std::string>& cache_name, bool is_serverless) {
  if (!user.uses_iam()) {
    cache.error(codes::OT2619, "a function cannot connect by IAM as a user with passwords",
                "leave the authentication of the user out, or give the function its password");
    return;
  }
  function.add_environment("REDIS_AUTH", "iam");
  function.add_environment("REDIS_USERNAME", user.user_id());
  function.add_environment("REDIS_IAM_CACHE", cache_name);
  if (is_serverless) function.add_environment("REDIS_IAM_SERVERLESS", "true");
}

}  // namespace omnitrack::elasticache
