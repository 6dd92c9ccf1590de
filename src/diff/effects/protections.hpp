#pragma once

#include <span>
#include <string_view>

#include "meaning/cases.hpp"

namespace omnitrack::diff {

/// A property that keeps a resource, or its data, from being lost.
struct Protection {
  enum class Kind : std::uint8_t {
    deletion,  ///< the service refuses to delete it
    recovery,  ///< what was lost or overwritten can be got back
  };
  std::string_view type;
  std::string_view way;        ///< of the property, e.g. `A/B`
  std::string_view on;         ///< the value that protects; empty for any
  bool is_on_without = false;  ///< whether it protects where it is left out
  Kind kind = Kind::deletion;
  std::string_view lost = {};  ///< of a recovery: what goes away with it
};

/// All that a type has.
std::span<const Protection> protections_of(std::string_view type);

/// Whether a value protects; nothing where it is not known.
std::optional<bool> protects(const Protection& protection, const meaning::Case& value);

/// The property that surely makes the service refuse to delete a resource of a deployed template;
/// empty where none does.
std::string_view deletion_protection_of(const tmpl::Index& index,
                                        const tmpl::ResourceEntry& resource);

}  // namespace omnitrack::diff
