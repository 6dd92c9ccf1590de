#pragma once

#include <map>
#include <string>
#include <vector>

#include "import/live/json.hpp"
#include "schema/schema.hpp"

namespace omnitrack::importing {

/// A resource that is there, as a template would have it.
struct LiveResource {
  schema::ResourceType type;
  std::string identifier = {};  ///< as Cloud Control writes it: with `|` between several parts
  Json properties = Json::of_map();
  std::map<std::string, std::string, std::less<>> attributes = {};
  std::vector<std::string> left_out = {};  ///< paths of what is told and no property
  std::string beyond = {};                 ///< what the call does not tell
  std::string logical_id = {};
};

/// Takes what is told of a resource into its properties and attributes, as their types say. What
/// says nothing is left out where `leaves_empty_out`, for calls that print what is not set.
void fit(const Json& told, bool leaves_empty_out, LiveResource& resource);

/// The paths of properties that AWS tells nobody.
std::vector<std::string> write_only_paths(schema::Shape shape, const Json& properties);

}  // namespace omnitrack::importing
