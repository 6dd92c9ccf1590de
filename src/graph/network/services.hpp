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
                  const tmpl::ResourceEntry& to, std::string_view service);

/// The endpoint of its VPC by which a subnet calls a service by the service's own name; null where
/// there is none.
const tmpl::ResourceEntry* endpoint_of(const Scene& scene, const tmpl::ResourceEntry& subnet,
                                       std::string_view service);

/// That a resource is an API that only VPC endpoints lead to; nothing where it is not.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
/// https://docs.aws.amazon.com/appsync/latest/devguide/using-private-apis.html
std::optional<Reason> why_private(const Scene& scene, const tmpl::ResourceEntry& entry);

/// Whether the internet can call what a service offers for a resource.
Answer from_internet_to_service(const Scene& scene, const tmpl::ResourceEntry& entry,
                                std::string_view service);

}  // namespace omnitrack::graph
