#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/ssm/association.hpp>

namespace omnitrack::cfn::ssm {
class MaintenanceWindow;        // defined in <omnitrack/cfn/ssm.hpp>
class MaintenanceWindowTarget;  // defined in <omnitrack/cfn/ssm.hpp>
class MaintenanceWindowTask;    // defined in <omnitrack/cfn/ssm.hpp>
}  // namespace omnitrack::cfn::ssm

namespace omnitrack {

class AnyFunction;
class Role;

namespace detail {
inline void a_maintenance_window_is_open_for_1_to_24_hours() {}
inline void a_maintenance_window_begins_nothing_in_its_last_0_to_23_hours() {}
}  // namespace detail

/// What a maintenance window runs: a document, or a function.
struct MaintenanceTaskProps {
  Id id;
  /// The command or automation that is run.
  Link<const Document> document = {};
  /// The function that is called, which the window's role may then do, in place of a document.
  Link<AnyFunction> function = {};
  /// Whether the document is an automation.
  Bool is_automation = false;
  /// How many targets it runs on at once, e.g. `10` or `10%`.
  Value<std::string> max_concurrency = "1";
  /// After how many failures no more target is begun, e.g. `1` or `10%`.
  Value<std::string> max_errors = "0";
  /// The document's parameters, each a list of texts.
  Map<Json> parameters = {};
  /// What goes first: the lowest.
  Value<std::int64_t> priority = 1;
  /// What it runs on: all targets of the window where they are left out.
  Items<SsmTarget> targets = {};
  /// Whether it goes on when the window is closed.
  Bool runs_on_after_cutoff = false;
};

class SsmMaintenanceWindow;

/// Properties of a maintenance window.
struct SsmMaintenanceWindowProps {
  using Makes = SsmMaintenanceWindow;
  Id id;
  /// When it opens, e.g. `cron(0 2 ? * SUN *)`.
  Required<Value<std::string>, struct required_schedule> schedule;
  /// Whether tasks may run on machines that are no target of the window.
  Bool allow_unassociated_targets = false;
  /// How many hours before its end nothing more begins.
  CheckedNumber<detail::TimeBetween<
      0, 23, detail::a_maintenance_window_begins_nothing_in_its_last_0_to_23_hours, 3600>>
      cutoff = 1;
  /// What it is for, 128 characters at most.
  Value<std::string> description = {};
  /// For how many hours it is open, 1 to 24.
  CheckedNumber<
      detail::TimeBetween<1, 24, detail::a_maintenance_window_is_open_for_1_to_24_hours, 3600>>
      duration = 3;
  /// When it opens for the last time, e.g. `2027-12-31T00:00:00Z`.
  Value<std::string> end_date = {};
  /// The name; its id's where it is left out.
  Value<std::string> name = {};
  /// How many days after the schedule it opens, 1 to 6.
  Value<std::int64_t> schedule_offset = {};
  /// When it opens for the first time.
  Value<std::string> start_date = {};
  /// The time zone of the schedule, e.g. `Europe/Berlin`; UTC where it is left out.
  Value<std::string> time_zone = {};
};

/// When machines may be worked on, and what is done: AWS::SSM::MaintenanceWindow,
/// AWS::SSM::MaintenanceWindowTarget and AWS::SSM::MaintenanceWindowTask, with a `Role` where it
/// calls functions.
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-windows.html
class SsmMaintenanceWindow final : public Construct {
 public:
  SsmMaintenanceWindow(Attach at, const SsmMaintenanceWindowProps& props);

  /// Adds machines, which tasks that name none run on.
  cfn::ssm::MaintenanceWindowTarget& add_targets(const Id& id, const Items<SsmTarget>& targets);
  /// Adds what is run.
  cfn::ssm::MaintenanceWindowTask& add_task(const MaintenanceTaskProps& props);

  /// The id.
  [[nodiscard]] Value<std::string> window_id() const;
  /// The window's own resource.
  [[nodiscard]] cfn::ssm::MaintenanceWindow& resource() { return resource_; }

 private:
  Role& function_role();

  cfn::ssm::MaintenanceWindow& resource_;
  List<std::string> target_ids_;
  Role* function_role_ = nullptr;  // null before the first function
};

}  // namespace omnitrack
