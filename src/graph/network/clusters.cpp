#include "graph/network/clusters.hpp"

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

/// What a setting that opens an endpoint says.
Answer endpoint_by(const Scene& scene, const ResourceEntry& cluster, std::string_view property,
                   bool by_default, std::string_view which) {
  const Setting open =
      scene.setting(cluster, "ResourcesVpcConfig/" + std::string(property), by_default);
  const Verdict says = !open.value ? Verdict::perhaps : *open.value ? Verdict::yes : Verdict::no;
  Answer answer = open_answer();
  answer.require(reason_of(RuleKind::endpoint, says, cluster, open.at,
                           std::string(cluster.logical_id) +
                               (says == Verdict::yes  ? " has a "
                                : says == Verdict::no ? " has no "
                                                      : " may have a ") +
                               std::string(which) + " endpoint"),
                 open.unknown);
  return answer;
}

}  // namespace

bool is_cluster(const ResourceEntry& entry) { return entry.type_name == "AWS::EKS::Cluster"; }

Answer cluster_lets_in(const Scene& scene, const ResourceEntry& cluster, const Addresses& from) {
  Answer answer = endpoint_by(scene, cluster, "EndpointPublicAccess", true, "public");
  if (answer.verdict == Verdict::no) return answer;
  std::vector<Answer> ways;
  const auto allowed = scene.values(cluster, "ResourcesVpcConfig/PublicAccessCidrs");
  for (const ValueAt& each : allowed) {
    const Addresses network = read_addresses(scene, *each.node);
    Verdict fits = takes_in(network, from);
    // Of the internet some address is enough.
    const bool is_part = from.is_exact && network.is_exact &&
                         from.network->contains(*network.network) && is_public(*network.network);
    if (is_part) fits = Verdict::yes;
    Answer way = open_answer();
    way.require(reason_of(RuleKind::endpoint, fits, cluster, each.node,
                          std::string(cluster.logical_id) +
                              (fits == Verdict::no ? " is not open to " : " is open to ") +
                              (fits == Verdict::no ? from.shown : network.shown)),
                fits == Verdict::perhaps ? what_decides(network, from) : std::string());
    ways.push_back(std::move(way));
  }
  if (!ways.empty()) answer.require(any_of(std::move(ways)));
  return answer;
}

Answer has_private_endpoint(const Scene& scene, const ResourceEntry& cluster) {
  return endpoint_by(scene, cluster, "EndpointPrivateAccess", false, "private");
}

Group own_group_of_cluster(const ResourceEntry& cluster) {
  const std::string shown = "the cluster security group of " + std::string(cluster.logical_id);
  return {.key = shown, .cluster = &cluster, .shown = shown};
}

}  // namespace omnitrack::graph
