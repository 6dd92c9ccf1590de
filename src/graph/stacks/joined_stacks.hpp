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
  std::string_view nested_in = {};  ///< the stack that it is nested in; empty where there is none
  std::string_view nested_as = {};  ///< the logical id of its resource there
};

/// The template of several stacks together, as JSON: what one imports of another, or reads of its
/// outputs, and what nested stacks are given and give, stands where it is used. A name that several
/// stacks have is `Stack/Name` in it.
std::string joined_stacks(std::span<const NamedStack> stacks);

/// The id that a resource of a stack has in it.
std::string joined_id(std::span<const NamedStack> stacks, std::string_view stack,
                      std::string_view logical_id);

}  // namespace omnitrack::graph
