#pragma once

#include <string_view>

#include "template/index.hpp"

namespace omnitrack::meaning::sam {

// How SAM's transform reads values: it sees what is written and runs no function.

/// The member that a way such as `FunctionUrlConfig/AuthType` leads to, through maps that are
/// written out; null where there is none.
const tmpl::Member* member_at(const tmpl::Node* map, std::string_view way);
const tmpl::Node* value_at(const tmpl::Node* map, std::string_view way);

/// Whether a value counts for the transform: there, and not null, false, 0 or empty. A call counts,
/// even if it gives nothing.
bool is_given(const tmpl::Node* value);

/// Whether a value is a map of one member, which the transform takes for a call wherever it lets
/// one stand.
inline bool may_be_call(const tmpl::Node& value) {
  return value.is(tmpl::Kind::map) && value.count == 1;
}

/// The name that a Ref takes; of anything else its text.
std::string_view named_resource(const tmpl::Node& value);

/// Whether the way of a condition of the facts holds: `when` and `unless` map ways to `*`, to a
/// text, or to several of which an empty one stands for an absent value.
enum class Holds { no, yes, unknown };
Holds holds(const tmpl::Node* properties, const tmpl::Member& condition);

}  // namespace omnitrack::meaning::sam
