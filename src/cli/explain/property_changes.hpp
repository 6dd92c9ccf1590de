#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diff/changes/changes.hpp"
#include "template/index.hpp"

namespace omnitrack::cli {

/// What a change of a value inside of a property does.
struct InnerChange {
  std::string pointer;  ///< RFC 6901, from the resource; `*` stands for the items of a list
  diff::Effect effect;
};

/// A value that the service does not change once there is one, or since the creation.
struct FixedChange {
  std::string path = {};  ///< below the property; empty where it is the property itself
  bool is_certain = true;
  std::string words = {};  ///< such as `cannot be changed once it is set`
};

/// What a change of a property does.
struct PropertyChange {
  diff::Effect effect = diff::Effect::in_place;
  bool is_known = false;                ///< whether the specification has the property
  std::vector<InnerChange> inner = {};  ///< of values in it that do more than it
  std::vector<FixedChange> fixed = {};  ///< of what is, or may be, refused
};

/// What a change of a property of a resource does, by the specification and our facts.
PropertyChange change_of(const tmpl::ResourceEntry& resource, std::string_view property,
                         const tmpl::Node& value);

/// The properties that are not set and whose setting replaces the resource.
std::vector<std::string_view> replacing_when_set(const tmpl::ResourceEntry& resource);

}  // namespace omnitrack::cli
