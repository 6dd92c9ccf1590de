#pragma once

#include <string_view>

#include "validate/rules/kept_texts.hpp"
#include "validate/rules/rule_value.hpp"

namespace omnitrack::validate {

/// Whether a value has a form that `is` of a rule names: `number`, `arn`, `cidr4`, `json`, …
Truth has_format(const RuleValue& value, std::string_view format);

/// A part of an ARN, `partition` to `resource`; missing where the text is no ARN, unknown where it
/// is known at the deployment only.
RuleValue arn_part(const RuleValue& value, std::string_view part, KeptTexts& texts);

}  // namespace omnitrack::validate
