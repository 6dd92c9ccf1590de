#include "../events/arn_parts.hpp"
#include "../imported.hpp"
#include "pipeline_parts.hpp"
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

/// What a pipeline that is made elsewhere is made of.
struct ImportedPipelineProps {
  using Makes = Pipeline;
  Id id;
  Value<std::string> arn;
};

// arn:PARTITION:codepipeline:REGION:ACCOUNT:NAME
Pipeline::Pipeline(Attach at, const ImportedPipelineProps& props)
    : Construct(std::move(at)), arn_(props.arn), name_(events::arn_part(props.arn, 5)) {}

Pipeline& Pipeline::from_arn(Construct& scope, const Id& id, const Value<std::string>& arn) {
  return scope.add(ImportedPipelineProps{.id = id, .arn = arn});
}

Bucket& Pipeline::artifact_bucket() {
  if (bucket_ == nullptr) {
    refuse_of_imported(*this, "artifact_bucket()");
    bucket_ = &add(BucketProps{.id = child("Artifacts")});
  }
  return *bucket_;
}

Role& Pipeline::role() {
  if (role_ == nullptr) {
    refuse_of_imported(*this, "role()");
    role_ = &add(RoleProps{.id = child("Role"),
                           .assumed_by = PolicyPrincipal::service("codepipeline.amazonaws.com")});
  }
  return *role_;
}

cfn::codepipeline::Pipeline& Pipeline::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::codepipeline::PipelineProps{
        .id = primary(),
        .role_arn = role().arn(),
        .stages = List<cfn::codepipeline::pipeline::StageDeclaration>::empty(),
    });
  }
  return *resource_;
}

}  // namespace omnitrack
