#pragma once

#include "import/construct_rows.hpp"

namespace omnitrack::importing {

/// The row of a construct that makes a resource to the last key; null where none does. `linked` is
/// what the resource links to by `tabled_link_of`; null where that is not there.
const ConstructRow* row_for(const tmpl::ResourceEntry& resource, const Element* linked);

/// The row of a construct; null of one that the table does not have.
const ConstructRow* row_of(const MadeByConstruct& construct);

/// Whether the props of a row's construct have the removal policy.
bool takes_removal_policy(const ConstructRow& row);

/// The name of the resource whose construct a resource's own takes; empty where it takes none.
std::string_view tabled_link_of(const tmpl::ResourceEntry& resource);

/// The props of a construct of the table.
Code tabled_props(const ConstructRow& row, const Element& element, Plan& plan, Values& values,
                  Comments& comments);

/// Properties that no prop of a row's construct takes, to be set on its resource.
std::vector<std::string_view> late_of_row(const ConstructRow& row, const tmpl::Node& properties);

/// What a row's construct writes by itself and nobody says, taken out again.
std::vector<Code> tabled_calls(const ConstructRow& row, const Element& element);

}  // namespace omnitrack::importing
