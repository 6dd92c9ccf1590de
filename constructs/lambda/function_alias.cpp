#include "omnitrack/lambda/function.hpp"

namespace omnitrack {

namespace {

cfn::lambda::AliasProps alias_props(const Id& id, const FunctionAliasProps& props,
                                    const cfn::lambda::Version& version) {
  cfn::lambda::AliasProps alias{
      .id = id,
      .function_name = props.function->name(),
      .function_version = version.attr_version(),
      .name = props.id.text(),
      .description = props.description,
  };
  if (props.provisioned_concurrency.is_set()) {
    alias.provisioned_concurrency_config = cfn::lambda::alias::ProvisionedConcurrencyConfiguration{
        .provisioned_concurrent_executions = props.provisioned_concurrency};
  }
  return alias;
}

}  // namespace

FunctionAlias::FunctionAlias(Attach at, const FunctionAliasProps& props)
    : Construct(std::move(at)),
      version_(add(cfn::lambda::VersionProps{
          .id = child("Version"),
          .function_name = props.function->name(),
      })),
      resource_(add(alias_props(primary(), props, version_))) {
  // A version never changes; a changed function needs a new one.
  version_.add_digest_source(props.function->resource());
}

void FunctionAlias::grant_invoke(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"lambda:InvokeFunction"}, .resources = {arn()}});
}

}  // namespace omnitrack
