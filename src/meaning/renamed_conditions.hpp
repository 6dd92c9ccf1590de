#pragma once

#include <map>
#include <string_view>

#include "meaning/same_condition.hpp"
#include "template/builder.hpp"

namespace omnitrack::meaning {

/// New names of conditions by their old ones.
using RenamedConditions = std::map<std::string_view, std::string_view>;

/// The conditions of an old template that say the same under another name in a new one.
RenamedConditions renamed_conditions(const ConditionTexts& before, const ConditionTexts& after);

/// A document in which conditions have their new names, made by the builder.
tmpl::Node with_renamed(const tmpl::Node& root, const RenamedConditions& renamed,
                        tmpl::Builder& builder);

}  // namespace omnitrack::meaning
