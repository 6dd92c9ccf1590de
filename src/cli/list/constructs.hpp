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
  std::span<const std::string_view> types;  ///< the resource types that it can make by itself
  /// The names of the constructs that it adds, through which it can make more.
  std::span<const std::string_view> through;
};

/// All constructs, by header; made of the comments of their classes and of their sources while
/// building.
std::span<const ConstructEntry> all_constructs();

/// The constructs that can make a type by themselves.
std::vector<const ConstructEntry*> makers_of(std::string_view type);

/// Those that can make a type only through others that they add, or that these add.
std::vector<const ConstructEntry*> adders_of(std::string_view type);

/// All constructs for a person, and as JSON.
std::string constructs_text();
std::string constructs_json();

}  // namespace omnitrack::cli
