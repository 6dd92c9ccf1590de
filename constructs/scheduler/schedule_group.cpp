#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/scheduler.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/scheduler/schedule.hpp>

namespace omnitrack {

/// What a group of schedules that is made elsewhere is made of.
struct ImportedScheduleGroupProps {
  using Makes = ScheduleGroup;
  Id id;
  Value<std::string> name;
};

ScheduleGroup::ScheduleGroup(Attach at, const ScheduleGroupProps& props)
    : Construct(std::move(at)),
      resource_(&add(
          cfn::scheduler::ScheduleGroupProps{.id = primary(), .name = props.group_name.value()})),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  resource_->set_removal_policy(props.removal_policy);
  if (props.group_name.is_broken()) {
    error(codes::OT3132,
          "'" + std::string(props.group_name.text()) + "' is not a name for a group of schedules",
          "use 1 to 64 letters, digits, '.', '-' and '_'");
  }
}

ScheduleGroup::ScheduleGroup(Attach at, const ImportedScheduleGroupProps& props)
    : Construct(std::move(at)),
      arn_(stack().arn("scheduler", concat("schedule-group/", props.name))),
      name_(props.name) {}

ScheduleGroup& ScheduleGroup::from_name(Construct& scope, const Id& id,
                                        const Value<std::string>& name) {
  return scope.add(ImportedScheduleGroupProps{.id = id, .name = name});
}

void ScheduleGroup::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy(
      {.actions = actions,
       .resources = {stack().arn("scheduler", concat("schedule/", name(), "/*"))}});
}

void ScheduleGroup::grant_delete_schedules(Grantee& grantee) const {
  grant(grantee, {"scheduler:DeleteSchedule"});
}

void ScheduleGroup::grant_read_schedules(Grantee& grantee) const {
  grant(grantee, {"scheduler:GetSchedule"});
}

void ScheduleGroup::grant_write_schedules(Grantee& grantee) const {
  grant(grantee, {"scheduler:CreateSchedule", "scheduler:UpdateSchedule"});
}

Metric ScheduleGroup::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/Scheduler",
                     .metric_name = metric_name,
                     .dimensions = {{"ScheduleGroup", name()}}};
}

cfn::scheduler::ScheduleGroup& ScheduleGroup::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::scheduler::ScheduleGroupProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
