#pragma once

#include <cstdint>

#include "graph/stacks/scene.hpp"

namespace omnitrack::graph {

/// How a connection passes an internet gateway.
enum class Passage : std::uint8_t {
  in,
  out,
  out_of_nat,  ///< opened by a NAT gateway for another
};

/// Adds what blocks public access to the VPCs of an account, as far as a subnet is not excluded.
void require_no_block(const Scene& scene, const tmpl::ResourceEntry& subnet, Passage passage,
                      Answer& answer);

}  // namespace omnitrack::graph
