// What holds the instances of a group back.

#include <string>

#include "../imported.hpp"
#include <omnitrack/autoscaling/auto_scaling_group.hpp>
#include <omnitrack/cfn/autoscaling.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {

namespace {

const EventTarget* told_by(const LifecycleHook& hook) {
  if (hook.queue.is_set()) return hook.queue.get();
  return hook.topic.get();
}

}  // namespace

// The hooks are the group's own and no resources beside it: so they hold its first instances, too.
AutoScalingGroup& AutoScalingGroup::add_lifecycle_hook(const LifecycleHook& hook) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "add_lifecycle_hook()");
    return *this;
  }
  const std::string name(hook.name);
  if (hook.timeout.is_broken()) {
    error(codes::OT3450,
          "the lifecycle hook '" + name + "' waits for " + std::to_string(hook.timeout.number()) +
              " seconds, which is out of bounds",
          "it is 30 to 7200 seconds");
  }
  if (hook.queue.is_set() && hook.topic.is_set()) {
    error(codes::OT3455, "the lifecycle hook '" + name + "' tells a queue and a topic",
          "name one of them, e.g. the topic, and subscribe the queue to it");
  }
  cfn::autoscaling::auto_scaling_group::LifecycleHookSpecification made{
      .lifecycle_hook_name = hook.name.text(),
      .lifecycle_transition = hook.transition == LifecycleTransition::launching
                                  ? "autoscaling:EC2_INSTANCE_LAUNCHING"
                                  : "autoscaling:EC2_INSTANCE_TERMINATING",
      .default_result = hook.default_result == LifecycleResult::abandon ? "ABANDON" : "CONTINUE",
      .heartbeat_timeout = hook.timeout.value(),
      .notification_metadata = hook.metadata,
  };
  if (const EventTarget* told = told_by(hook)) {
    Role& role =
        add(RoleProps{.id = child(name + "Role"),
                      .assumed_by = PolicyPrincipal::service("autoscaling.amazonaws.com")});
    told->grant_delivery(role);
    // The group tries whether it may tell, so the permission must be there first.
    resource_->depends_on(role);
    made.notification_target_arn = told->event_target_arn();
    made.role_arn = role.arn();
  }
  resource_->props.lifecycle_hook_specification_list.add(made);
  return *this;
}

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2autoscaling.html
void AutoScalingGroup::grant_complete_lifecycle_action(Grantee& grantee) const {
  grantee.add_to_policy({
      .actions = {"autoscaling:CompleteLifecycleAction",
                  "autoscaling:RecordLifecycleActionHeartbeat"},
      .resources = {stack().arn("autoscaling",
                                concat("autoScalingGroup:*:autoScalingGroupName/", name_))},
  });
}

}  // namespace omnitrack
