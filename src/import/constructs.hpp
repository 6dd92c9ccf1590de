#pragma once

#include <string_view>

#include "import/values.hpp"

namespace omnitrack::importing {

/// A construct that makes a resource exactly as it is: the class, and how code reads it.
struct MadeByConstruct {
  std::string_view class_name;
  std::string_view ref;  ///< the function that gives what `Ref` does
  std::string_view arn;  ///< the function that gives the attribute `Arn`
};

/// The construct that makes a resource; null where none makes exactly this.
const MadeByConstruct* construct_for(const tmpl::ResourceEntry& resource);

/// The same for a resource that hands on what another one is, such as an instance profile its role,
/// which must be made by a construct.
const MadeByConstruct* construct_for(const tmpl::ResourceEntry& resource, const Element* role);

/// The name of the role that a resource hands on; empty where it hands on none.
std::string_view role_of(const tmpl::ResourceEntry& resource);

/// The props of a resource's construct.
Code construct_props(const Element& element, Plan& plan, Values& values, Comments& comments);

}  // namespace omnitrack::importing
