#pragma once

#include "graph/network/addresses.hpp"

namespace omnitrack::graph {

/// Where a transit gateway sends traffic: to a VPC, through an attachment.
struct Transit {
  Answer answer;
  const tmpl::ResourceEntry* attachment = nullptr;  ///< null where it sends it nowhere
  const tmpl::ResourceEntry* vpc = nullptr;         ///< null where that is none of the templates
};

/// The way of traffic from a VPC to addresses, by the gateway's route table of its attachment.
Transit transit(const Scene& scene, const tmpl::ResourceEntry& hub, const tmpl::ResourceEntry& vpc,
                const Addresses& to);

/// Whether a subnet gets to a transit gateway: its zone has to have a subnet of the attachment.
Answer enters(const Scene& scene, const tmpl::ResourceEntry& hub,
              const tmpl::ResourceEntry& subnet);

/// Whether rules of security groups may name groups of the other VPC across a transit gateway.
Setting takes_groups(const Scene& scene, const tmpl::ResourceEntry& hub,
                     const tmpl::ResourceEntry& vpc, const tmpl::ResourceEntry& other);

}  // namespace omnitrack::graph
