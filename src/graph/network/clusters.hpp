#pragma once

#include "graph/network/interfaces.hpp"

namespace omnitrack::graph {

// The API of a Kubernetes cluster has a public endpoint and a private one, which settings open.
// https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html

/// Whether a resource is such a cluster.
bool is_cluster(const tmpl::ResourceEntry& entry);

/// Whether the public endpoint of a cluster is open to some addresses.
Answer cluster_lets_in(const Scene& scene, const tmpl::ResourceEntry& cluster,
                       const Addresses& from);

/// Whether a cluster has a private endpoint in its VPC.
Answer has_private_endpoint(const Scene& scene, const tmpl::ResourceEntry& cluster);

/// The security group that a cluster makes for itself. It lets its members in, and everything out.
/// https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
Group own_group_of_cluster(const tmpl::ResourceEntry& cluster);

}  // namespace omnitrack::graph
