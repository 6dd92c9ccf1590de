#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::cli {

/// A construct of the library.
struct ConstructEntry {
  std::string_view name;                    ///< of its class
  std::string_view header;                  ///< as an app includes it
  std::span<const std::string_view> types;  ///< the resource types that it can make
};

/// All constructs, by header; made of the comments of their classes while building.
std::span<const ConstructEntry> all_constructs();

/// The constructs that can make a type.
std::vector<const ConstructEntry*> makers_of(std::string_view type);

/// All constructs for a person, and as JSON.
std::string constructs_text();
std::string constructs_json();

}  // namespace omnitrack::cli
