// The instances of a cluster.

#include <utility>

#include "../imported.hpp"
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ecs/cluster.hpp>
#include <omnitrack/ecs/ecs_capacity_provider.hpp>

namespace omnitrack {

// Instances name their cluster when they start, so the cluster cannot name what launches them: a
// resource of its own does. It says all that the cluster has, Fargate included.
cfn::ecs::ClusterCapacityProviderAssociations& Cluster::associations() {
  if (associations_ != nullptr) return *associations_;
  using Strategy = cfn::ecs::cluster_capacity_provider_associations::CapacityProviderStrategy;
  cfn::ecs::ClusterProps& given = resource().props;
  List<Strategy> strategy = List<Strategy>::empty();
  const Node& items = given.default_capacity_provider_strategy.node();
  for (std::uint32_t i = 0; items.kind == NodeKind::list && i < items.size; ++i) {
    strategy.add(Value<Strategy>::from_node(items.items[i]));
  }
  associations_ = &add(cfn::ecs::ClusterCapacityProviderAssociationsProps{
      .id = child("Capacity"),
      .cluster = name_,
      .default_capacity_provider_strategy = strategy,
      .capacity_providers = given.capacity_providers,
  });
  given.default_capacity_provider_strategy =
      List<cfn::ecs::cluster::CapacityProviderStrategyItem>();
  given.capacity_providers = List<cfn::ecs::CapacityProviderName>();
  return *associations_;
}

void Cluster::add_capacity(EcsCapacityProvider& provider,
                           const Optional<CapacityProviderShare>& share) {
  using Strategy = cfn::ecs::cluster_capacity_provider_associations::CapacityProviderStrategy;
  if (is_imported()) {
    refuse_of_imported(*this, "its capacity");
    return;
  }
  providers_.push_back(&provider);
  auto& made = associations().props;
  made.capacity_providers.add(provider.name());
  if (!share) return;
  made.default_capacity_provider_strategy.add(
      Strategy{.capacity_provider = share->provider, .base = share->base, .weight = share->weight});
}

const Construct* Cluster::capacity() const { return associations_; }

Items<Link<SecurityGroup>> Cluster::capacity_security_groups() const {
  std::vector<Link<SecurityGroup>> groups;
  for (EcsCapacityProvider* provider : providers_) {
    for (const Link<SecurityGroup>& group : provider->connections().security_groups()) {
      groups.push_back(group);
    }
  }
  return groups;
}

}  // namespace omnitrack
