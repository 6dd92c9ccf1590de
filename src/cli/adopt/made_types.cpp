#include "cli/adopt/made_types.hpp"

namespace omnitrack::cli {

std::string_view parent_of(std::string_view path) { return path.substr(0, path.rfind('/')); }

MadeTypes::MadeTypes(const lock::AdoptionPlan& plan) {
  for (const lock::AdoptedStack& stack : plan.stacks) {
    for (const lock::AdoptedResource& each : stack.resources) {
      if (!each.path.empty()) types_.emplace(each.path, each.type);
    }
  }
}

bool MadeTypes::is_beside_another(std::string_view path) const {
  return types_.contains(parent_of(path));
}

bool MadeTypes::describes_its_group(std::string_view path) const {
  const std::string_view parent = parent_of(path);
  const auto own = types_.find(parent);
  if (own != types_.end()) {
    return own->second == "AWS::EC2::VPCEndpoint" ||
           own->second == "AWS::ElastiCache::CacheCluster";
  }
  return types_.contains(std::string(parent) + "/ReplicationGroup");
}

}  // namespace omnitrack::cli
