#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/stepfunctions/state.hpp>

namespace omnitrack::cfn::stepfunctions {
class StateMachine;         // defined in <omnitrack/cfn/stepfunctions.hpp>
class StateMachineAlias;    // defined in <omnitrack/cfn/stepfunctions.hpp>
class StateMachineVersion;  // defined in <omnitrack/cfn/stepfunctions.hpp>
enum class StateMachineArn : char;
}  // namespace omnitrack::cfn::stepfunctions

namespace omnitrack {

class Role;

namespace detail {

inline void a_state_machine_name_has_1_to_80_letters_digits_hyphens_or_underscores() {}
inline void data_keys_are_reused_60_to_900_seconds() {}

// https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
struct StateMachineNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 80 && has_only_letters_digits_and("_-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_state_machine_name_has_1_to_80_letters_digits_hyphens_or_underscores();
  }
};

}  // namespace detail

/// The name of a state machine: 1 to 80 letters, digits, `-` and `_`.
using StateMachineName = CheckedText<detail::StateMachineNameRule>;
/// How long Step Functions uses a data key again before it asks KMS for another, in seconds.
using DataKeyReuse =
    CheckedNumber<detail::TimeBetween<60, 900, detail::data_keys_are_reused_60_to_900_seconds, 1>>;

/// How executions run.
/// https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
enum class StateMachineType : std::uint8_t {
  standard,  ///< up to a year, each step exactly once
  express,   ///< up to five minutes, for many short executions
};

/// What of an execution is logged.
enum class StateMachineLogLevel : std::uint8_t { all, error, fatal, off };

/// A definition in the Amazon States Language that is given as a text, in place of states that are
/// added; none by default. Texts `${name}` in it stand for `definition_substitutions`.
class StateMachineDefinition {
 public:
  /// None.
  constexpr StateMachineDefinition() = default;
  /// The text, in JSON.
  static StateMachineDefinition text(std::string_view json) { return {json, false}; }
  /// A file of JSON, which is read when the app runs; looked for from the folder of the source that
  /// makes the state machine.
  static StateMachineDefinition file(std::string_view path) { return {path, true}; }

  /// Whether there is one.
  [[nodiscard]] bool is_set() const { return is_set_; }
  /// Whether it is a path.
  [[nodiscard]] bool is_file() const { return is_file_; }
  /// The text or the path.
  [[nodiscard]] const Text& value() const { return value_; }

 private:
  StateMachineDefinition(std::string_view value, bool is_file)
      : value_(value), is_set_(true), is_file_(is_file) {}
  Text value_;
  bool is_set_ = false;
  bool is_file_ = false;
};

/// Properties of a state machine.
struct StateMachineProps {
  using Makes = StateMachine;
  Id id;
  /// What it is for.
  Text comment = {};
  /// The definition as a text; made of the states that are added where it is left out.
  StateMachineDefinition definition = {};
  /// What `${name}` stands for in a definition that is given as a text.
  Map<std::string> definition_substitutions = {};
  /// The key that the definition, inputs and outputs are encrypted with; AWS's own where it is left
  /// out.
  KeyLink kms_key = {};
  /// How long a data key of that key is used again, in seconds, 60 to 900; 300 where it is left
  /// out.
  DataKeyReuse kms_data_key_reuse = {};
  /// The log group to write to; the state machine makes one of its own where it is left out.
  Link<const LogGroup> log_group = {};
  /// Whether inputs and outputs are logged too.
  Bool log_execution_data = false;
  /// What is logged; errors where it is left out, everything of an express state machine.
  Optional<StateMachineLogLevel> log_level = {};
  /// How long the state machine's own log group keeps events.
  Retention log_retention = RetentionDays::two_years;
  /// In which language states select and change their data.
  QueryLanguage query_language = QueryLanguage::json_path;
  /// What happens to the state machine, with the history of its executions, when it leaves the
  /// stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// The role that it runs as, which gets what its states need; the state machine makes one of its
  /// own where it is left out.
  Link<Role> role = {};
  /// The name; made up by CloudFormation where it is left out.
  StateMachineName state_machine_name = {};
  /// How long an execution may take, in seconds.
  StateSeconds timeout = {};
  /// Whether executions are traced by X-Ray.
  Bool tracing = true;
  /// How executions run; a change replaces the state machine.
  StateMachineType type = StateMachineType::standard;
  /// Whether it is made only after the policies of its role. Turn it off where something that the
  /// role is granted needs the state machine first.
  Bool wait_for_grants = true;
};

/// A state machine, to which its states are added, with its permissions and its logs:
/// AWS::StepFunctions::StateMachine, and as needed the role (AWS::IAM::Role, AWS::IAM::Policy) and
/// the log group (AWS::Logs::LogGroup).
/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-statemachines.html
class StateMachine final : public Construct,
                           public StateScope,
                           public Grantee,
                           public EventTarget,
                           public Measured {
 public:
  StateMachine(Attach at, const StateMachineProps& props);
  StateMachine(Attach at, const struct ImportedStateMachineProps& props);

  /// A state machine that is made elsewhere; its permissions are its owner's.
  static StateMachine& from_arn(Construct& scope, const Id& id,
                                const Value<cfn::stepfunctions::StateMachineArn>& arn);
  /// A state machine of this stack's region and account that is made elsewhere.
  static StateMachine& from_name(Construct& scope, const Id& id, const Value<std::string>& name);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;

  /// Allows its role what names the state machine itself, by a policy that is made after it.
  void add_to_self_policy(const PolicyStatement& statement) { self_policy_.add(statement); }

  /// Allows actions on the state machine.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows actions on the executions of the state machine.
  void grant_execution(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to list executions, and to read what they are and do.
  void grant_read(Grantee& grantee) const;
  /// Allows to have failed executions go on.
  void grant_redrive_execution(Grantee& grantee) const;
  /// Allows to start executions.
  void grant_start_execution(Grantee& grantee) const;
  /// Allows to start executions of an express state machine and wait for their results.
  void grant_start_sync_execution(Grantee& grantee) const;
  /// Allows to return the tokens of tasks.
  void grant_task_response(Grantee& grantee) const;

  [[nodiscard]] Value<std::string> event_target_arn() const override;
  void grant_delivery(Grantee& sender) const override { grant_start_execution(sender); }

  /// One of Step Functions' metrics of the state machine, by the average where it says no other
  /// statistic.
  /// https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many executions were stopped.
  [[nodiscard]] Metric metric_aborted() const { return metric("ExecutionsAborted").sum(); }
  /// How many executions failed.
  [[nodiscard]] Metric metric_failed() const { return metric("ExecutionsFailed").sum(); }
  /// How many executions were started.
  [[nodiscard]] Metric metric_started() const { return metric("ExecutionsStarted").sum(); }
  /// How many executions succeeded.
  [[nodiscard]] Metric metric_succeeded() const { return metric("ExecutionsSucceeded").sum(); }
  /// How many executions and changes of states were slowed down.
  [[nodiscard]] Metric metric_throttled() const { return metric("ExecutionThrottled").sum(); }
  /// How long executions took, in milliseconds.
  [[nodiscard]] Metric metric_time() const { return metric("ExecutionTime"); }
  /// How many executions took too long.
  [[nodiscard]] Metric metric_timed_out() const { return metric("ExecutionsTimedOut").sum(); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::stepfunctions::StateMachineArn>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The ARN of its executions: of one by its name, of all where none is given.
  [[nodiscard]] Value<std::string> execution_arn(const Value<std::string>& name = "*") const;
  /// In which language states select and change their data.
  [[nodiscard]] QueryLanguage query_language() const { return query_language_; }
  /// How executions run; of a state machine that is made elsewhere, standard.
  [[nodiscard]] StateMachineType type() const { return type_; }
  /// The log group that it writes to; an error where it writes no logs or is made elsewhere.
  [[nodiscard]] LogGroup& log_group();
  /// The role that it runs as; an error where the state machine is made elsewhere.
  [[nodiscard]] Role& role();
  /// The state machine's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::stepfunctions::StateMachine& resource();

 private:
  friend class MapState;
  [[nodiscard]] Construct& scope_construct() override { return *this; }
  [[nodiscard]] StateMachine* scope_machine() override { return this; }
  [[nodiscard]] bool runs_express() const override { return type_ == StateMachineType::express; }
  void finish() override;
  void allow_distributed_maps();
  void write_self_policy();
  void configure_logs(const StateMachineProps& props);
  void encrypt(const StateMachineProps& props);
  void grant_key(Grantee& grantee, const List<std::string>& actions) const;
  void take_text(const StateMachineProps& props);
  void write_states();

  Role* role_ = nullptr;
  LogGroup* log_group_ = nullptr;                         // null where nothing is logged
  cfn::stepfunctions::StateMachine* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::stepfunctions::StateMachineArn> arn_;
  Value<std::string> name_;
  PolicyDocument self_policy_;
  KeyLink kms_key_;
  Text comment_;
  StateSeconds timeout_;
  QueryLanguage query_language_ = QueryLanguage::json_path;
  StateMachineType type_ = StateMachineType::standard;
  bool is_imported_ = false;
  bool has_text_ = false;
  bool has_distributed_map_ = false;
};

class StateMachineAlias;

/// How the executions of an alias go over to a new version.
/// https://docs.aws.amazon.com/step-functions/latest/dg/version-rolling-deployment.html
class GradualDeployment {
 public:
  /// All at once.
  GradualDeployment() = default;
  /// So many percent at first, 1 to 99, and the rest after so many minutes, 1 to 2,100.
  static GradualDeployment canary(const KnownNumber& percent, const KnownNumber& minutes);
  /// So many percent each so many minutes.
  static GradualDeployment linear(const KnownNumber& percent, const KnownNumber& minutes);

  /// `ALL_AT_ONCE`, `CANARY` or `LINEAR`.
  [[nodiscard]] std::string_view type() const { return type_; }
  /// How many percent; 0 for all at once.
  [[nodiscard]] std::int64_t percent() const { return percent_; }
  /// How many minutes; 0 for all at once.
  [[nodiscard]] std::int64_t minutes() const { return minutes_; }

 private:
  GradualDeployment(std::string_view type, std::int64_t percent, std::int64_t minutes)
      : type_(type), percent_(percent), minutes_(minutes) {}
  std::string_view type_ = "ALL_AT_ONCE";
  std::int64_t percent_ = 0;
  std::int64_t minutes_ = 0;
};

/// Properties of an alias of a state machine.
struct StateMachineAliasProps {
  using Makes = StateMachineAlias;
  /// The name of the alias, unless `alias_name` says another.
  Id id;
  /// The state machine that it stands for.
  Required<Link<StateMachine>, struct required_state_machine> state_machine;
  /// The names of alarms that take a deployment back.
  List<std::string> alarms = {};
  /// The name, 1 to 80 letters, digits, `-`, `_` and `.`; the id where it is left out.
  Value<std::string> alias_name = {};
  /// How executions go over to a new version.
  GradualDeployment deployment = {};
  /// What it is for, 256 characters at most.
  Value<std::string> description = {};
};

/// A name for the newest version of a state machine, which moves on whenever the state machine
/// changes: AWS::StepFunctions::StateMachineAlias and AWS::StepFunctions::StateMachineVersion.
/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-cd-aliasing-versioning.html
class StateMachineAlias final : public Construct, public EventTarget {
 public:
  StateMachineAlias(Attach at, const StateMachineAliasProps& props);

  /// Allows to start executions by the alias.
  void grant_start_execution(Grantee& grantee) const;
  [[nodiscard]] Value<std::string> event_target_arn() const override { return arn(); }
  void grant_delivery(Grantee& sender) const override { grant_start_execution(sender); }

  /// The ARN of the alias.
  [[nodiscard]] Value<std::string> arn() const;
  /// The version that it stands for.
  [[nodiscard]] cfn::stepfunctions::StateMachineVersion& version() { return version_; }
  /// The alias's own resource.
  [[nodiscard]] cfn::stepfunctions::StateMachineAlias& resource() { return resource_; }

 private:
  cfn::stepfunctions::StateMachineVersion& version_;
  cfn::stepfunctions::StateMachineAlias& resource_;
};

}  // namespace omnitrack
