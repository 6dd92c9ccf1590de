#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "meaning/given_template.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

// What stacks that are nested in one another hand on.

/// Whether a resource is a nested stack.
bool is_nested_stack(const tmpl::ResourceEntry& resource);

/// The file that a nested stack is made of, as the AWS CLI's `package` finds it beside its parent:
/// a path without `.` and `..`. Nothing where its template lies elsewhere.
std::optional<std::string> nested_file(const tmpl::Index& parent, const tmpl::ResourceEntry& stack);

/// The name of the file at the end of the address of a nested stack's template, such as that of an
/// object in a bucket; empty where it is not known.
std::string nested_file_name(const tmpl::ResourceEntry& stack);

/// What a nested stack hands its template.
struct HandedValues {
  GivenTexts known = {};
  std::set<std::string, std::less<>> open = {};  ///< parameters whose values are known later only
  bool is_whole = true;                          ///< false where it may hand more than is seen
};
HandedValues handed_values(const tmpl::ResourceEntry& stack);

}  // namespace omnitrack::meaning
