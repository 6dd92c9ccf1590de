#pragma once

#include <span>
#include <utility>
#include <vector>

#include "meaning/sam/expander.hpp"

namespace omnitrack::meaning::sam {

/// The policies of a role that the transform makes.
struct RolePolicies {
  std::vector<tmpl::Node> inline_policies;  ///< each with its name and its document
  std::vector<tmpl::Node> managed_arns;
};

/// Adds what the `Policies` of a function or a state machine become: documents that are written
/// out, SAM's policy templates, and managed policies by their name or ARN.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
void add_policies(Expander& expander, const tmpl::Node& policies, std::uint32_t at,
                  RolePolicies& made);

/// Adds a managed policy of AWS by its name.
void add_managed(Expander& expander, std::string_view name, std::uint32_t at, RolePolicies& made);

/// Adds a policy that allows one action on what a value names.
void add_right(Expander& expander, std::string_view action, const tmpl::Node& on, std::uint32_t at,
               RolePolicies& made);

/// The properties of a role that has policies.
std::vector<tmpl::Member> members_of(Expander& expander, const RolePolicies& made,
                                     std::uint32_t at);

/// Adds the policies that the transform gives the role of a function besides its own: for its logs,
/// for what its events of these types come from, and for where its results go.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
void add_policies_of_function(Expander& expander, const tmpl::Node& properties,
                              std::span<const std::string_view> event_types, std::uint32_t at,
                              RolePolicies& made);

/// Writes what the role allows by which an event starts a function or a state machine.
void write_role_of_event(Expander& expander, bool is_function, std::string_view event_type,
                         const tmpl::Node& starts, Draft& role);

/// The trust policy that lets a service take a role up.
tmpl::Node trust_of(Expander& expander, std::string_view service, std::uint32_t at);

/// The names in the statements of a connector, such as `%{Destination.Arn}`, as values.
using ConnectorNames = std::vector<std::pair<std::string_view, tmpl::Node>>;

/// A value of SAM's policies with the parameters of a template, written as `=Name`, and the names
/// of a connector filled in.
tmpl::Node filled_policy(Expander& expander, const tmpl::Node& pattern,
                         const tmpl::Node* parameters, const ConnectorNames& names,
                         std::uint32_t at);

}  // namespace omnitrack::meaning::sam
