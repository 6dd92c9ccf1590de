#include "../imported.hpp"
#include "glue_role.hpp"
#include <omnitrack/cfn/glue.hpp>
#include <omnitrack/glue/glue_job.hpp>

namespace omnitrack {

/// What a job that is made elsewhere is made of.
struct ImportedGlueJobProps {
  using Makes = GlueJob;
  Id id;
  Value<cfn::glue::JobName> name;
};

GlueJob::GlueJob(Attach at, const ImportedGlueJobProps& props)
    : Construct(std::move(at)), name_(props.name) {}

GlueJob& GlueJob::from_name(Construct& scope, const Id& id, const Value<cfn::glue::JobName>& name) {
  return scope.add(ImportedGlueJobProps{.id = id, .name = name});
}

void GlueJob::add_to_policy(const PolicyStatement& statement) {
  if (role_ == nullptr) return refuse_of_imported(*this, "a grant");
  role_->add_to_policy(statement);
}

Value<std::string> GlueJob::grantee_arn() const {
  if (role_ != nullptr) return role_->arn();
  refuse_of_imported(*this, "its role");
  return arn();
}

Role& GlueJob::role() {
  if (role_ == nullptr) {
    refuse_of_imported(*this, "role()");
    role_ = &add(glue::role_props(child("Role"), stack()));
  }
  return *role_;
}

cfn::glue::Job& GlueJob::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::glue::JobProps{
        .id = primary(), .command = cfn::glue::job::JobCommand{}, .role = role().arn()});
  }
  return *resource_;
}

}  // namespace omnitrack
