#pragma once

#include <optional>

#include "fix/edit.hpp"
#include "template/document.hpp"
#include "validate/finding.hpp"

namespace omnitrack::fix {

/// A value of the wrong type that surely stands for one of the right type: one value for a list of
/// it, `yes` for true, `80.0` for 80.
std::optional<Fix> converted_value(const tmpl::Document& document,
                                   const validate::Finding& finding);

/// Quotes for a key that is a number.
std::optional<Fix> quoted_key(const tmpl::Document& document, const validate::Finding& finding);

/// The only version of the format that there is.
std::optional<Fix> format_version(const tmpl::Document& document, const validate::Finding& finding);

/// The text itself for an `Fn::Sub` that has nothing to fill in.
std::optional<Fix> plain_text_for_sub(const tmpl::Document& document,
                                      const validate::Finding& finding);

/// Takes an item out of its list that is in there twice.
std::optional<Fix> removed_item(const tmpl::Document& document, const validate::Finding& finding);

}  // namespace omnitrack::fix
