#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meaning/known.hpp"
#include "schema/facts.hpp"
#include "validate/context.hpp"

namespace omnitrack::validate {

// The parts of check_policies, a file each.

/// What a policy is attached to.
enum class PolicyKind : std::uint8_t { identity, trust, resource };

/// Whether statements need an element.
enum class Need : std::uint8_t { required, optional, forbidden };

/// How strictly a policy is taken by what it is attached to.
struct PolicyRules {
  PolicyKind kind = PolicyKind::identity;
  Need resource = Need::required;
  Need principal = Need::forbidden;
  bool needs_unique_sids = true;
  bool needs_arns = true;              ///< whether a resource must be `*` or an ARN
  std::string_view only_service = {};  ///< the one service whose actions it takes; empty where any
};

/// How strictly the policies of a place are taken.
PolicyRules policy_rules(const schema::PolicyPlace& place);

/// What the checks of one policy get.
struct PolicyScope {
  const tmpl::Index& index;
  Reporter& report;
  const PolicyRules& rules;
  const tmpl::Node* bucket = nullptr;  ///< whose policy it is; null where it is no bucket's
};

/// A whole policy, as a map or as JSON text.
void check_policy_document(const PolicyScope& scope, const tmpl::Node& document,
                           const meaning::Path& path);

/// The Sids of the statements so far.
using Sids = std::vector<std::string_view>;

/// One statement; not a call.
void check_policy_statement(const PolicyScope& scope, const tmpl::Node& statement,
                            const meaning::Path& path, Sids& sids);

/// `Action` or `NotAction`.
void check_policy_actions(const PolicyScope& scope, const tmpl::Node& actions,
                          const meaning::Path& path);

/// `Resource` or `NotResource`.
void check_policy_resources(const PolicyScope& scope, const tmpl::Node& resources,
                            const meaning::Path& path);

/// `Principal` or `NotPrincipal`.
void check_policy_principal(const PolicyScope& scope, const tmpl::Node& principal,
                            const meaning::Path& path);

/// `Condition`.
void check_policy_condition(const PolicyScope& scope, const tmpl::Node& condition,
                            const meaning::Path& path);

/// The mistakes that make a statement void, or stronger than meant.
void check_policy_effect(const PolicyScope& scope, const tmpl::Node& statement,
                         const meaning::Path& path);

/// The length that a policy surely has, in characters without blanks; what is not known counts as
/// nothing.
std::size_t minimal_policy_size(const tmpl::Node& document);

/// The policy of a place that has a maximum for itself.
void check_policy_size(const Context& context, const tmpl::ResourceEntry& resource,
                       const schema::PolicyPlace& place, const meaning::Path& properties);

/// How to shorten a policy that is too long.
inline constexpr const char* policy_size_hint = "split it, or say more with wildcards";

}  // namespace omnitrack::validate
