#include "omnitrack/lambda/function_version.hpp"

#include <string>

#include "../imported.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/lambda/layer_version.hpp>

namespace omnitrack {

/// What a version that is published elsewhere is made of.
struct ImportedFunctionVersionProps {
  using Makes = FunctionVersion;
  Id id;
  Link<Function> function;
  Value<std::string> number;
};

namespace {

// What a published version holds; tags, reserved concurrency, code signing, recursive loops and
// other settings are of the function as a whole, and Lambda publishes no version where they alone
// change.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
List<std::string> published_properties() {
  return {"Architectures",
          "CapacityProviderConfig",
          "Code",
          "DeadLetterConfig",
          "Description",
          "DurableConfig",
          "Environment",
          "EphemeralStorage",
          "FileSystemConfigs",
          "FunctionName",
          "Handler",
          "ImageConfig",
          "KmsKeyArn",
          "Layers",
          "LoggingConfig",
          "MemorySize",
          "PackageType",
          "Role",
          "Runtime",
          "RuntimeManagementConfig",
          "SnapStart",
          "TenancyConfig",
          "Timeout",
          "TracingConfig",
          "VpcConfig"};
}

}  // namespace

FunctionVersion::FunctionVersion(Attach at, const FunctionVersionProps& props)
    : AnyFunction(std::move(at)),
      function_(props.function),
      resource_(&add(cfn::lambda::VersionProps{
          .id = primary(),
          .function_name = decltype(cfn::lambda::VersionProps::function_name)::from_node(
              function_->name_or_arn().node()),
          .code_sha256 = props.code_sha256,
          .description = props.description,
      })) {
  arn_ = resource_->ref();
  name_ = function_->name();
  qualifier_ = resource_->attr_version();
  name_or_arn_ = arn_;
  if (props.provisioned_concurrency.is_set()) {
    resource_->props.provisioned_concurrency_config =
        cfn::lambda::version::ProvisionedConcurrencyConfiguration{
            .provisioned_concurrent_executions = props.provisioned_concurrency};
  }
  if (props.removal_policy != RemovalPolicy::destroy) {
    resource_->set_removal_policy(props.removal_policy);
  }
  function_->add_digest_to(*resource_);
}

FunctionVersion::FunctionVersion(Attach at, const ImportedFunctionVersionProps& props)
    : AnyFunction(std::move(at)), function_(props.function) {
  arn_ = as<cfn::lambda::FunctionArn>(concat(function_->arn(), ":", props.number));
  name_ = function_->name();
  qualifier_ = props.number;
  name_or_arn_ = arn_;
}

FunctionVersion& FunctionVersion::from_number(Construct& scope, const Id& id,
                                              const Link<Function>& function,
                                              const Value<std::string>& number) {
  return scope.add(ImportedFunctionVersionProps{.id = id, .function = function, .number = number});
}

cfn::lambda::Version& FunctionVersion::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::lambda::VersionProps{.id = primary(), .function_name = name()});
  }
  return *resource_;
}

FunctionVersion& Function::version_of(Construct& first_to_ask, const Id& id) {
  if (current_version_ == nullptr) {
    current_version_ = &first_to_ask.add(FunctionVersionProps{.id = id, .function = *this});
  }
  return *current_version_;
}

FunctionVersion& Function::current_version() { return version_of(*this, child("CurrentVersion")); }

FunctionVersion& Function::latest_version() {
  if (latest_version_ == nullptr) {
    latest_version_ =
        &FunctionVersion::from_number(*this, child("LatestVersion"), *this, "$LATEST");
  }
  return *latest_version_;
}

void Function::add_digest_to(cfn::lambda::Version& version) const {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "a version");
    return;
  }
  version.add_digest_source(*resource_, published_properties());
}

// A layer keeps its logical id when its content changes, and may be added late.
void FunctionVersion::finish() {
  if (resource_ == nullptr) return;
  for (const auto& layer : function_->layers_) layer->add_digest_to(*resource_);
}

}  // namespace omnitrack
