#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace omnitrack::split {

/// How much a template may have.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
struct Limits {
  std::size_t resources = 500;
  std::size_t parameters = 200;
  std::size_t outputs = 200;
  std::size_t bytes = 900'000;  ///< of the resources alone; a template has 1,000,000
};

/// What is known of a resource before it is placed, in the order of the template.
struct Tenant {
  std::string path;                      ///< of its construct, below the stack: `Data/Orders`
  std::optional<std::string> home = {};  ///< the nested stack where it is recorded; empty for the
                                         ///< stack's own template, nothing where it is new
  bool id_follows_content = false;       ///< no lock records it, so it lives with what it is of
};

/// Where a resource lives: the stack's own template, or a part by its place, counted from 1.
using Home = std::uint32_t;
constexpr Home own_template = 0;
constexpr Home no_home = UINT32_MAX;

/// Where all resources live.
struct Homes {
  std::vector<std::string> names;  ///< of the parts: the logical ids of their nested stacks
  std::vector<Home> of;            ///< of each resource
};

}  // namespace omnitrack::split
