#pragma once

#include <span>
#include <string>
#include <string_view>

#include "template/index.hpp"

namespace omnitrack::graph {

/// A stack among others.
struct NamedStack {
  std::string_view name;
  const tmpl::Index* index = nullptr;
};

/// The template of several stacks together, as JSON: what one imports of another, or reads of its
/// outputs, stands where it is used. A name that several stacks have is `Stack/Name` in it.
std::string joined_stacks(std::span<const NamedStack> stacks);

/// The id that a resource of a stack has in it.
std::string joined_id(std::span<const NamedStack> stacks, std::string_view stack,
                      std::string_view logical_id);

}  // namespace omnitrack::graph
