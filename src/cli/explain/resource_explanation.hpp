#pragma once

#include <string>
#include <vector>

#include "cli/explain/property_changes.hpp"
#include "cli/explain/resource_uses.hpp"
#include "cli/explain/subject.hpp"

namespace omnitrack::cli {

/// A property of a resource that is explained.
struct ExplainedProperty {
  std::string pointer;  ///< RFC 6901, from the resource
  const tmpl::Node* value;
  const PropertyOrigin* origin;  ///< null where only the template is known
  PropertyChange change;
};

/// What becomes of a resource and of what it holds, once it goes.
struct ExplainedEnd {
  std::string holds;           ///< what is lost with it, in words; empty where it holds nothing
  bool holds_is_known = true;  ///< whether nothing else may be in it
  diff::Disposition when_removed = diff::Disposition::deleted;
  diff::Disposition when_replaced = diff::Disposition::deleted;
  bool is_restored = false;  ///< whether a new one begins with the data of another one
  /// Those of the two policies that are Snapshot, where the type has no snapshots.
  std::vector<std::string_view> refused_policies = {};
  std::string protection =
      {};  ///< the property by which the service refuses to delete it; may be empty
};

/// All that is known of a resource.
struct ResourceExplanation {
  Subject subject;
  std::string maker = {};      ///< the path of what the user's code made and that made it
  std::string condition = {};  ///< under which it is made; empty for always
  std::vector<ExplainedProperty> properties = {};
  std::vector<const PropertyOrigin*> edits = {};  ///< by overrides and pins
  std::vector<std::string_view> replacing_when_set = {};
  std::vector<ResourceUse> names = {};
  std::vector<ResourceUse> named_by = {};
  ExplainedEnd end = {};
  std::vector<std::string> requirements = {};  ///< the ids of those that it shows
};

/// Gathers it. The requirements are those of the app; none for a file.
ResourceExplanation explanation_of(const Side& side, const Subject& subject,
                                   const std::vector<RequirementResult>& requirements);

/// What set a property, for people.
std::string setter_words(const PropertyOrigin& origin);
/// The same for programs: `code`, `later_call`, …
std::string_view code_of(PropertySetter setter);

}  // namespace omnitrack::cli
