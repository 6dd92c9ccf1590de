#pragma once

#include <omnitrack/omnitrack.hpp>

namespace omnitrack::app {

/// Shows that functions and caches stand in subnets alone that no route leads to from the internet.
void show_private_backend(EvidenceCheck& check);

/// Shows that each private subnet reaches the internet through a NAT gateway.
void show_egress_by_nat(EvidenceCheck& check);

/// Shows that the private subnets lie in three zones.
void show_three_zones(EvidenceCheck& check);

}  // namespace omnitrack::app
