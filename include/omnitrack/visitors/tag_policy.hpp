#pragma once

#include <omnitrack/items.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack {

/// A tag that every taggable resource must have.
struct RequiredTag {
  /// The key.
  Required<Text, struct required_key> key;
  /// The value of resources that have none; they are reported where it is left out.
  Value<std::string> default_value = {};
  /// The values that it may have; any where they are left out.
  Items<Text> values = {};
};

/// A visitor that asks for tags: `app.add_visitor(TagPolicy{.tags = {{"team"}}})`. It reports each
/// taggable resource without one, or with another value than is allowed.
/// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies.html
struct TagPolicy {
  /// The tags.
  Items<RequiredTag> tags = {};
  /// Whether it warns only, so that a resource can be acknowledged.
  Bool only_warns = false;

  /// Looks at a resource.
  void operator()(Resource& resource) const;
};

}  // namespace omnitrack
