#pragma once

#include <map>
#include <string_view>

#include "template/builder.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// New names of conditions by their old ones.
using RenamedConditions = std::map<std::string_view, std::string_view>;

/// The conditions of an old template that say the same under another name in a new one.
RenamedConditions renamed_conditions(const tmpl::Index& old_index, const tmpl::Index& new_index);

/// A document in which conditions have their new names, made by the builder.
tmpl::Node with_renamed(const tmpl::Node& root, const RenamedConditions& renamed,
                        tmpl::Builder& builder);

}  // namespace omnitrack::meaning
