#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "meaning/filled.hpp"
#include "template/index.hpp"

namespace omnitrack::lock {

/// A reference of a property to a resource of the same template.
struct Reference {
  std::size_t target = 0;       ///< its place in the index
  std::uint64_t attribute = 0;  ///< of the name of what is read of it
};

/// A property of a resource.
struct Feature {
  std::string_view name;
  std::uint64_t value = 0;  ///< of what it means; a reference counts as the type that it leads to
  bool is_fixed = false;    ///< whether a change of it replaces the resource
  std::vector<Reference> references = {};  ///< those that the value rests on
  /// All that are written, also where a name stands for them.
  std::vector<Reference> links = {};
};

/// What a resource is made of, whatever it and what it refers to are called. Tags are left out:
/// they tell where it stands in the code, or which tool made it.
struct Features {
  const tmpl::ResourceEntry* resource = nullptr;
  std::vector<Feature> properties;  ///< sorted by name
  std::uint64_t content = 0;        ///< of the type and all properties
  /// Of the properties whose change replaces it; 0 where it has none.
  std::uint64_t fixed = 0;
};

/// The features of a template's resources, in the order of its index.
using TemplateFeatures = std::vector<Features>;

/// Reads the features of a template as it is written.
TemplateFeatures features_of(const tmpl::Index& index);

/// The same with what is known filled in; the resources are those of the written template.
TemplateFeatures features_of(const meaning::Filled& filled);

/// The number of each resource with all that it is connected to, over some steps: alike for two
/// resources only where all of that is.
std::vector<std::uint64_t> connected_content(const TemplateFeatures& features, int steps);

/// The number of a property with its value.
std::uint64_t number_of(const Feature& feature);

/// Mixes a number into another one.
constexpr std::uint64_t mixed(std::uint64_t state, std::uint64_t number) {
  state = (state ^ number) * 0x9e3779b97f4a7c15U;
  return state ^ (state >> 29);
}

}  // namespace omnitrack::lock
