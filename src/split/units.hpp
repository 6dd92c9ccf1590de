#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "split/places.hpp"

namespace omnitrack::split {

/// A construct's resources, or some that must stay together.
struct Unit {
  std::vector<std::uint32_t> members;  ///< sorted
  std::size_t depth = 1;               ///< how many ids of the path name it
};

/// The path's first ids, `depth` of them.
std::string_view path_up_to(std::string_view path, std::size_t depth);

/// The constructs right in a stack, as far as they have members. Resources of one bundle (equal
/// numbers) are not taken apart: they belong to the construct of the first of them.
std::vector<Unit> units_of(std::span<const std::uint32_t> members, std::span<const Tenant> tenants,
                           std::span<const std::uint32_t> bundles);

/// The constructs in a unit; empty where it cannot be taken apart.
std::vector<Unit> taken_apart(const Unit& unit, std::span<const Tenant> tenants,
                              std::span<const std::uint32_t> bundles);

}  // namespace omnitrack::split
