#pragma once

#include <map>
#include <string_view>

#include "meaning/same_condition.hpp"
#include "template/builder.hpp"

namespace omnitrack::meaning {

/// The conditions that hold in every deployment, or in none.
using DecidedConditions = std::map<std::string_view, bool>;

/// Those of a template.
DecidedConditions decided_conditions(const ConditionTexts& texts);

/// A document without what they take away, made by the builder: resources and outputs that are
/// never there, and branches that are never taken.
tmpl::Node with_decided(const tmpl::Node& root, const DecidedConditions& decided,
                        tmpl::Builder& builder);

}  // namespace omnitrack::meaning
