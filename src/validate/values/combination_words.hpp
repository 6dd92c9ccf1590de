#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"
#include "template/model.hpp"

namespace omnitrack::validate {

/// Names between quotes with a word between: `'A' and 'B'`.
std::string joined(const std::vector<std::string_view>& names, std::string_view between);

/// Appends the names that a rule holds itself.
void append_names(schema::Rule rule, std::vector<std::string_view>& names);

/// Appends the names that a rule needs; false where it asks for more than names.
bool append_required_names(schema::Rule rule, std::vector<std::string_view>& names);

/// What of a condition a value has: `'Type' is 'x'`; empty where there are no words for it.
std::string condition_in_words(schema::Rule condition, const tmpl::Node& value);

/// What a value has in place of what a condition asks for, in the same words: `'Type' is 'y'`,
/// `'Type' is missing`; empty where there are no words for it.
std::string failed_condition_in_words(schema::Rule condition, const tmpl::Node& value);

/// The alternatives of a rule: `'A' with 'B', or 'C'`; empty where there are no words for them.
std::string forms_in_words(schema::Rule rule);

/// The texts that a rule names with their values, of those that a map has, but for one of them:
/// `'Cpu' 256`.
std::string others_in_words(schema::Rule rule, const tmpl::Node& map, const tmpl::Member& but);

/// `1 item`, `2 items`.
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

/// `a map or a list`.
std::string types_in_words(schema::Rule types);

}  // namespace omnitrack::validate
