#include "every_construct.hpp"

namespace every_construct {

void add_elasticache(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(RedisClusterProps{.id = "Redis", .node_type = "cache.t4g.small", .vpc = in.vpc});
  auto& user = stack.add(CacheUserProps{.id = "CacheUser", .access_string = "on ~orders:* +@all"});
  auto& users = stack.add(CacheUserGroupProps{.id = "CacheUsers", .users = {user}});
  stack.add(ServerlessCacheProps{.id = "ServerlessCache", .vpc = in.vpc, .user_group = users});
}

}  // namespace every_construct
