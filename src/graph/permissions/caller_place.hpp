#pragma once

#include "graph/permissions/actors.hpp"

namespace omnitrack::graph {

/// Where the requests of an actor to the service of a resource come from.
struct CallerPlace {
  enum class Kind : std::uint8_t {
    unknown,
    open,     ///< over the internet, from a public address
    endpoint  ///< through an endpoint of a VPC
  };
  Kind kind = Kind::unknown;
  Entries subnets = {};    ///< those that it may call from, through an endpoint
  Entries vpcs = {};       ///< of each its VPC
  Entries endpoints = {};  ///< of each the endpoint
};

/// The place of an actor that runs in AWS, where the templates tell it.
/// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
CallerPlace place_of_caller(const Scene& scene, const Actor& actor, const tmpl::ResourceEntry& to);

}  // namespace omnitrack::graph
