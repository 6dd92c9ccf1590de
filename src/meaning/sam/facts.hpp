#pragma once

#include <string_view>

#include "template/model.hpp"

namespace omnitrack::meaning::sam {

// What SAM's transform takes and makes; src/schema/README.md has the form. Each is null where SAM
// has nothing of the name.

/// `properties`, `globals`, `names`, `rules` and `made` of a type.
const tmpl::Node* facts_of_type(std::string_view type);
/// The same of an event's type, which the events of an owner's type have.
const tmpl::Node* facts_of_event(std::string_view owner, std::string_view event);
/// All types, and all events of an owner's type, by name.
const tmpl::Node& all_types();
const tmpl::Node* all_events(std::string_view owner);
/// The parameters of a policy template; all templates by name.
const tmpl::Node* parameters_of_policy(std::string_view name);
const tmpl::Node& all_policies();
/// What a connector between two of CloudFormation's types may do.
const tmpl::Node* facts_of_connector(std::string_view source, std::string_view destination);

/// Whether a type's name is one of SAM's, known or not.
constexpr bool has_name_of_sam(std::string_view type) {
  return type.starts_with("AWS::Serverless::");
}

}  // namespace omnitrack::meaning::sam
