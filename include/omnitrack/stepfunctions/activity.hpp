#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack::cfn::stepfunctions {
class Activity;  // defined in <omnitrack/cfn/stepfunctions.hpp>
}

namespace omnitrack {

class Activity;

/// Properties of an activity.
struct ActivityProps {
  using Makes = Activity;
  Id id;
  /// The name, 1 to 80 characters; made of the stack's name and the path where it is left out.
  StateMachineName activity_name = {};
  /// The key that inputs and outputs are encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// How long a data key of that key is used again, in seconds, 60 to 900; 300 where it is left
  /// out.
  DataKeyReuse kms_data_key_reuse = {};
};

/// Work that a program of one's own asks for, wherever it runs: AWS::StepFunctions::Activity.
/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html
class Activity final : public Construct, public Measured {
 public:
  Activity(Attach at, const ActivityProps& props);
  Activity(Attach at, const struct ImportedActivityProps& props);

  /// An activity that is made elsewhere.
  static Activity& from_arn(Construct& scope, const Id& id, const Value<std::string>& arn);
  /// An activity of this stack's region and account that is made elsewhere.
  static Activity& from_name(Construct& scope, const Id& id, const Value<std::string>& name);

  /// Allows actions on the activity.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to ask for work and to return its results.
  void grant_work(Grantee& grantee) const;
  /// Allows the role of a state machine to hand out work: to use the key, where there is one.
  void allow_scheduling(Grantee& grantee) const;

  /// One of Step Functions' metrics of the activity, by the average where it says no other
  /// statistic. https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many tasks failed.
  [[nodiscard]] Metric metric_failed() const { return metric("ActivitiesFailed").sum(); }
  /// How many tasks were silent for too long.
  [[nodiscard]] Metric metric_heartbeat_timed_out() const {
    return metric("ActivitiesHeartbeatTimedOut").sum();
  }
  /// How long tasks ran, in milliseconds.
  [[nodiscard]] Metric metric_run_time() const { return metric("ActivityRunTime"); }
  /// How long tasks waited to be taken, in milliseconds.
  [[nodiscard]] Metric metric_schedule_time() const { return metric("ActivityScheduleTime"); }
  /// How many tasks were scheduled.
  [[nodiscard]] Metric metric_scheduled() const { return metric("ActivitiesScheduled").sum(); }
  /// How many tasks were taken.
  [[nodiscard]] Metric metric_started() const { return metric("ActivitiesStarted").sum(); }
  /// How many tasks succeeded.
  [[nodiscard]] Metric metric_succeeded() const { return metric("ActivitiesSucceeded").sum(); }
  /// How long tasks took in all, in milliseconds.
  [[nodiscard]] Metric metric_time() const { return metric("ActivityTime"); }
  /// How many tasks took too long.
  [[nodiscard]] Metric metric_timed_out() const { return metric("ActivitiesTimedOut").sum(); }

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The activity's own resource; an error where the activity is made elsewhere.
  [[nodiscard]] cfn::stepfunctions::Activity& resource();

 private:
  cfn::stepfunctions::Activity* resource_ = nullptr;  // null where it is made elsewhere
  Value<std::string> arn_;
  Value<std::string> name_;
  KeyLink kms_key_;
};

}  // namespace omnitrack
