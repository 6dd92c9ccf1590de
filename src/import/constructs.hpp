#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// An attribute of a resource, and the function of its construct that gives it; of all attributes
/// that begin so where it ends in `*`, and then by the rest of the name.
struct AttributeFunction {
  std::string_view attribute;
  std::string_view function;
};

/// The attribute that most have.
inline constexpr std::array<AttributeFunction, 1> arn_function{{{"Arn", "arn()"}}};

/// A construct that makes a resource exactly as it is: the class, and how code reads it. What no
/// function gives is read of its resource.
struct MadeByConstruct {
  std::string_view class_name;
  std::string_view ref = {};                           ///< the function that gives what `Ref` does
  std::span<const AttributeFunction> attributes = {};  ///< those that functions give

  /// The function that gives an attribute; empty where none does.
  [[nodiscard]] std::string function_for(std::string_view attribute) const;
};

/// The construct that makes a resource; null where none makes exactly this. `linked` is what
/// `construct_link_of` names; null where that is not there.
const MadeByConstruct* construct_for(const tmpl::ResourceEntry& resource, const Element* linked);

/// The name of the resource whose construct a resource's own takes; empty where it takes none.
std::string_view construct_link_of(const tmpl::ResourceEntry& resource);

/// Whether a construct's props have the removal policy.
bool has_removal_policy(const MadeByConstruct& construct);

/// Properties that the construct's props do not have, to be set on its resource.
std::vector<std::string_view> late_properties(const Element& element);

/// The props of a resource's construct.
Code construct_props(const Element& element, Plan& plan, Values& values, Comments& comments);

/// What is said to it behind its props, each a call of one of its functions.
std::vector<Code> construct_calls(const Element& element, Values& values);

}  // namespace omnitrack::importing
