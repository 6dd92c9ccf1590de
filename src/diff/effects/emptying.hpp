#pragma once

#include <string_view>

#include "diff/changes/changes.hpp"

namespace omnitrack::diff {

/// A custom resource of the CDK that, once it is deleted, empties what bears its tag.
struct Emptying {
  std::string_view type;
  std::string_view property;  ///< that names what is emptied
  std::string_view tag;
  std::string_view data;
};

/// The one of a type; null of any other type.
const Emptying* emptying_of(std::string_view type);

/// The logical id of what a custom resource works on, a resource of its own stack; empty where it
/// names none.
std::string_view subject_of(const tmpl::ResourceEntry& custom, std::string_view property);

/// Whether a resource has a tag.
bool has_tag(const tmpl::ResourceEntry& resource, std::string_view key);

}  // namespace omnitrack::diff
