#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace omnitrack::cli {

/// What a path such as `AWS::S3::Bucket.LifecycleConfiguration.Rules` leads to.
struct SchemaTarget {
  schema::ResourceType type;
  std::string path;  ///< below the type, with dots; empty for the type itself
  std::string
      definition;  ///< the nested type that the property is of; empty for the resource's own
  std::optional<schema::Property> property;    ///< nothing for the type itself and for an attribute
  std::optional<schema::Attribute> attribute;  ///< of which there is no property
};

/// Follows a path. Throws Failure with the nearest right names.
SchemaTarget find_target(std::string_view path);

/// The nested types that a value, or an item or member of it, may be of.
std::vector<schema::Shape> shapes_in(const schema::Type& type);

}  // namespace omnitrack::cli
