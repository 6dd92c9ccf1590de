#pragma once

#include <concepts>

#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/events/delivery.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/events/schedule_expression.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::scheduler {
class Schedule;       // defined in <omnitrack/cfn/scheduler.hpp>
class ScheduleGroup;  // defined in <omnitrack/cfn/scheduler.hpp>
}  // namespace omnitrack::cfn::scheduler

namespace omnitrack {

class Queue;
class Role;

namespace detail {

inline void a_schedule_name_has_1_to_64_letters_digits_dots_hyphens_or_underscores() {}
inline void a_schedule_runs_within_1_to_1440_minutes() {}

struct ScheduleNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 64 && has_only_letters_digits_and("._-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_schedule_name_has_1_to_64_letters_digits_dots_hyphens_or_underscores();
  }
};

}  // namespace detail

/// The name of a schedule or of a group of them: 1 to 64 letters, digits, `.`, `-` and `_`.
/// https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
using ScheduleName = CheckedText<detail::ScheduleNameRule>;
/// Within how many minutes a schedule runs.
using ScheduleWindow = CheckedNumber<
    detail::TimeBetween<1, 1440, detail::a_schedule_runs_within_1_to_1440_minutes, 60>>;

/// A call of any service's API.
/// https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
struct ApiCall {
  /// The service as the SDKs call it, in lower case, e.g. `rds`.
  Required<Text, struct required_service> service;
  /// The call, beginning with a small letter, e.g. `stopDBInstance`.
  Required<Text, struct required_action> action;
  /// On what it is allowed: ARNs or `*`.
  Required<List<std::string>, struct required_resources> resources;
  /// What must be allowed for it, e.g. `rds:StopDBInstance`; made of the service and the action
  /// where it is left out.
  List<std::string> permissions = {};
};

/// What a schedule runs: anything that an event can reach, or a call of any service's API.
class ScheduleTarget {
 public:
  /// A function, a queue, a topic, a bus, a stream, … .
  template <class T>
    requires(std::derived_from<T, EventTarget> && !std::is_const_v<T>)
  ScheduleTarget(T& target) : target_(&target) {}
  /// A call.
  ScheduleTarget(const ApiCall& call) : call_{call} {}

  /// The target; null where it is a call.
  [[nodiscard]] EventTarget* target() const { return target_; }
  /// The call; none where it is a target.
  [[nodiscard]] const Items<ApiCall>& call() const { return call_; }

 protected:
  ScheduleTarget() = default;

 private:
  EventTarget* target_ = nullptr;
  Items<ApiCall> call_;
};

class ScheduleGroup;

/// Properties of a group of schedules.
struct ScheduleGroupProps {
  using Makes = ScheduleGroup;
  Id id;
  /// The name; made up by CloudFormation where it is left out.
  ScheduleName group_name = {};
  /// What happens to the group, with all its schedules, when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
};

/// A group of schedules, which are deleted with it: AWS::Scheduler::ScheduleGroup.
/// https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-group.html
class ScheduleGroup final : public Construct, public Measured {
 public:
  ScheduleGroup(Attach at, const ScheduleGroupProps& props);
  ScheduleGroup(Attach at, const struct ImportedScheduleGroupProps& props);

  /// A group of this stack's region and account that is made elsewhere, such as `default`.
  static ScheduleGroup& from_name(Construct& scope, const Id& id, const Value<std::string>& name);

  /// Allows to delete schedules of the group.
  void grant_delete_schedules(Grantee& grantee) const;
  /// Allows to read schedules of the group.
  void grant_read_schedules(Grantee& grantee) const;
  /// Allows to make and change schedules of the group; what makes them must be allowed to pass
  /// their role too.
  void grant_write_schedules(Grantee& grantee) const;

  /// One of the scheduler's metrics of the group, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many times a target was to be reached.
  [[nodiscard]] Metric metric_attempts() const { return metric("InvocationAttemptCount").sum(); }
  /// How many times nothing came of it for good.
  [[nodiscard]] Metric metric_dropped() const { return metric("InvocationDroppedCount").sum(); }
  /// How many times a target gave an error.
  [[nodiscard]] Metric metric_target_errors() const { return metric("TargetErrorCount").sum(); }
  /// How many times a target was called too often.
  [[nodiscard]] Metric metric_target_throttled() const {
    return metric("TargetErrorThrottledCount").sum();
  }

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The group's own resource; an error where the group is made elsewhere.
  [[nodiscard]] cfn::scheduler::ScheduleGroup& resource();

 private:
  void grant(Grantee& grantee, const List<std::string>& actions) const;

  cfn::scheduler::ScheduleGroup* resource_ = nullptr;  // null where the group is made elsewhere
  Value<std::string> arn_;
  Value<std::string> name_;
};

class Schedule;

/// Properties of a schedule.
struct ScheduleProps {
  using Makes = Schedule;
  Id id;
  /// When it runs: `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)`, or once,
  /// `at(2030-01-31T08:00:00)`.
  CheckedText<detail::ScheduleTimeRule, struct required_schedule> schedule;
  /// What it runs.
  Required<ScheduleTarget, struct required_target> target;
  /// A queue for what could not be delivered.
  Link<Queue> dead_letter_queue = {};
  /// What it is for, 512 characters at most.
  Value<std::string> description = {};
  /// Whether it runs.
  Bool enabled = true;
  /// Until when it runs, in UTC, e.g. `2030-01-31T08:00:00Z`.
  ScheduleDate end = {};
  /// The kind of the event that a bus gets.
  Value<std::string> event_detail_type = {};
  /// The source of the event that a bus gets, e.g. `shop`.
  Value<std::string> event_source = {};
  /// Within how many minutes of its time it runs, 1 to 1,440; to the minute where it is left out.
  ScheduleWindow flexible_window = {};
  /// Its group; `default` where it is left out.
  Link<const ScheduleGroup> group = {};
  /// What the target is given, as JSON; the scheduler's own event where it is left out.
  Value<Json> input = {};
  /// The key that the schedule is encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// How long the delivery is tried, in seconds, 60 to 86,400; a day where it is left out.
  DeliveryAge max_event_age = {};
  /// The message group in a FIFO queue.
  Value<std::string> message_group_id = {};
  /// The partition's key in a Kinesis stream.
  Value<std::string> partition_key = {};
  /// How often the delivery is tried again, 0 to 185; 185 where it is left out.
  DeliveryRetries retry_attempts = {};
  /// The role by which the target is reached, which gets what it needs; the schedule makes one of
  /// its own where it is left out.
  Link<Role> role = {};
  /// The name; made up by CloudFormation where it is left out.
  ScheduleName schedule_name = {};
  /// From when on it runs, in UTC, e.g. `2030-01-01T08:00:00Z`.
  ScheduleDate start = {};
  /// The time zone of `schedule`, e.g. `Europe/Berlin`; UTC where it is left out.
  Value<std::string> time_zone = {};
};

/// What EventBridge Scheduler runs at its time: AWS::Scheduler::Schedule and the role for it
/// (AWS::IAM::Role, AWS::IAM::Policy).
/// https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html
class Schedule final : public Construct {
 public:
  Schedule(Attach at, const ScheduleProps& props);

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The role by which the target is reached.
  [[nodiscard]] Role& role() { return role_; }
  /// The schedule's own resource.
  [[nodiscard]] cfn::scheduler::Schedule& resource() { return resource_; }

 private:
  void check(const ScheduleProps& props) const;
  void give_permissions(const ScheduleProps& props);
  Role& make_role(const ScheduleProps& props);

  Role& role_;
  cfn::scheduler::Schedule& resource_;
};

}  // namespace omnitrack
