#pragma once

#include "graph/network/acls.hpp"
#include "graph/network/paths.hpp"

namespace omnitrack::graph {

/// The VPC of a subnet; null where it is none of the templates.
const tmpl::ResourceEntry* vpc_of_subnet(const Scene& scene, const tmpl::ResourceEntry& subnet);

/// The addresses of an end, named after it.
Addresses addresses_of_spot(const Scene& scene, const Spot& spot, bool is_v6);

/// Who it is that opens connections from an end.
Opener opener_of(const Spot& spot);

/// Adds that the subnets of an end are not known.
void require_unknown_subnet(const Spot& spot, Answer& answer);

/// Adds the step of a route, with what may lead elsewhere.
void require_route(const Route& route, Answer& answer);

/// Adds a route that leads to what is not known.
void require_unknown_hop(const Route& route, Answer& answer);

/// Adds a route that does not lead there, with why.
void refuse_route(const Route& route, std::string_view why, Answer& answer);

}  // namespace omnitrack::graph
