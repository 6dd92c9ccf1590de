#include "omnitrack/lambda/function.hpp"

#include <string>
#include <vector>

#include "../iam/inline_grantee.hpp"
#include "../in_tree.hpp"
#include "../security_groups.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/ecr/image_asset.hpp>
#include <omnitrack/efs/file_system.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/layer_version.hpp>
#include <omnitrack/s3/asset.hpp>

namespace omnitrack {

namespace {

using cfn::lambda::function::LoggingConfig;
using FunctionResource = cfn::lambda::FunctionProps;

RoleProps role_props(const Id& id) {
  return {.id = id, .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")};
}

// A function with a name has its logs where Lambda's tools look for them.
LogGroupProps log_group_props(const Id& id, const FunctionProps& props) {
  const bool has_name = props.function_name.is_set() && !props.function_name.is_broken();
  return {
      .id = id,
      .name = has_name ? concat("/aws/lambda/", props.function_name.value()) : Value<std::string>(),
      .retention = props.log_retention,
  };
}

bool has_group_after_function(const FunctionProps& props) {
  return props.log_group_named_after_function && props.make_log_group && !props.log_group.is_set();
}

// Whether the function itself says where its logs go.
bool says_log_group(const FunctionProps& props) {
  return props.log_group.is_set() || (props.make_log_group && !has_group_after_function(props));
}

List<cfn::lambda::LayerVersionArn> arns_of(const Items<Link<const LayerVersion>>& layers) {
  List<cfn::lambda::LayerVersionArn> arns;
  for (const auto& layer : layers) arns.add(layer->arn());
  return arns;
}

Items<Link<const LayerVersion>> layers_of(const FunctionProps& props) {
  if (!props.insights_layer.is_set()) return props.layers;
  std::vector<Link<const LayerVersion>> layers(props.layers.begin(), props.layers.end());
  layers.push_back(props.insights_layer);
  return layers;
}

cfn::lambda::FunctionProps resource_props(const Id& id, const FunctionProps& props,
                                          const Value<cfn::lambda::function::Code>& code,
                                          const Role& role, const LogGroup* log_group) {
  cfn::lambda::FunctionProps made{
      .id = id,
      .code = code,
      .role = role.arn(),
      .code_signing_config_arn = props.code_signing.is_set()
                                     ? props.code_signing->arn()
                                     : Value<cfn::lambda::CodeSigningConfigArn>(),
      .description = props.description,
      .function_name = props.function_name.value(),
      .handler = props.handler,
      .kms_key_arn = props.kms_key.arn(),
      .layers = arns_of(layers_of(props)),
      .memory_size = props.memory.value(),
      .reserved_concurrent_executions = props.reserved_concurrency,
      .runtime = as<FunctionResource::Runtime>(props.runtime),
      .tags = props.tags,
      .timeout = props.timeout.value(),
  };
  if (log_group != nullptr || props.log_format.is_set()) {
    made.logging_config = LoggingConfig{
        .log_format = props.log_format,
        .log_group = log_group != nullptr ? log_group->name() : Value<cfn::logs::LogGroupName>()};
  }
  if (props.architecture.is_set()) made.architectures = {props.architecture};
  if (props.dead_letter.is_set()) {
    made.dead_letter_config =
        cfn::lambda::function::DeadLetterConfig{.target_arn = props.dead_letter.arn()};
  }
  if (props.ephemeral_storage.is_set()) {
    made.ephemeral_storage =
        cfn::lambda::function::EphemeralStorage{.size = props.ephemeral_storage.value()};
  }
  if (props.environment.is_set()) {
    made.environment = cfn::lambda::function::Environment{.variables = props.environment};
  }
  if (props.code.is_image()) {
    made.package_type = FunctionResource::PackageType::image;
    made.image_config = props.code.image_config();
  }
  if (props.tracing) {
    made.tracing_config = cfn::lambda::function::TracingConfig{
        .mode = cfn::lambda::function::TracingConfig::Mode::active};
  }
  return made;
}

}  // namespace

Function::Function(Attach at, const FunctionProps& props)
    : AnyFunction(std::move(at)),
      environment_(props.environment),
      layers_(layers_of(props)),
      role_(props.role.is_set() ? &props.role->used_by(*this, child("Role"))
                                : &add(role_props(child("Role")))),
      security_groups_(props.security_groups),
      log_group_(props.log_group.is_set() ? &in_tree(*props.log_group)
                 : says_log_group(props)  ? &add(log_group_props(child("LogGroup"), props))
                                          : nullptr),
      resource_(&add(resource_props(primary(), props, code_of(props), *role_, log_group_))),
      waits_for_grants_(props.wait_for_grants) {
  arn_ = resource_->attr_arn();
  name_ = resource_->ref();
  name_or_arn_ = name_;
  if (has_group_after_function(props)) {
    log_group_ = &add(LogGroupProps{.id = child("LogGroup"),
                                    .name = concat("/aws/lambda/", name_),
                                    .retention = props.log_retention});
  } else if (log_group_ == nullptr) {
    log_group_ = &LogGroup::from_name(*this, child("LogGroup"),
                                      as<cfn::logs::LogGroupName>(concat("/aws/lambda/", name_)));
  }
  if (props.wait_for_grants) {
    resource_->depends_on(*role_, "set `.wait_for_grants = false` on the function '" + path() +
                                      "', which waits for what its role is granted");
  }
  if (props.code.kind() == FunctionCode::Kind::local) {
    // Whoever reads the template before it is packaged finds the reason there.
    resource_->acknowledge(codes::OT4243, "'aws cloudformation package' uploads the code");
  }
  set_logging(props);
  set_network(props);
  set_operation(props);
  if (props.grant_own_needs) give_permissions(props);
  const AsyncInvocation events{.max_event_age = props.max_event_age,
                               .on_failure = props.on_failure,
                               .on_success = props.on_success,
                               .retry_attempts = props.retry_attempts};
  if (events.is_set()) configure_async_invocation(events);
  check_code(props);
  check_limits(props);
  const Node& environment = environment_.node();
  for (std::uint32_t i = 0; i < environment.size; ++i) {
    check_environment_name(environment.fields[i].key);
  }
}

Value<cfn::lambda::function::Code> Function::code_of(const FunctionProps& props) {
  if (props.code.kind() == FunctionCode::Kind::image_folder) return image_of(props);
  if (props.code.kind() != FunctionCode::Kind::folder) return props.code.code();
  const Asset& asset = add(AssetProps{.id = child("Code"),
                                      .path = props.code.text().literal_text(),
                                      .ignore = props.code.ignore()});
  if (!asset.is_archive()) {
    error(codes::OT4110, "the code is a file that is no archive",
          "name the folder that it is in, or a .zip or .jar archive");
  }
  code_bytes_ = asset.bytes();
  return cfn::lambda::function::Code{.s3_bucket = asset.bucket().name(),
                                     .s3_key = asset.object_key()};
}

Value<cfn::lambda::function::Code> Function::image_of(const FunctionProps& props) {
  using Architectures = FunctionResource::Architectures;
  const Value<Architectures>& architecture = props.architecture;
  const bool is_known = !architecture.is_set() || as<std::string>(architecture).is_literal_text();
  if (!is_known) {
    error(codes::OT4114, "the processor that the image is built for is known at deployment only",
          "give `architecture` a value of its own, or build the image elsewhere and use "
          "FunctionCode::image");
  }
  const bool is_arm = as<std::string>(architecture).literal_text() == "arm64";
  const ImageAsset& image =
      add(ImageAssetProps{.id = child("Image"),
                          .path = props.code.text().literal_text(),
                          .build = props.code.build(),
                          .platform = is_arm ? "linux/arm64" : "linux/amd64"});
  return cfn::lambda::function::Code{.image_uri = image.uri()};
}

// Log levels are for logs in JSON alone.
void Function::set_logging(const FunctionProps& props) {
  static constexpr std::string_view application_levels[] = {"TRACE", "DEBUG", "INFO",
                                                            "WARN",  "ERROR", "FATAL"};
  static constexpr std::string_view system_levels[] = {"DEBUG", "INFO", "WARN"};
  if (!props.application_log_level.has_value() && !props.system_log_level.has_value()) return;
  LoggingConfig logging{
      .log_format = props.log_format.is_set()
                        ? props.log_format
                        : Value<LoggingConfig::LogFormat>(LoggingConfig::LogFormat::json),
      .log_group = says_log_group(props) ? log_group_->name() : Value<cfn::logs::LogGroupName>(),
  };
  if (props.application_log_level.has_value()) {
    logging.application_log_level = as<LoggingConfig::ApplicationLogLevel>(
        application_levels[static_cast<std::size_t>(*props.application_log_level)]);
  }
  if (props.system_log_level.has_value()) {
    logging.system_log_level = as<LoggingConfig::SystemLogLevel>(
        system_levels[static_cast<std::size_t>(*props.system_log_level)]);
  }
  resource_->props.logging_config = logging;
}

void Function::set_network(const FunctionProps& props) {
  const bool is_in_vpc =
      props.vpc.is_set() || props.subnets.is_set() || !props.security_groups.empty();
  if (!is_in_vpc) return;
  if (props.vpc.is_set() && props.security_groups.empty()) {
    security_groups_ = {add(SecurityGroupProps{.id = child("SecurityGroup"), .vpc = *props.vpc})};
  }
  cfn::lambda::function::VpcConfig network{
      .security_group_ids = ids_of(security_groups_),
      .subnet_ids = props.subnets.is_set() || !props.vpc.is_set() ? props.subnets
                                                                  : props.vpc->inner_subnets(),
  };
  if (props.ipv6) network.ipv6_allowed_for_dual_stack = true;
  resource_->props.vpc_config = network;
  for (const FunctionFileSystem& each : props.file_systems) {
    resource_->props.file_system_configs.add(cfn::lambda::function::FileSystemConfig{
        .arn = each.access_point.arn(), .local_mount_path = each.mount_path.value()});
    FileSystem* system = each.access_point.file_system();
    if (system == nullptr) continue;
    system->make_wait(*resource_);
    if (!security_groups_.empty()) system->connections().allow_from(*this);
  }
}

void Function::set_operation(const FunctionProps& props) {
  namespace made = cfn::lambda::function;
  FunctionResource& to = resource_->props;
  if (props.durable.has_value()) {
    to.durable_config =
        made::DurableConfig{.execution_timeout = props.durable->timeout.value(),
                            .retention_period_in_days = props.durable->retention_days.value()};
  }
  if (props.recursive_loop.has_value()) {
    to.recursive_loop = *props.recursive_loop == RecursiveLoop::allow
                            ? FunctionResource::RecursiveLoop::allow
                            : FunctionResource::RecursiveLoop::terminate;
  }
  if (props.runtime_management.has_value()) {
    to.runtime_management_config = made::RuntimeManagementConfig{
        .update_runtime_on =
            as<made::RuntimeManagementConfig::UpdateRuntimeOn>(props.runtime_management->mode()),
        .runtime_version_arn = props.runtime_management->runtime_version_arn(),
    };
  }
  if (props.snap_start) {
    to.snap_start = made::SnapStart{.apply_on = made::SnapStart::ApplyOn::published_versions};
  }
  if (props.tenant_isolation) {
    to.tenancy_config = made::TenancyConfig{
        .tenant_isolation_mode = made::TenancyConfig::TenantIsolationMode::per_tenant};
  }
}

void Function::give_permissions(const FunctionProps& props) {
  InlineGrantee itself(*role_);
  if (has_group_after_function(props)) {
    // The group's name comes from the function, which waits for its role: no statement can name it.
    role_->add_managed_policy(aws_managed_policy("service-role/AWSLambdaBasicExecutionRole"));
  } else {
    log_group_->grant_write(itself);
  }
  if (props.subnets.is_set() || props.vpc.is_set()) grant_network(itself);
  if (props.durable.has_value()) {
    // It names no function, as the function's own ARN is known only once it is made.
    role_->add_managed_policy(
        aws_managed_policy("service-role/AWSLambdaBasicDurableExecutionRolePolicy"));
  }
  if (props.insights_layer.is_set()) {
    role_->add_managed_policy(aws_managed_policy("CloudWatchLambdaInsightsExecutionRolePolicy"));
  }
  for (const EventDestination& each : {props.dead_letter, props.on_failure, props.on_success}) {
    each.grant_send(*role_);
  }
  props.kms_key.grant(itself, {"kms:Decrypt"});
  for (const FunctionFileSystem& each : props.file_systems) {
    List<std::string> actions = {"elasticfilesystem:ClientMount"};
    if (!each.read_only) actions.add("elasticfilesystem:ClientWrite");
    const Value<std::string> access_point = each.access_point.arn();
    itself.add_to_policy(
        {.actions = actions,
         .conditions = {{"StringEquals",
                         Json::object({{"elasticfilesystem:AccessPointArn", access_point}})}},
         .resources = {concat("arn:", stack().partition(), ":elasticfilesystem:", stack().region(),
                              ":", stack().account(), ":file-system/*")}});
  }
  if (props.tracing) {
    // These actions know no resources.
    itself.add_to_policy(
        {.actions = {"xray:PutTelemetryRecords", "xray:PutTraceSegments"}, .resources = {"*"}});
  }
}

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
void Function::grant_network(Grantee& itself) {
  if (role_->takes_managed_policies()) {
    role_->add_managed_policy(aws_managed_policy("service-role/AWSLambdaVPCAccessExecutionRole"));
    return;
  }
  itself.add_to_policy({.actions = {"ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface",
                                    "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
                                    "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses"},
                        .resources = {"*"}});
}

void Function::add_environment(std::string_view variable, const Value<std::string>& value) {
  check_environment_name(variable);
  environment_.set(variable, value);
  resource().props.environment = cfn::lambda::function::Environment{.variables = environment_};
}

void Function::add_layer(const LayerVersion& layer) {
  std::vector<Link<const LayerVersion>> layers(layers_.begin(), layers_.end());
  layers.emplace_back(layer);
  layers_ = layers;
  resource().props.layers.add(layer.arn());
}

Optional<std::int64_t> Function::known_timeout() const {
  constexpr std::int64_t default_seconds = 3;
  if (resource_ == nullptr) return {};
  const Node& node = resource_->props.timeout.node();
  if (!node.is_set()) return default_seconds;
  return node.kind == NodeKind::integer ? Optional(node.integer) : Optional<std::int64_t>();
}

void Function::have_wait_for_grants(Construct& waiting) {
  if (!waits_for_grants_) waiting.depends_on(role());
}

Connections Function::connections() { return {*this, security_groups_}; }

}  // namespace omnitrack
