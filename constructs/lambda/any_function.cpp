#include "omnitrack/lambda/any_function.hpp"

#include "../events/sender_id.hpp"
#include "../iam/let_in.hpp"
#include "../other_stack.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

using NamedFunction = decltype(cfn::lambda::PermissionProps::function_name);

AnyFunction::AnyFunction(Attach at) : Construct(std::move(at)) {}

void AnyFunction::add_to_policy(const PolicyStatement& statement) {
  function().role().add_to_policy(statement);
}

Value<std::string> AnyFunction::grantee_arn() const {
  return const_cast<AnyFunction*>(this)->function().role().arn();
}

cfn::lambda::Permission& AnyFunction::add_permission(std::string_view id,
                                                     const PolicyPrincipal& principal,
                                                     const Value<std::string>& source_arn,
                                                     const Value<std::string>& source_account) {
  const Construct* sender = found_in_other_stack(*this, source_arn.node());
  // The stack of the sender refers to the function: here the permission would close a circle.
  const Caller caller{principal, source_arn, source_account};
  if (sender == nullptr) return make_permission(*this, child(id), caller);
  return make_permission(*sender->parent(),
                         Id("Invoke" + events::sender_id(*this, nullptr) + std::string(id)),
                         caller);
}

cfn::lambda::Permission& AnyFunction::make_permission(Construct& scope, const Id& id,
                                                      const Caller& caller) {
  return scope.add(cfn::lambda::PermissionProps{
      .id = id,
      .action = "lambda:InvokeFunction",
      .function_name = NamedFunction::from_node(name_or_arn().node()),
      .principal = caller.principal.name(),
      .source_account = caller.source_account,
      .source_arn = caller.source_arn,
  });
}

void AnyFunction::permit_subscription(std::string_view id, const Value<std::string>& topic_arn) {
  make_permission(*this, child(id), {PolicyPrincipal::service("sns.amazonaws.com"), topic_arn, {}});
}

void AnyFunction::have_wait_for_qualifier(Construct& waiting) const {
  if (named_ != nullptr) waiting.depends_on(*named_);
}

void AnyFunction::grant_invoke(Grantee& grantee) const {
  const Value<std::string> caller = iam::granted_besides(
      *this, grantee, {.actions = {"lambda:InvokeFunction"}, .resources = {arn()}});
  const std::string permission_id = "For" + iam::id_of(caller);
  if (!caller.is_set() || iam::has_child(*this, permission_id)) return;
  const_cast<AnyFunction*>(this)->add_permission(permission_id, PolicyPrincipal::aws(caller));
}

cfn::lambda::EventInvokeConfig& AnyFunction::configure_async_invocation(
    const AsyncInvocation& options) {
  namespace made = cfn::lambda::event_invoke_config;
  auto& config = add(cfn::lambda::EventInvokeConfigProps{
      .id = child("EventInvokeConfig"),
      .function_name = name(),
      .qualifier = qualifier().is_set() ? qualifier() : Value<std::string>("$LATEST"),
      .maximum_event_age_in_seconds = options.max_event_age.value(),
      .maximum_retry_attempts = options.retry_attempts.value(),
  });
  made::DestinationConfig destinations;
  if (options.on_failure.is_set()) {
    destinations.on_failure = made::OnFailure{.destination = options.on_failure.arn()};
  }
  if (options.on_success.is_set()) {
    destinations.on_success = made::OnSuccess{.destination = options.on_success.arn()};
  }
  if (options.on_failure.is_set() || options.on_success.is_set()) {
    config.props.destination_config = destinations;
    options.on_failure.grant_send(function().role());
    options.on_success.grant_send(function().role());
    function().have_wait_for_grants(config);
  }
  have_wait_for_qualifier(config);
  return config;
}

Value<std::string> AnyFunction::event_target_arn() const { return arn(); }

bool AnyFunction::permit_delivery(std::string_view id, std::string_view service,
                                  const Value<std::string>& source_arn) {
  add_permission(id, PolicyPrincipal::service(service), source_arn);
  return true;
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
Value<std::string> AnyFunction::alarm_action_arn(std::string_view id,
                                                 const Value<std::string>& alarm_arn) {
  add_permission(id, PolicyPrincipal::service("lambda.alarms.cloudwatch.amazonaws.com"), alarm_arn);
  return arn();
}

Metric AnyFunction::metric(std::string_view metric_name) const {
  MetricProps props{.name_space = "AWS/Lambda",
                    .metric_name = metric_name,
                    .dimensions = {{"FunctionName", name()}}};
  if (qualifier().is_set()) props.dimensions.set("Resource", concat(name(), ":", qualifier()));
  return props;
}

}  // namespace omnitrack
