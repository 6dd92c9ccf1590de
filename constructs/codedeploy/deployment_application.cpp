#include "../imported.hpp"
#include <omnitrack/cfn/codedeploy.hpp>
#include <omnitrack/codedeploy/deployment_group.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

/// What an application that is made elsewhere is made of.
struct ImportedDeploymentApplicationProps {
  using Makes = DeploymentApplication;
  Id id;
  Value<std::string> name;
  DeploymentPlatform platform;
};

namespace {

using ApplicationPlatform = cfn::codedeploy::ApplicationProps::ComputePlatform;

ApplicationPlatform application_platform(DeploymentPlatform platform) {
  constexpr ApplicationPlatform platforms[] = {
      ApplicationPlatform::ecs, ApplicationPlatform::lambda, ApplicationPlatform::server};
  return platforms[static_cast<std::size_t>(platform)];
}

}  // namespace

DeploymentApplication::DeploymentApplication(Attach at, const DeploymentApplicationProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::codedeploy::ApplicationProps{
          .id = primary(),
          .application_name = props.application_name.value(),
          .compute_platform = application_platform(props.platform),
      })),
      platform_(props.platform),
      name_(resource_->ref()) {
  if (!props.application_name.is_broken()) return;
  error(codes::OT3780,
        "'" + std::string(props.application_name.text()) + "' is not a name for an application",
        "use 1 to 100 letters, digits and any of '._+=,@-'");
}

DeploymentApplication::DeploymentApplication(Attach at,
                                             const ImportedDeploymentApplicationProps& props)
    : Construct(std::move(at)), platform_(props.platform), name_(props.name) {}

DeploymentApplication& DeploymentApplication::from_name(Construct& scope, const Id& id,
                                                        const Value<std::string>& name,
                                                        DeploymentPlatform platform) {
  return scope.add(
      ImportedDeploymentApplicationProps{.id = id, .name = name, .platform = platform});
}

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html
Value<std::string> DeploymentApplication::arn() const {
  return concat("arn:", stack().partition(), ":codedeploy:", stack().region(), ":",
                stack().account(), ":application:", name_);
}

cfn::codedeploy::Application& DeploymentApplication::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::codedeploy::ApplicationProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
