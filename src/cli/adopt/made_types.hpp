#pragma once

#include <map>
#include <string>
#include <string_view>

#include "lock/adoption.hpp"

namespace omnitrack::cli {

/// The path of the construct that another one is in.
std::string_view parent_of(std::string_view path);

/// The types of the resources that the app makes, by the paths of their constructs.
class MadeTypes {
 public:
  explicit MadeTypes(const lock::AdoptionPlan& plan);

  /// Whether a construct with a resource of its own makes what is at a path beside it.
  [[nodiscard]] bool is_beside_another(std::string_view path) const;
  /// Whether the construct that a security group is of has a prop for its description.
  [[nodiscard]] bool describes_its_group(std::string_view path) const;

 private:
  std::map<std::string, std::string_view, std::less<>> types_;
};

}  // namespace omnitrack::cli
