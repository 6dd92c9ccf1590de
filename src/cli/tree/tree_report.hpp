#pragma once

#include <string>
#include <string_view>

#include "cli/app/construct_tree.hpp"
#include "cli/console.hpp"

namespace omnitrack::cli {

/// The constructs with what they make, a line each, for a person.
std::string tree_text(const TreeNode& root, const Console& console);

/// The same for a program; see docs/formats.md.
std::string tree_json_report(const TreeNode& root);

/// What an element of a template is, e.g. `resource`.
std::string_view name_of_kind(ConstructKind kind);

}  // namespace omnitrack::cli
