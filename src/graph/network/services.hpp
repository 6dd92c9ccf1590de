#pragma once

#include <string_view>

#include "graph/network/paths.hpp"

namespace omnitrack::graph {

/// The service whose endpoint one calls to use a resource, as the names of VPC endpoints end; empty
/// where it is not used through an endpoint of AWS.
std::string_view endpoint_service(std::string_view type);

/// From an end in a VPC to the endpoint of a service: by a gateway endpoint, by an interface
/// endpoint, or over the internet.
Answer to_service(const Scene& scene, const Paths& paths, const Spot& from,
                  std::string_view service);

/// Whether the internet can call what a service offers for a resource.
Answer from_internet_to_service(const Scene& scene, const tmpl::ResourceEntry& entry,
                                std::string_view service);

}  // namespace omnitrack::graph
