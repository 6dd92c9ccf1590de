#pragma once

#include <omnitrack/elasticache/redis_cluster.hpp>

namespace omnitrack::elasticache {

/// The family of parameter groups that a version takes.
std::string_view parameter_family(RedisVersion version);
/// The version as ElastiCache names it.
std::string_view version_text(RedisVersion version);

/// Whether a version is one of Valkey.
inline bool is_valkey(RedisVersion version) { return version >= RedisVersion::valkey_7_2; }

/// The parameters by their names in Redis; with the one that switches cluster mode on where that is
/// wanted.
Map<std::string> parameter_map(const RedisParameters& parameters, bool is_cluster);
/// Reports the parameters that ElastiCache would refuse.
void check_parameters(const Construct& place, const RedisParameters& parameters);

}  // namespace omnitrack::elasticache
