#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether the construct for security groups makes a resource, perhaps with rules that are set on
/// it. What it is linked to does not matter.
bool is_group(const tmpl::ResourceEntry& resource, const Element* linked);

/// Whether a value is a block of addresses, of IPv6 or not, as the library's rules take it.
bool is_block(const tmpl::Node* value, bool is_v6);

/// The peer of a rule about one of two blocks; the other is null.
Code peer_of(const tmpl::Node* v4, const tmpl::Node* v6, Values& values);

/// The ports of a protocol from one number to another; nothing where these are none.
std::optional<Code> ports_of(std::string_view protocol, const tmpl::Node* from,
                             const tmpl::Node* to);

/// The props of that construct.
Code group_props(const Element& element, Plan& plan, Values& values, Comments& comments);

/// The rules that it is given by calls.
std::vector<Code> group_calls(const Element& element, Values& values);

/// Properties that are set on its resource.
std::vector<std::string_view> late_of_group(const tmpl::Node& properties);

}  // namespace omnitrack::importing
