#pragma once

#include <map>
#include <vector>

#include "graph/model/network_places.hpp"
#include "graph/views/fold.hpp"
#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// The boxes of a picture of whole templates: account, region, stacks, VPCs, zones, subnets.
class Places {
 public:
  /// Adds the boxes to the view.
  Places(const Graph& graph, View& view);

  /// Where a resource that is drawn on its own stands.
  [[nodiscard]] Candidate candidate(std::size_t resource) const;
  /// Whether a box is that of a VPC or stands in one.
  [[nodiscard]] bool is_in_vpc(std::size_t box) const;
  /// Whether a resource is a box itself.
  [[nodiscard]] bool is_box(std::size_t resource) const { return box_of_.contains(resource); }

 private:
  [[nodiscard]] std::size_t vpc_of_subnet(std::size_t box) const;
  std::size_t add_box(ViewBox box);
  void add_stacks();
  void add_given_vpcs();
  void add_vpc(std::size_t vpc);
  void add_zones(std::size_t vpc);

  const Graph& graph_;
  View& view_;
  NetworkPlaces networks_;
  std::map<std::size_t, std::size_t> box_of_;  // of VPCs and subnets
  std::vector<std::size_t> box_of_stack_;
  std::map<std::size_t, std::size_t> given_vpcs_;  // by stack
  std::size_t global_box_ = nowhere;               // where there is one for what is in no region
};

}  // namespace omnitrack::graph
