#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "split/places.hpp"
#include "split/resource_graph.hpp"

namespace omnitrack::split {

/// Counts what templates have, and would have, as resources are placed.
class Crossings {
 public:
  /// Both must outlive this; resources that have homes are counted.
  Crossings(const ResourceGraph& graph, const Homes& homes, const Limits& limits);

  /// A part without resources.
  void add_part();
  /// Takes the last part back, which must have no resources.
  void drop_part() { homes_of_.pop_back(); }
  /// Counts resources that were given a home.
  void add(std::span<const std::uint32_t> members, Home home);

  /// Whether resources without a home fit into a part of at most so much, as far as the limits of
  /// other parts and its own parameters and outputs let them.
  [[nodiscard]] bool fits(std::span<const std::uint32_t> members, Home part,
                          const Limits& limits) const;
  /// Whether the other parts can give what resources need that go into the stack's own template.
  [[nodiscard]] bool can_feed_own(std::span<const std::uint32_t> members) const;

  [[nodiscard]] std::size_t resources(Home home) const { return homes_of_[home].resources; }
  [[nodiscard]] std::size_t parameters(Home part) const { return homes_of_[part].parameters; }
  [[nodiscard]] std::size_t outputs(Home part) const { return homes_of_[part].outputs.size(); }

 private:
  struct Counts {
    std::size_t resources = 0;
    std::size_t bytes = 0;
    std::size_t parameters = 0;
    std::vector<std::uint32_t> needed;  ///< by value: how many resources need it
    std::set<std::uint32_t> outputs;    ///< values that other templates need
  };

  [[nodiscard]] Home home_of(const Value& value) const;
  [[nodiscard]] std::size_t parameters_with(std::span<const std::uint32_t> members,
                                            Home part) const;
  [[nodiscard]] std::size_t outputs_with(std::span<const std::uint32_t> members, Home part) const;
  [[nodiscard]] bool others_can_feed(std::span<const std::uint32_t> members, Home home) const;
  [[nodiscard]] bool is_used_outside(std::uint32_t value, Home home) const;
  void count_parameters(Home part);

  const ResourceGraph& graph_;
  const Homes& homes_;
  Limits limits_;
  std::vector<Counts> homes_of_;                       ///< the stack's own template first
  std::vector<std::vector<std::uint32_t>> values_of_;  ///< by resource
  std::vector<std::vector<std::uint32_t>> users_of_;   ///< resources, by value
};

}  // namespace omnitrack::split
