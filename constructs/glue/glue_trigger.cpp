#include "omnitrack/glue/glue_trigger.hpp"

#include <string>

#include <omnitrack/cfn/glue.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

namespace trigger = cfn::glue::trigger;
using TriggerType = cfn::glue::TriggerProps::Type;

trigger::Predicate predicate_of(const GlueTriggerProps& props) {
  static constexpr trigger::Condition::State states[] = {
      trigger::Condition::State::succeeded, trigger::Condition::State::stopped,
      trigger::Condition::State::timeout, trigger::Condition::State::failed};
  trigger::Predicate made;
  for (const JobCondition& each : props.conditions) {
    made.conditions.add(trigger::Condition{
        .job_name = each.job->name(),
        .logical_operator = trigger::Condition::LogicalOperator::equals,
        .state = states[static_cast<std::size_t>(each.state)],
    });
  }
  made.logical =
      props.any_condition ? trigger::Predicate::Logical::any : trigger::Predicate::Logical::and_;
  return made;
}

List<trigger::Action> actions_of(const GlueTriggerProps& props) {
  List<trigger::Action> made = List<trigger::Action>::empty();
  for (const TriggeredJob& each : props.jobs) {
    trigger::Action action{.job_name = each.job->name(), .timeout = each.timeout.value()};
    if (each.arguments.is_set()) action.arguments = Json(each.arguments);
    made.add(action);
  }
  for (const auto& crawler : props.crawlers) {
    made.add(trigger::Action{.crawler_name = crawler->name()});
  }
  return made;
}

cfn::glue::TriggerProps trigger_resource_props(const Id& id, const GlueTriggerProps& props) {
  cfn::glue::TriggerProps made{
      .id = id,
      .actions = actions_of(props),
      .type = TriggerType::on_demand,
      .description = props.description,
      .name = props.trigger_name.value(),
      .schedule = props.schedule.value(),
  };
  if (props.schedule.is_set()) made.type = TriggerType::scheduled;
  if (!props.conditions.empty()) {
    made.type = TriggerType::conditional;
    made.predicate = predicate_of(props);
  }
  const bool runs_by_itself = props.schedule.is_set() || !props.conditions.empty();
  if (runs_by_itself && props.enabled) made.start_on_creation = true;
  return made;
}

}  // namespace

GlueTrigger::GlueTrigger(Attach at, const GlueTriggerProps& props)
    : Construct(std::move(at)), resource_(add(trigger_resource_props(primary(), props))) {
  check(props);
}

void GlueTrigger::check(const GlueTriggerProps& props) const {
  if (props.trigger_name.is_broken()) {
    error(codes::OT3727,
          "'" + std::string(props.trigger_name.text()) + "' is not a name for a trigger",
          "use 1 to 255 characters");
  }
  if (props.jobs.empty() && props.crawlers.empty()) {
    error(codes::OT3731, "a trigger starts nothing", "set `jobs` or `crawlers`");
  }
  if (props.schedule.is_set() && !props.conditions.empty()) {
    error(codes::OT3731, "a trigger has a schedule and conditions",
          "leave one of them out, or make two triggers");
  }
  if (props.schedule.is_broken()) {
    error(codes::OT3732,
          "'" + std::string(props.schedule.text()) + "' is not a schedule for a trigger",
          "write e.g. 'cron(0 2 * * ? *)'");
  }
  for (const TriggeredJob& each : props.jobs) {
    if (!each.timeout.is_broken()) continue;
    error(codes::OT3728,
          "timeout is " + std::to_string(each.timeout.number()) + ", which is out of bounds",
          "it is 1 to 10080 minutes");
  }
}

Value<std::string> GlueTrigger::name() const { return resource_.ref(); }

}  // namespace omnitrack
