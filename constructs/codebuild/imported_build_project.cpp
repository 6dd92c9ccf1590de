#include "../imported.hpp"
#include "project_parts.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

/// What a project that is made elsewhere is made of.
struct ImportedBuildProjectProps {
  using Makes = BuildProject;
  Id id;
  Value<std::string> name;
};

BuildProject::BuildProject(Attach at, const ImportedBuildProjectProps& props)
    : Construct(std::move(at)),
      arn_(stack().arn("codebuild", concat("project/", props.name))),
      name_(props.name) {}

BuildProject& BuildProject::from_name(Construct& scope, const Id& id,
                                      const Value<std::string>& name) {
  return scope.add(ImportedBuildProjectProps{.id = id, .name = name});
}

void BuildProject::add_to_policy(const PolicyStatement& statement) {
  if (role_ == nullptr) return refuse_of_imported(*this, "a grant");
  role_->add_to_policy(statement);
}

Value<std::string> BuildProject::grantee_arn() const {
  if (role_ != nullptr) return role_->arn();
  refuse_of_imported(*this, "grantee_arn()");
  return "arn";
}

void BuildProject::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

void BuildProject::grant_build(Grantee& grantee) const {
  grant(grantee, {"codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild"});
}

Role& BuildProject::role() {
  if (role_ == nullptr) {
    refuse_of_imported(*this, "role()");
    role_ = &add(RoleProps{.id = child("Role"),
                           .assumed_by = PolicyPrincipal::service("codebuild.amazonaws.com")});
  }
  return *role_;
}

cfn::codebuild::Project& BuildProject::resource() {
  if (resource_ == nullptr) {
    namespace project = cfn::codebuild::project;
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::codebuild::ProjectProps{
        .id = primary(),
        .artifacts = project::Artifacts{.type = "NO_ARTIFACTS"},
        .environment = project::Environment{.compute_type = "x", .image = "x", .type = "x"},
        .service_role = "x",
        .source = project::Source{.type = "NO_SOURCE"},
    });
  }
  return *resource_;
}

}  // namespace omnitrack
