#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "meaning/same_condition.hpp"
#include "template/builder.hpp"

namespace omnitrack::meaning {

/// The conditions that hold in every deployment, or in none.
using DecidedConditions = std::map<std::string_view, bool>;

/// Those of a template.
DecidedConditions decided_conditions(const ConditionTexts& texts);

/// A part of a template's text.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A document without what they take away, made by the builder: resources and outputs that are
/// never there, and branches that are never taken. Where these stand goes to `left_out`.
tmpl::Node with_decided(const tmpl::Node& root, const DecidedConditions& decided,
                        tmpl::Builder& builder, std::vector<TextRange>* left_out = nullptr);

}  // namespace omnitrack::meaning
