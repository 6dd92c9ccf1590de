#include "omnitrack/events/event_rule.hpp"

#include <algorithm>
#include <string>

#include "../check_number.hpp"
#include "../json_text.hpp"
#include "own_input.hpp"
#include "sender_id.hpp"
#include <omnitrack/cfn/events.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

namespace rule = cfn::events::rule;

constexpr std::string_view events_service = "events.amazonaws.com";

cfn::events::RuleProps rule_resource_props(const Id& id, const EventRuleProps& props) {
  cfn::events::RuleProps made{
      .id = id,
      .description = props.description,
      .event_pattern = props.pattern.json(),
      .name = props.rule_name.value(),
      .schedule_expression = props.schedule.value(),
      .state = props.enabled ? cfn::events::RuleProps::State::enabled
                             : cfn::events::RuleProps::State::disabled,
  };
  if (props.event_bus.is_set()) made.event_bus_name = props.event_bus->name();
  return made;
}

void set_input(rule::Target& made, const TargetInput& input) {
  switch (input.kind()) {
    case TargetInput::Kind::event:
      return;
    case TargetInput::Kind::constant:
      made.input = input.text();
      return;
    case TargetInput::Kind::path:
      made.input_path = input.text();
      return;
    case TargetInput::Kind::transformer:
      made.input_transformer =
          rule::InputTransformer{.input_template = input.text(), .input_paths_map = input.paths()};
  }
}

bool has_path(const TargetInput& input, std::string_view name) {
  const Node& paths = input.paths().node();
  if (paths.kind != NodeKind::object) return false;
  return std::any_of(paths.fields, paths.fields + paths.size,
                     [&](const Field& field) { return field.key == name; });
}

// The first `<name>` of a transformer's text that no path is given for; empty where there is none.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
std::string_view unknown_placeholder(const TargetInput& input) {
  std::string_view text = input.text().literal_text();
  while (true) {
    const std::size_t begin = text.find('<');
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin + 1);
    const std::size_t end = text.find('>');
    if (end == std::string_view::npos) return {};
    const std::string_view name = text.substr(0, end);
    const bool is_name = !name.empty() && detail::has_only_letters_digits_and("_-", name);
    if (is_name && !has_path(input, name)) return name;
  }
}

}  // namespace

EventTarget::operator EventRuleTarget() { return {.target = *this}; }

EventRule::EventRule(Attach at, const EventRuleProps& props)
    : Construct(std::move(at)),
      resource_(add(rule_resource_props(primary(), props))),
      event_bus_(props.event_bus.get()) {
  for (const EventRuleTarget& target : props.targets) add_target(target);
  check(props);
}

// The names of the account's rules are not known before they are made, so the role trusts all.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
Role& EventRule::role() {
  if (role_ == nullptr) {
    role_ = &add(RoleProps{
        .id = child("Role"),
        .assumed_by = PolicyPrincipal::service(events_service),
        .assume_conditions = {{"StringEquals",
                               Json::object({{"aws:SourceAccount", stack().account()}})}},
    });
  }
  return *role_;
}

bool EventRule::reach(EventTarget& target) {
  const auto known = std::find_if(reached_.begin(), reached_.end(),
                                  [&](const Reached& each) { return each.target == &target; });
  if (known != reached_.end()) return known->by_role;
  const std::string id = "From" + events::sender_id(*this, dynamic_cast<const Construct*>(&target));
  const bool by_role = !target.permit_delivery(id, events_service, arn());
  if (by_role) target.grant_delivery(role());
  reached_.push_back({&target, by_role});
  return by_role;
}

void EventRule::add_target(const EventRuleTarget& target) {
  rule::Target made{
      .arn = target.target->event_target_arn(),
      .id = "Target" + std::to_string(++targets_),
  };
  set_input(made, target.input);
  const TargetParameters parameters = target.target->target_parameters(EventSender::rule);
  made.batch_parameters = as<rule::BatchParameters>(parameters.batch_job);
  made.ecs_parameters = as<rule::EcsParameters>(parameters.ecs_task);
  if (parameters.input.is_set()) made.input = json_text(Json(parameters.input));
  if (target.role.is_set()) {
    target.target->grant_delivery(*target.role);
    made.role_arn = target.role->arn();
  } else if (reach(*target.target)) {
    made.role_arn = role().arn();
  }
  if (target.dead_letter_queue.is_set()) {
    made.dead_letter_config = rule::DeadLetterConfig{.arn = target.dead_letter_queue->arn()};
    target.dead_letter_queue->permit_delivery(id(), events_service, arn());
  }
  if (target.max_event_age.is_set() || target.retry_attempts.is_set()) {
    made.retry_policy =
        rule::RetryPolicy{.maximum_event_age_in_seconds = target.max_event_age.value(),
                          .maximum_retry_attempts = target.retry_attempts.value()};
  }
  if (target.message_group_id.is_set()) {
    made.sqs_parameters = rule::SqsParameters{.message_group_id = target.message_group_id};
  }
  if (target.partition_key_path.is_set()) {
    made.kinesis_parameters =
        rule::KinesisParameters{.partition_key_path = target.partition_key_path};
  }
  if (target.headers.is_set() || target.path_parameters.is_set() ||
      target.query_parameters.is_set()) {
    made.http_parameters = rule::HttpParameters{.header_parameters = target.headers,
                                                .path_parameter_values = target.path_parameters,
                                                .query_string_parameters = target.query_parameters};
  }
  resource_.props.targets.add(made);
  check_target(target);
}

void EventRule::check(const EventRuleProps& props) const {
  if (!props.pattern.json().is_set() && !props.schedule.is_set()) {
    error(codes::OT3121, "a rule has neither a pattern nor a schedule",
          "set `pattern` for events, `schedule` for times, or both");
  }
  if (props.schedule.is_set() && event_bus_ != nullptr && !event_bus_->is_default()) {
    error(codes::OT3123, "a rule on a bus of one's own has a schedule",
          "leave `event_bus` out, or use a Schedule");
  }
  if (props.rule_name.is_broken()) {
    error(codes::OT3125, "'" + std::string(props.rule_name.text()) + "' is not a name for a rule",
          "use 1 to 64 letters, digits, '.', '-' and '_'");
  }
  if (props.schedule.is_broken()) {
    error(codes::OT3126,
          "'" + std::string(props.schedule.text()) + "' is not a schedule for a rule",
          "write e.g. 'rate(5 minutes)' or 'cron(0 8 ? * MON-FRI *)'");
  }
}

void EventRule::check_target(const EventRuleTarget& target) const {
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
  if (targets_ == 6) {
    error(codes::OT3122, "a rule has more than 5 targets",
          "make another rule with the same pattern, or a topic that others subscribe to");
  }
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3124, number, what, bounds);
  };
  check_number(target.max_event_age, "max_event_age", "60 to 86400 seconds");
  check_number(target.retry_attempts, "retry_attempts", "0 to 185");
  if (target.input.kind() == TargetInput::Kind::event) return;
  if (target.target->target_parameters(EventSender::rule).input.is_set()) {
    events::refuse_second_input(*this);
  }
  if (target.input.kind() != TargetInput::Kind::transformer) return;
  const std::string unknown(unknown_placeholder(target.input));
  if (!unknown.empty()) {
    error(codes::OT3127, "the text of an input has '<" + unknown + ">', for which there is no path",
          "add {\"" + unknown + "\", \"$.…\"} to the paths");
  }
}

Metric EventRule::metric(std::string_view metric_name) const {
  Map<std::string> dimensions{{"RuleName", name()}};
  if (event_bus_ != nullptr && !event_bus_->is_default()) {
    dimensions.set("EventBusName", event_bus_->name());
  }
  return MetricProps{
      .name_space = "AWS/Events", .metric_name = metric_name, .dimensions = dimensions};
}

Value<std::string> EventRule::arn() const { return resource_.attr_arn(); }

Value<std::string> EventRule::name() const { return resource_.attr_rule_name(); }

}  // namespace omnitrack
