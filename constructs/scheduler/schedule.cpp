#include "omnitrack/scheduler/schedule.hpp"

#include <string>

#include "../check_number.hpp"
#include "../events/own_input.hpp"
#include "../json_text.hpp"
#include <omnitrack/cfn/scheduler.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {

namespace {

namespace schedule = cfn::scheduler::schedule;

Value<std::string> schedule_target_arn(const ScheduleTarget& target, const Stack& stack) {
  if (target.target() != nullptr) {
    const Value<std::string> other = target.target()->target_parameters(EventSender::schedule).arn;
    return other.is_set() ? other : target.target()->event_target_arn();
  }
  const ApiCall& call = target.call()[0];
  return concat("arn:", stack.partition(), ":scheduler:::aws-sdk:", call.service.text(), ":",
                call.action.text());
}

TargetParameters parameters_of(const ScheduleTarget& target) {
  if (target.target() == nullptr) return {};
  return target.target()->target_parameters(EventSender::schedule);
}

schedule::Target schedule_target(const ScheduleProps& props, const Stack& stack, const Role& role) {
  schedule::Target made{
      .arn = as<cfn::sqs::QueueArn>(schedule_target_arn(props.target, stack)),
      .role_arn = role.arn(),
  };
  if (props.dead_letter_queue.is_set()) {
    made.dead_letter_config = schedule::DeadLetterConfig{.arn = props.dead_letter_queue->arn()};
  }
  if (props.event_detail_type.is_set() || props.event_source.is_set()) {
    made.event_bridge_parameters = schedule::EventBridgeParameters{
        .detail_type = props.event_detail_type, .source = props.event_source};
  }
  const TargetParameters parameters = parameters_of(props.target);
  made.ecs_parameters = as<schedule::EcsParameters>(parameters.ecs_task);
  const Value<Json>& input = props.input.is_set() ? props.input : parameters.input;
  if (input.is_set()) made.input = json_text(Json(input));
  if (props.partition_key.is_set()) {
    made.kinesis_parameters = schedule::KinesisParameters{.partition_key = props.partition_key};
  }
  if (props.max_event_age.is_set() || props.retry_attempts.is_set()) {
    made.retry_policy =
        schedule::RetryPolicy{.maximum_event_age_in_seconds = props.max_event_age.value(),
                              .maximum_retry_attempts = props.retry_attempts.value()};
  }
  if (props.message_group_id.is_set()) {
    made.sqs_parameters = schedule::SqsParameters{.message_group_id = props.message_group_id};
  }
  return made;
}

schedule::FlexibleTimeWindow time_window(const ScheduleWindow& window) {
  using Mode = schedule::FlexibleTimeWindow::Mode;
  if (!window.is_set()) return {.mode = Mode::off};
  return {.mode = Mode::flexible, .maximum_window_in_minutes = window.value()};
}

// The SDKs' name of a call, as IAM writes it.
std::string iam_action(const ApiCall& call) {
  std::string action(call.action);
  if (!action.empty() && detail::is_lower(action[0])) {
    action[0] = static_cast<char>(action[0] - 'a' + 'A');
  }
  return std::string(call.service) + ":" + action;
}

}  // namespace

Schedule::Schedule(Attach at, const ScheduleProps& props)
    : Construct(std::move(at)),
      role_(props.role.is_set() ? props.role->used_by(*this, child("Role")) : make_role(props)),
      resource_(add(cfn::scheduler::ScheduleProps{
          .id = primary(),
          .flexible_time_window = time_window(props.flexible_window),
          .schedule_expression = props.schedule.value(),
          .target = schedule_target(props, stack(), role_),
          .description = props.description,
          .end_date = props.end.value(),
          .group_name = props.group.is_set() ? props.group->name() : Value<std::string>(),
          .kms_key_arn = props.kms_key.arn(),
          .name = props.schedule_name.value(),
          .schedule_expression_timezone = props.time_zone,
          .start_date = props.start.value(),
          .state = props.enabled ? cfn::scheduler::ScheduleProps::State::enabled
                                 : cfn::scheduler::ScheduleProps::State::disabled,
      })) {
  give_permissions(props);
  resource_.depends_on(role_);
  check(props);
}

// The scheduler says that it acts for a group, not for a schedule.
// https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
Role& Schedule::make_role(const ScheduleProps& props) {
  const Value<std::string> group = props.group.is_set()
                                       ? props.group->arn()
                                       : stack().arn("scheduler", "schedule-group/default");
  return add(RoleProps{
      .id = child("Role"),
      .assumed_by = PolicyPrincipal::service("scheduler.amazonaws.com"),
      .assume_conditions = {{"StringEquals", Json::object({{"aws:SourceAccount", stack().account()},
                                                           {"aws:SourceArn", group}})}},
  });
}

void Schedule::give_permissions(const ScheduleProps& props) {
  if (props.target.target() != nullptr) props.target.target()->grant_delivery(role_);
  for (const ApiCall& call : props.target.call()) {
    role_.add_to_policy({
        .actions =
            call.permissions.is_set() ? call.permissions : List<std::string>{iam_action(call)},
        .resources = call.resources,
    });
  }
  if (props.dead_letter_queue.is_set()) props.dead_letter_queue->grant_delivery(role_);
  // https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html
  props.kms_key.grant(role_, {"kms:Decrypt"});
}

void Schedule::check(const ScheduleProps& props) const {
  if (props.schedule.is_broken()) {
    error(codes::OT3131, "'" + std::string(props.schedule.text()) + "' is not a schedule",
          "write e.g. 'rate(5 minutes)', 'cron(0 8 ? * MON-FRI *)' or 'at(2030-01-31T08:00:00)'");
  }
  if (props.schedule_name.is_broken()) {
    error(codes::OT3132,
          "'" + std::string(props.schedule_name.text()) + "' is not a name for a schedule",
          "use 1 to 64 letters, digits, '.', '-' and '_'");
  }
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3133, number, what, bounds);
  };
  check_number(props.flexible_window, "flexible_window", "1 to 1440 minutes");
  check_number(props.max_event_age, "max_event_age", "60 to 86400 seconds");
  check_number(props.retry_attempts, "retry_attempts", "0 to 185");
  for (const ScheduleDate& date : {props.start, props.end}) {
    if (!date.is_broken()) continue;
    error(codes::OT3134, "'" + std::string(date.text()) + "' is not a date",
          "write e.g. '2030-01-31T08:00:00Z', in UTC");
  }
  if (props.input.is_set() && parameters_of(props.target).input.is_set()) {
    events::refuse_second_input(*this);
  }
  if (props.event_detail_type.is_set() != props.event_source.is_set()) {
    error(codes::OT3135, "an event for a bus has only one of a kind and a source",
          "set both `event_detail_type` and `event_source`");
  }
}

Value<std::string> Schedule::arn() const { return resource_.attr_arn(); }

Value<std::string> Schedule::name() const { return resource_.ref(); }

}  // namespace omnitrack
