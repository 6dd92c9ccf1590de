#include "omnitrack/lambda/function.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/layer_version.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

using cfn::lambda::function::Code;
using cfn::lambda::function::LoggingConfig;
using PermittedFunction = decltype(cfn::lambda::PermissionProps::function_name);

/// The role as a grantee whose grants are in place before the function is made.
class RoleItself final : public Grantee {
 public:
  explicit RoleItself(Role& role) : role_(role) {}
  void add_to_policy(const PolicyStatement& statement) override {
    role_.add_inline_statement(statement);
  }
  [[nodiscard]] Value<std::string> grantee_arn() const override { return role_.arn(); }

 private:
  Role& role_;
};

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

List<cfn::lambda::LayerVersionArn> arns_of(const Items<Link<const LayerVersion>>& layers) {
  List<cfn::lambda::LayerVersionArn> arns;
  for (const auto& layer : layers) arns.add(layer->arn());
  return arns;
}

List<cfn::ec2::SecurityGroupId> ids_of(const Items<Link<SecurityGroup>>& groups) {
  List<cfn::ec2::SecurityGroupId> ids;
  for (const auto& group : groups) ids.add(group->id());
  return ids;
}

cfn::lambda::FunctionProps resource_props(const Id& id, const FunctionProps& props,
                                          const Role& role, const LogGroup& log_group) {
  cfn::lambda::FunctionProps made{
      .id = id,
      .code = props.code.code(),
      .role = role.arn(),
      .description = props.description,
      .function_name = props.function_name.value(),
      .handler = props.handler,
      .kms_key_arn = props.kms_key.arn(),
      .layers = arns_of(props.layers),
      .logging_config =
          LoggingConfig{.log_format = props.log_format, .log_group = log_group.name()},
      .memory_size = props.memory.value(),
      .reserved_concurrent_executions = props.reserved_concurrency,
      .runtime = as<cfn::lambda::FunctionProps::Runtime>(props.runtime),
      .timeout = props.timeout.value(),
  };
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
  if (props.code.kind() == FunctionCode::Kind::image) {
    made.package_type = cfn::lambda::FunctionProps::PackageType::image;
  }
  if (props.tracing) {
    made.tracing_config = cfn::lambda::function::TracingConfig{
        .mode = cfn::lambda::function::TracingConfig::Mode::active};
  }
  if (props.subnets.is_set() || !props.security_groups.empty()) {
    made.vpc_config = cfn::lambda::function::VpcConfig{
        .security_group_ids = ids_of(props.security_groups),
        .subnet_ids = props.subnets,
    };
  }
  return made;
}

}  // namespace

FunctionCode FunctionCode::inline_text(const Value<std::string>& source) {
  return {Kind::inline_text, Code{.zip_file = source}, source};
}

FunctionCode FunctionCode::s3(const Link<const Bucket>& bucket, const Value<std::string>& key,
                              const Value<std::string>& version) {
  return {Kind::s3, Code{.s3_bucket = bucket->name(), .s3_key = key, .s3_object_version = version}};
}

FunctionCode FunctionCode::image(const Value<std::string>& uri) {
  return {Kind::image, Code{.image_uri = uri}};
}

FunctionCode FunctionCode::local(std::string_view path) {
  const Value<std::string> text(path);
  return {Kind::local, as<Code>(text), text};
}

Function::Function(Attach at, const FunctionProps& props)
    : Construct(std::move(at)),
      environment_(props.environment),
      role_(props.role.is_set() ? props.role.get() : &add(role_props(child("Role")))),
      security_groups_(props.security_groups),
      log_group_(props.log_group.is_set() ? props.log_group.get()
                                          : &add(log_group_props(child("LogGroup"), props))),
      resource_(&add(resource_props(primary(), props, *role_, *log_group_))),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  if (props.wait_for_grants) resource_->depends_on(*role_);
  if (props.code.kind() == FunctionCode::Kind::local) {
    // Whoever reads the template before it is packaged finds the reason there.
    resource_->acknowledge(codes::OT4243, "'aws cloudformation package' uploads the code");
  }
  give_permissions(props);
  configure_events(props);
  check_code(props);
  check_limits(props);
  const Node& environment = environment_.node();
  for (std::uint32_t i = 0; i < environment.size; ++i) {
    check_environment_name(environment.fields[i].key);
  }
}

void Function::give_permissions(const FunctionProps& props) {
  RoleItself itself(*role_);
  log_group_->grant_write(itself);
  if (props.subnets.is_set()) {
    role_->add_managed_policy(aws_managed_policy("service-role/AWSLambdaVPCAccessExecutionRole"));
  }
  for (const EventDestination& each : {props.dead_letter, props.on_failure, props.on_success}) {
    if (!each.is_set()) continue;
    itself.add_to_policy({.actions = {each.action()}, .resources = {each.arn()}});
    each.kms_key().grant(itself, {"kms:Decrypt", "kms:GenerateDataKey*"});
  }
  if (props.tracing) {
    // These actions know no resources.
    itself.add_to_policy(
        {.actions = {"xray:PutTelemetryRecords", "xray:PutTraceSegments"}, .resources = {"*"}});
  }
}

void Function::configure_events(const FunctionProps& props) {
  namespace event_config = cfn::lambda::event_invoke_config;
  const bool has_destination = props.on_failure.is_set() || props.on_success.is_set();
  if (!has_destination && !props.max_event_age.is_set() && !props.retry_attempts.is_set()) return;
  cfn::lambda::EventInvokeConfig& config = add(cfn::lambda::EventInvokeConfigProps{
      .id = child("EventInvokeConfig"),
      .function_name = name(),
      .qualifier = "$LATEST",
      .maximum_event_age_in_seconds = props.max_event_age.value(),
      .maximum_retry_attempts = props.retry_attempts.value(),
  });
  if (!has_destination) return;
  event_config::DestinationConfig destinations;
  if (props.on_failure.is_set()) {
    destinations.on_failure = event_config::OnFailure{.destination = props.on_failure.arn()};
  }
  if (props.on_success.is_set()) {
    destinations.on_success = event_config::OnSuccess{.destination = props.on_success.arn()};
  }
  config.props.destination_config = destinations;
}

void Function::check_code(const FunctionProps& props) const {
  const bool has_runtime = props.runtime.is_set();
  const bool has_handler = props.handler.is_set();
  if (props.code.kind() == FunctionCode::Kind::image) {
    if (has_runtime || has_handler || !props.layers.empty()) {
      error(codes::OT2221, "a function from an image takes no runtime, handler or layers",
            "leave them out: the image holds them");
    }
    return;
  }
  if (!has_runtime || !has_handler) {
    error(codes::OT2222, "a function from an archive or a text needs a runtime and a handler",
          "set e.g. .handler = \"index.handler\", .runtime = Runtime::python3_14");
  }
  const Value<std::string>& text = props.code.text();
  const bool is_empty = text.is_literal_text() && text.literal_text().empty();
  if (props.code.kind() == FunctionCode::Kind::local && is_empty) {
    error(codes::OT2232, "the path of the code is empty",
          "name a folder or a .zip archive: FunctionCode::local(\"build/function\")");
  }
  if (props.code.kind() != FunctionCode::Kind::inline_text) return;
  const std::string_view runtime = as<std::string>(props.runtime).literal_text();
  if (!runtime.empty() && !runtime.starts_with("nodejs") && !runtime.starts_with("python")) {
    error(codes::OT2223,
          "inline code runs on Node.js and Python alone, not on " + std::string(runtime),
          "use FunctionCode::local, or put the code in a bucket and use FunctionCode::s3");
  }
  const std::string_view handler = props.handler.literal_text();
  if (!handler.empty() && !handler.starts_with("index.")) {
    error(codes::OT2224, "the handler '" + std::string(handler) + "' is not in the inline code",
          "begin it with 'index.': CloudFormation puts inline code in a file of that name");
  }
  if (is_empty) {
    error(codes::OT2225, "the inline code is empty",
          "give FunctionCode::inline_text the source text");
  }
}

void Function::check_limits(const FunctionProps& props) const {
  if (props.function_name.is_broken()) {
    error(codes::OT2226,
          "'" + std::string(props.function_name.text()) + "' is not a name for a function",
          "use 1 to 64 letters, digits, '-' and '_'");
  }
  if (props.subnets.is_set() == props.security_groups.empty()) {
    error(codes::OT2227, "a function in a VPC needs both subnets and security groups",
          "set `subnets` and `security_groups`, or neither");
  }
  if (props.dead_letter.is_set() && !props.dead_letter.takes_dead_letters()) {
    error(codes::OT2228, "dead letters go to a queue or a topic",
          "use EventDestination::queue or ::topic, or `on_failure`, which takes every destination");
  }
  const auto check = [this](const auto& number, const std::string& name, const char* bounds) {
    if (!number.is_broken()) return;
    error(codes::OT2229,
          name + " is " + std::to_string(number.number()) + ", which is out of bounds",
          "it is " + std::string(bounds));
  };
  check(props.ephemeral_storage, "ephemeral_storage", "512 to 10240 MB");
  check(props.max_event_age, "max_event_age", "60 to 21600 seconds");
  check(props.memory, "memory", "128 to 10240 MB");
  check(props.retry_attempts, "retry_attempts", "0 to 2");
  check(props.timeout, "timeout", "1 to 900 seconds");
}

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
void Function::check_environment_name(std::string_view name_given) const {
  static constexpr std::string_view reserved[] = {
      "AWS_ACCESS_KEY",
      "AWS_ACCESS_KEY_ID",
      "AWS_DEFAULT_REGION",
      "AWS_EXECUTION_ENV",
      "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
      "AWS_LAMBDA_FUNCTION_NAME",
      "AWS_LAMBDA_FUNCTION_VERSION",
      "AWS_LAMBDA_INITIALIZATION_TYPE",
      "AWS_LAMBDA_LOG_GROUP_NAME",
      "AWS_LAMBDA_LOG_STREAM_NAME",
      "AWS_LAMBDA_RUNTIME_API",
      "AWS_REGION",
      "AWS_SECRET_ACCESS_KEY",
      "AWS_SESSION_TOKEN",
      "LAMBDA_RUNTIME_DIR",
      "LAMBDA_TASK_ROOT",
      "_HANDLER",
      "_X_AMZN_TRACE_ID",
  };
  if (std::find(std::begin(reserved), std::end(reserved), name_given) != std::end(reserved)) {
    error(codes::OT2230,
          "the environment variable '" + std::string(name_given) + "' is set by Lambda itself",
          "choose another name");
    return;
  }
  const bool fits = name_given.size() >= 2 && detail::is_letter(name_given.front()) &&
                    detail::has_only_letters_digits_and("_", name_given);
  if (!fits) {
    error(codes::OT2231,
          "'" + std::string(name_given) + "' is not a name for an environment variable",
          "begin with a letter, then one or more letters, digits and '_'");
  }
}

void Function::add_environment(std::string_view variable, const Value<std::string>& value) {
  check_environment_name(variable);
  environment_.set(variable, value);
  resource().props.environment = cfn::lambda::function::Environment{.variables = environment_};
}

void Function::add_layer(const LayerVersion& layer) { resource().props.layers.add(layer.arn()); }

cfn::lambda::Permission& Function::add_permission(std::string_view id,
                                                  const PolicyPrincipal& principal,
                                                  const Value<std::string>& source_arn,
                                                  const Value<std::string>& source_account) {
  return add(cfn::lambda::PermissionProps{
      .id = child(id),
      .action = "lambda:InvokeFunction",
      // A name alone would be looked for in the account of this stack.
      .function_name = resource_ == nullptr ? PermittedFunction(arn()) : PermittedFunction(name()),
      .principal = principal.name(),
      .source_account = source_account,
      .source_arn = source_arn,
  });
}

void Function::grant_invoke(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"lambda:InvokeFunction"}, .resources = {arn()}});
}

bool Function::permit_delivery(std::string_view id, std::string_view service,
                               const Value<std::string>& source_arn) {
  add_permission(id, PolicyPrincipal::service(service), source_arn);
  return true;
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
Value<std::string> Function::alarm_action_arn(std::string_view id,
                                              const Value<std::string>& alarm_arn) {
  add_permission(id, PolicyPrincipal::service("lambda.alarms.cloudwatch.amazonaws.com"), alarm_arn);
  return arn();
}

Connections Function::connections() { return {*this, security_groups_}; }

Metric Function::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/Lambda",
                     .metric_name = metric_name,
                     .dimensions = {{"FunctionName", name()}}};
}

}  // namespace omnitrack
