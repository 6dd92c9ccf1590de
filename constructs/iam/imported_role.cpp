#include <string>

#include "grants_policy.hpp"
#include "omnitrack/iam/role.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {

/// What a role that is made elsewhere is made of.
struct ImportedRoleProps {
  using Makes = Role;
  Id id;
  Value<cfn::iam::RoleArn> arn;
  ImportedRole known;
};

/// What a role is made of where another stack uses it.
struct RoleOfOtherStackProps {
  using Makes = Role;
  Id id;
  Link<Role> role;
};

namespace {

// The name is the last part of the ARN, after the role's path.
Value<cfn::iam::RoleName> name_of(const ImportedRoleProps& props) {
  if (props.known.role_name.is_set()) return props.known.role_name;
  const std::string_view arn = props.arn.literal_text();
  if (arn.find(":role/") == arn.npos) return {};
  return arn.substr(arn.rfind('/') + 1);
}

}  // namespace

Role::Role(Attach at, const ImportedRoleProps& props)
    : Construct(std::move(at)),
      arn_(props.arn),
      name_(name_of(props)),
      accepts_grants_(props.known.accept_grants) {
  if (arn_.is_literal_text() && arn_.literal_text().find(":role/") == std::string_view::npos) {
    error(codes::OT2205, "'" + std::string(arn_.literal_text()) + "' is not the ARN of a role",
          "it looks like arn:aws:iam::123456789012:role/name");
  }
}

Role::Role(Attach at, const RoleOfOtherStackProps& props)
    : Construct(std::move(at)),
      arn_(props.role->arn_),
      name_(props.role->name_),
      accepts_grants_(props.role->accepts_grants_),
      original_(props.role.get()) {}

Role& Role::used_by(Construct& user, const Id& id) {
  if (&stack() == &user.stack()) return *this;
  return user.add(RoleOfOtherStackProps{.id = id, .role = *this});
}

Role& Role::from_arn(Construct& scope, const Id& id, const Value<cfn::iam::RoleArn>& arn,
                     const ImportedRole& known) {
  return scope.add(ImportedRoleProps{.id = id, .arn = arn, .known = known});
}

void Role::write_imported_grants() {
  if (name_.is_set()) {
    write_grants("Policy", iam::grants_policy_name(*this, true));
  } else if (!arn_.is_literal_text()) {  // else it has been reported as no ARN of a role
    error(codes::OT2206, "a grant to this role needs its name, which is not in the app",
          "set `role_name`, or `accept_grants = false` where its owner gives the permissions");
  }
}

}  // namespace omnitrack
