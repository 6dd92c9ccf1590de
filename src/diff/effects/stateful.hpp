#pragma once

#include <string>
#include <string_view>

#include "template/index.hpp"

namespace omnitrack::diff {

/// What a resource of a type holds that is lost with it, in words that end with the resource, e.g.
/// `all items of the table`; empty where it holds nothing.
std::string_view held_data(std::string_view type_name);

/// Whether resources of a type hold data that is lost with them.
bool is_stateful_type(std::string_view type_name);

/// Whether a resource holds data that is lost with it.
bool is_stateful(const tmpl::ResourceEntry& resource);

/// Whether a type is a nested stack: what it holds is what its own template says.
bool is_nested_stack(std::string_view type_name);

/// What a resource holds, with the resource's own name where the template gives one, e.g.
/// `all items of the table 'orders'`; empty where it holds nothing.
std::string held_data(const tmpl::ResourceEntry& resource);

/// Whether a new resource begins with the data of a snapshot or of another one.
bool is_restored(const tmpl::ResourceEntry& resource);

}  // namespace omnitrack::diff
