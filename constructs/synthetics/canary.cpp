#include "omnitrack/synthetics/canary.hpp"

#include "../security_groups.hpp"
#include "../unique_name.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/synthetics.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/asset.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

constexpr std::size_t longest_canary_name = 50;

cfn::synthetics::canary::Code code_of(Construct& at, const Id& asset_id, const CanaryProps& props) {
  const CanaryCode& code = props.code;
  cfn::synthetics::canary::Code made{.handler = props.handler};
  if (!code.folder().empty()) {
    const Asset& asset = at.add(AssetProps{.id = asset_id, .path = code.folder()});
    made.s3_bucket = asset.bucket().name();
    made.s3_key = asset.object_key();
  } else if (code.bucket() != nullptr) {
    made.s3_bucket = code.bucket()->name();
    made.s3_key = code.key();
    made.s3_object_version = code.version();
  } else {
    made.script = code.script();
  }
  return made;
}

Value<cfn::synthetics::canary::RunConfig> run_config(const CanaryProps& props) {
  const bool says_anything = props.tracing || props.environment.is_set() || props.memory.is_set() ||
                             props.timeout.is_set();
  if (!says_anything) return {};
  cfn::synthetics::canary::RunConfig made{
      .environment_variables = props.environment,
      .memory_in_mb = props.memory,
      .timeout_in_seconds = props.timeout,
  };
  if (props.tracing) made.active_tracing = true;
  return made;
}

}  // namespace

CanaryCode CanaryCode::inline_text(const Value<std::string>& script) {
  CanaryCode code;
  code.script_ = script;
  return code;
}

CanaryCode CanaryCode::from_folder(std::string_view path) {
  CanaryCode code;
  code.folder_ = path;
  return code;
}

CanaryCode CanaryCode::s3(const Bucket& bucket, const Value<std::string>& key,
                          const Value<std::string>& version) {
  CanaryCode code;
  code.bucket_ = &bucket;
  code.key_ = key;
  code.version_ = version;
  return code;
}

Canary::Canary(Attach at, const CanaryProps& props)
    : Construct(std::move(at)),
      role_(&add(RoleProps{.id = child("Role"),
                           .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")})),
      artifacts_(props.artifacts.is_set() ? props.artifacts.get()
                                          : &add(BucketProps{.id = child("Artifacts")})) {
  using Made = cfn::synthetics::CanaryProps;
  resource_ = &add(Made{
      .id = primary(),
      .artifact_s3_location = concat("s3://", artifacts_->name()),
      .code = code_of(*this, child("Code"), props),
      .execution_role_arn = role_->arn(),
      .name = props.name.is_set() ? props.name : unique_name(*this, longest_canary_name),
      .runtime_version = props.runtime,
      .schedule = cfn::synthetics::canary::Schedule{.expression = props.schedule},
      .failure_retention_period = props.failure_retention.number(),
      .provisioned_resource_cleanup = Made::ProvisionedResourceCleanup::automatic,
      .run_config = run_config(props),
      .start_canary_after_creation = bool(props.start),
      .success_retention_period = props.success_retention.number(),
  });
  set_network(props);
  give_permissions(props.vpc.is_set(), props.tracing);
  resource_->depends_on(*role_);
}

void Canary::set_network(const CanaryProps& props) {
  if (!props.vpc.is_set()) return;
  security_groups_ = groups_or_own(*this, props.security_groups,
                                   {.id = child("SecurityGroup"), .vpc = *props.vpc});
  resource_->props.vpc_config = cfn::synthetics::canary::VPCConfig{
      .security_group_ids = ids_of(security_groups_),
      .subnet_ids = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
      .vpc_id = props.vpc->id(),
  };
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_CanaryPermissions.html
void Canary::give_permissions(bool is_in_vpc, bool is_traced) {
  artifacts_->grant_put(*role_);
  role_->add_to_policy({.actions = {"s3:GetBucketLocation"}, .resources = {artifacts_->arn()}});
  role_->add_to_policy({
      .actions = {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"},
      .resources = {stack().arn("logs", "log-group:/aws/lambda/cwsyn-*")},
  });
  // These know no resources.
  role_->add_to_policy({
      .actions = {"cloudwatch:PutMetricData"},
      .conditions = {{"StringEquals",
                      Json::object({{"cloudwatch:namespace", "CloudWatchSynthetics"}})}},
      .resources = {"*"},
  });
  role_->add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  if (is_traced) role_->add_to_policy({.actions = {"xray:PutTraceSegments"}, .resources = {"*"}});
  if (!is_in_vpc) return;
  role_->add_to_policy({
      .actions = {"ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
                  "ec2:DescribeNetworkInterfaces"},
      .resources = {"*"},
  });
}

void Canary::add_to_policy(const PolicyStatement& statement) { role_->add_to_policy(statement); }

Value<std::string> Canary::grantee_arn() const { return role_->arn(); }

Connections Canary::connections() { return {*this, security_groups_, {}}; }

Metric Canary::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "CloudWatchSynthetics",
                     .metric_name = metric_name,
                     .dimensions = {{"CanaryName", name()}}};
}

Value<std::string> Canary::name() const { return resource_->ref(); }

}  // namespace omnitrack
