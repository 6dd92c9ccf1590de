#include <algorithm>
#include <string>

#include "identity_policy.hpp"
#include "omnitrack/constructs/role.hpp"
#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

// The name is the last part of the ARN, after the role's path.
Value<cfn::iam::RoleName> name_of(const ImportedRoleProps& props) {
  if (props.role_name.is_set()) return props.role_name;
  const std::string_view arn = props.arn.literal_text();
  if (arn.find(":role/") == arn.npos) return {};
  return arn.substr(arn.rfind('/') + 1);
}

// A name of its own for each stack that adds to the role: one policy of a name replaces another.
std::string policy_name_of(const Construct& role) {
  constexpr std::size_t longest = 128;
  std::string name = role.path();
  const auto is_allowed = [](char c) {
    return detail::has_only_letters_digits_and("_+=,.@-", {&c, 1});
  };
  std::replace_if(
      name.begin(), name.end(), [&](char c) { return !is_allowed(c); }, '-');
  if (name.size() > longest) name.erase(0, name.size() - longest);
  return name;
}

}  // namespace

ImportedRole::ImportedRole(Attach at, const ImportedRoleProps& props)
    : Construct(std::move(at)),
      arn_(props.arn),
      role_name_(name_of(props)),
      accept_grants_(props.accept_grants) {
  if (arn_.is_literal_text() && arn_.literal_text().find(":role/") == std::string_view::npos) {
    error(codes::OT2205, "'" + std::string(arn_.literal_text()) + "' is not the ARN of a role",
          "it looks like arn:aws:iam::123456789012:role/name");
  }
}

void ImportedRole::add_to_policy(const PolicyStatement& statement) {
  if (!accept_grants_) return;
  iam::check_identity_statement(*this, statement);
  if (!role_name_.is_set()) {
    // A literal that is no ARN of a role has been reported already.
    if (!arn_.is_literal_text()) {
      error(codes::OT2206, "a grant to this role needs its name, which is not in the app",
            "set `role_name`, or `accept_grants = false` where its owner gives the permissions");
    }
    return;
  }
  grants_.add(statement);
  if (policy_ != nullptr) {
    policy_->props.policy_document = grants_.json();
    return;
  }
  policy_ = &add(cfn::iam::PolicyProps{
      .id = child("Policy"),
      .policy_document = grants_.json(),
      .policy_name = policy_name_of(*this),
      .roles = {role_name_},
  });
}

}  // namespace omnitrack
