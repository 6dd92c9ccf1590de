#pragma once

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether the construct for DynamoDB's tables makes a resource as it is: one that is paid for by
/// request, without indexes.
bool is_plain_table(const tmpl::ResourceEntry& resource, const Element* linked);

/// The props of that construct.
Code table_props(const Element& element, Plan& plan, Values& values, Comments& comments);

/// What is called on it: what it would say by itself is taken out.
std::vector<Code> table_calls(const Element& element, Values& values);

/// Properties that are set on its resource.
std::vector<std::string_view> late_of_table(const tmpl::Node& properties);

}  // namespace omnitrack::importing
