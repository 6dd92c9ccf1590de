#include "omnitrack/cloudwatch/composite_alarm.hpp"

#include <string>

#include "../imported.hpp"
#include "alarm_actions.hpp"
#include <omnitrack/cfn/cloudwatch.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

/// What an alarm of alarms that is made elsewhere is made of.
struct ImportedCompositeAlarmProps {
  using Makes = CompositeAlarm;
  Id id;
  Value<cfn::cloudwatch::CompositeAlarmArn> arn;
};

CompositeAlarm::CompositeAlarm(Attach at, const CompositeAlarmProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::cloudwatch::CompositeAlarmProps{
          .id = primary(),
          .alarm_rule = props.rule.text(),
          .actions_enabled = props.actions_enabled,
          .alarm_description = props.description,
          .alarm_name = props.alarm_name,
      })),
      arn_(resource_->attr_arn()) {
  if (!props.rule.problem().empty()) {
    error(codes::OT3605, props.rule.problem(), "ask for 1 to the number of alarms");
  }
  if (props.suppressor) suppress(*props.suppressor);
  add_actions(AlarmState::alarm, props.alarm_actions);
  add_actions(AlarmState::ok, props.ok_actions);
  add_actions(AlarmState::insufficient_data, props.insufficient_data_actions);
}

CompositeAlarm::CompositeAlarm(Attach at, const ImportedCompositeAlarmProps& props)
    : Construct(std::move(at)), arn_(props.arn) {}

CompositeAlarm& CompositeAlarm::from_arn(Construct& scope, const Id& id,
                                         const Value<cfn::cloudwatch::CompositeAlarmArn>& arn) {
  return scope.add(ImportedCompositeAlarmProps{.id = id, .arn = arn});
}

void CompositeAlarm::suppress(const ActionSuppressor& suppressor) {
  for (const SuppressionPeriod& period : {suppressor.extension_period, suppressor.wait_period}) {
    if (!period.is_broken()) continue;
    error(codes::OT3601,
          "a period of the suppressor is " + std::to_string(period.number()) +
              " seconds, which is out of bounds",
          "it is 0 to 86400 seconds");
  }
  resource_->props.actions_suppressor = suppressor.alarm->alarm_arn();
  resource_->props.actions_suppressor_extension_period = suppressor.extension_period.value();
  resource_->props.actions_suppressor_wait_period = suppressor.wait_period.value();
}

List<std::string>* CompositeAlarm::actions(AlarmState state) {
  return resource_ == nullptr ? nullptr : &cloudwatch::actions_in(resource_->props, state);
}

cfn::cloudwatch::CompositeAlarm& CompositeAlarm::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::cloudwatch::CompositeAlarmProps{.id = primary(), .alarm_rule = "FALSE"});
  }
  return *resource_;
}

}  // namespace omnitrack
