#pragma once

#include <array>
#include <span>

#include "omnitrack/resource.hpp"

namespace omnitrack::synth {

/// The attributes of a resource, without its type, dependencies and properties.
class ResourceAttributes {
 public:
  explicit ResourceAttributes(const Resource& resource);
  /// Those that are set, in the order of the template.
  [[nodiscard]] std::span<const Field> fields() const { return {fields_.data(), count_}; }

 private:
  void set(std::string_view key, const Node& value);

  std::array<Field, 6> fields_;
  std::size_t count_ = 0;
};

/// A resource as one object, as it stands in the template; its DependsOn is not in it.
Node resource_form(const Resource& resource);

/// The type that is written, which an override may have changed.
std::string_view written_type(const Resource& resource);

}  // namespace omnitrack::synth
