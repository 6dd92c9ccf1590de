#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace omnitrack::cli {

/// A type in words: `string`, `list of Rule`, `any value or string`.
std::string type_in_words(const schema::Type& type);

/// What limits a value, each in words: `1 to 63 characters`, `one of Enabled, Suspended`. Of more
/// allowed values than `max_values`, only so many are named.
std::vector<std::string> limits_in_words(const schema::Limits& limits, std::size_t max_values);

/// How properties go together: `exactly one of ImageName and ImageArn is there`.
std::string rule_in_words(const schema::Rule& rule);

/// `a`, `a and b`, `a, b and c`.
std::string joined(const std::vector<std::string>& words, std::string_view last_word);

}  // namespace omnitrack::cli
