#pragma once

#include <string_view>
#include <vector>

#include "import/values.hpp"

namespace omnitrack::importing {

/// Whether the construct for buckets makes a resource, perhaps with properties that are set on it.
/// What it is linked to does not matter.
bool is_bucket(const tmpl::ResourceEntry& resource, const Element* linked);

/// The props of that construct.
Code bucket_props(const Element& element, Plan& plan, Values& values, Comments& comments);

/// Properties that are set on its resource.
std::vector<std::string_view> late_of_bucket(const tmpl::Node& properties);

/// Whether a literal can be the name of a bucket; it may refuse one that S3 would take.
bool is_bucket_name(std::string_view text);

}  // namespace omnitrack::importing
