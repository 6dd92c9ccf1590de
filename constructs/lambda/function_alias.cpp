#include "omnitrack/lambda/function_alias.hpp"

#include <string>

#include "../imported.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

/// What an alias that is made elsewhere is made of.
struct ImportedFunctionAliasProps {
  using Makes = FunctionAlias;
  Id id;
  Link<Function> function;
  Value<std::string> name;
};

namespace {

using AliasedFunction = decltype(cfn::lambda::AliasProps::function_name);

Value<cfn::lambda::alias::AliasRoutingConfiguration> routing_of(const Items<VersionShare>& shares) {
  List<cfn::lambda::alias::VersionWeight> weights;
  for (const VersionShare& share : shares) {
    const Value<std::int64_t> percent = share.percent.value();
    weights.add(cfn::lambda::alias::VersionWeight{
        .function_version = share.version->number(),
        .function_weight = share.percent.is_known()
                               ? Value<double>(static_cast<double>(share.percent.number()) / 100)
                               : Value<double>(percent),
    });
  }
  if (!weights.is_set()) return {};
  return cfn::lambda::alias::AliasRoutingConfiguration{.additional_version_weights = weights};
}

cfn::lambda::AliasProps alias_props(const Id& id, const FunctionAliasProps& props,
                                    const FunctionVersion& version) {
  cfn::lambda::AliasProps alias{
      .id = id,
      .function_name = AliasedFunction::from_node(props.function->name().node()),
      .function_version = version.number(),
      .name = props.id.text(),
      .description = props.description,
      .routing_config = routing_of(props.additional_versions),
  };
  if (props.provisioned_concurrency.is_set()) {
    alias.provisioned_concurrency_config = cfn::lambda::alias::ProvisionedConcurrencyConfiguration{
        .provisioned_concurrent_executions = props.provisioned_concurrency};
  }
  return alias;
}

}  // namespace

FunctionAlias::FunctionAlias(Attach at, const FunctionAliasProps& props)
    : AnyFunction(std::move(at)),
      function_(props.function),
      version_(props.version.is_set() ? props.version.get()
                                      : &function_->version_of(*this, child("Version"))),
      resource_(&add(alias_props(primary(), props, *version_))) {
  arn_ = resource_->ref();
  name_ = function_->name();
  qualifier_ = props.id.text();
  name_or_arn_ = arn_;
  named_ = resource_;
  const AsyncInvocation events{.max_event_age = props.max_event_age,
                               .on_failure = props.on_failure,
                               .on_success = props.on_success,
                               .retry_attempts = props.retry_attempts};
  if (events.is_set()) configure_async_invocation(events);
  const auto check = [this](const auto& number, const std::string& name, const char* bounds) {
    if (!number.is_broken()) return;
    error(codes::OT2229,
          name + " is " + std::to_string(number.number()) + ", which is out of bounds",
          "it is " + std::string(bounds));
  };
  check(props.max_event_age, "max_event_age", "60 to 21600 seconds");
  check(props.retry_attempts, "retry_attempts", "0 to 2");
  for (const VersionShare& share : props.additional_versions) {
    check(share.percent, "percent", "0 to 100");
  }
  if (!props.provisioned_scaling.has_value()) return;
  check(props.provisioned_scaling->target_percent, "target_percent", "10 to 90");
  scale(*props.provisioned_scaling);
}

FunctionAlias::FunctionAlias(Attach at, const ImportedFunctionAliasProps& props)
    : AnyFunction(std::move(at)), function_(props.function) {
  arn_ = as<cfn::lambda::FunctionArn>(concat(function_->arn(), ":", props.name));
  name_ = function_->name();
  qualifier_ = props.name;
  name_or_arn_ = arn_;
}

FunctionAlias& FunctionAlias::from_name(Construct& scope, const Id& id,
                                        const Link<Function>& function,
                                        const Value<std::string>& name) {
  return scope.add(ImportedFunctionAliasProps{.id = id, .function = function, .name = name});
}

FunctionVersion& FunctionAlias::version() {
  if (version_ == nullptr) {
    refuse_of_imported(*this, "version()");
    version_ = &FunctionVersion::from_number(*this, child("Version"), function_, "1");
  }
  return *version_;
}

cfn::lambda::Alias& FunctionAlias::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::lambda::AliasProps{
        .id = primary(), .function_name = name(), .function_version = "1", .name = "unknown"});
  }
  return *resource_;
}

}  // namespace omnitrack
