#pragma once

#include <optional>
#include <string_view>

#include "meaning/cases.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using schema::Protection;

/// Whether a value protects; nothing where it is not known.
std::optional<bool> protects(const Protection& protection, const meaning::Case& value);

/// The property that surely makes the service refuse to delete a resource of a deployed template;
/// empty where none does.
std::string_view deletion_protection_of(const tmpl::Index& index,
                                        const tmpl::ResourceEntry& resource);

}  // namespace omnitrack::diff
