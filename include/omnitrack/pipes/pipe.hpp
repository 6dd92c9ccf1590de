#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/events/match.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/pipes/pipe_source.hpp>

namespace omnitrack::cfn::pipes {
class Pipe;  // defined in <omnitrack/cfn/pipes.hpp>
}

namespace omnitrack {

class Role;

namespace detail {

inline void a_pipe_name_has_1_to_64_letters_digits_dots_hyphens_or_underscores() {}

struct PipeNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 64 && has_only_letters_digits_and("._-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_pipe_name_has_1_to_64_letters_digits_dots_hyphens_or_underscores();
  }
};

}  // namespace detail

/// The name of a pipe: 1 to 64 letters, digits, `.`, `-` and `_`.
/// https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_CreatePipe.html
using PipeName = CheckedText<detail::PipeNameRule>;

/// What a pipe logs.
enum class PipeLogLevel : std::uint8_t { off, error, info, trace };

/// Whether a pipe waits for the answer of its target.
enum class PipeInvocation : std::uint8_t { wait, go_on };

/// What adds to the events of a pipe, or changes them.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/pipes-enrichment.html
struct PipeEnrichment {
  /// A function, a state machine or an API destination.
  Required<Link<EventTarget>, struct required_by> by;
  /// What the pipe's role must be allowed of it besides, e.g. `states:StartSyncExecution` of a
  /// state machine.
  List<std::string> actions = {};
  /// Headers for an API.
  Map<std::string> headers = {};
  /// What it is given, a text in which `<$.path>` stands for a part of the event; the events where
  /// it is left out.
  Value<std::string> input = {};
  /// What stands for each `*` in the path of an API.
  List<std::string> path_parameters = {};
  /// Parameters of the query to an API.
  Map<std::string> query_parameters = {};
};

class Pipe;

/// Properties of a pipe.
struct PipeProps {
  using Makes = Pipe;
  Id id;
  /// Where events come from: a queue, a Kinesis stream or a table, perhaps with how it is read,
  /// e.g. `PipeSource(queue, {.batch_size = 5})`.
  Required<PipeSource, struct required_source> source;
  /// Where they go.
  Required<Link<EventTarget>, struct required_target> target;
  /// What it is for, 512 characters at most.
  Value<std::string> description = {};
  /// Whether it runs.
  Bool enabled = true;
  /// What adds to the events.
  Optional<PipeEnrichment> enrichment = {};
  /// The kind of the event that a bus gets.
  Value<std::string> event_detail_type = {};
  /// The source of the event that a bus gets.
  Value<std::string> event_source = {};
  /// Which events go on, those that meet one of these, 5 at most; all where it is left out.
  Items<MatchFields> filters = {};
  /// Whether a function's answer is waited for; it is where it is left out.
  Optional<PipeInvocation> function_invocation = {};
  /// Headers for an API.
  Map<std::string> headers = {};
  /// What the target is given, a text in which `<$.path>` stands for a part of the event; the event
  /// where it is left out.
  Value<std::string> input = {};
  /// The key that the pipe's data is encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// Whether logs hold the events too.
  Bool log_events = false;
  /// The log group to write to; the pipe makes one of its own where it is left out.
  Link<const LogGroup> log_group = {};
  /// What is logged.
  PipeLogLevel log_level = PipeLogLevel::error;
  /// How long the pipe's own log group keeps events.
  Retention log_retention = RetentionDays::two_years;
  /// The stream of a log group that is the target.
  Value<std::string> log_stream_name = {};
  /// What tells duplicates in a FIFO queue.
  Value<std::string> message_deduplication_id = {};
  /// The message group in a FIFO queue.
  Value<std::string> message_group_id = {};
  /// The partition's key in a Kinesis stream, e.g. `$.eventID`.
  Value<std::string> partition_key = {};
  /// What stands for each `*` in the path of an API.
  List<std::string> path_parameters = {};
  /// The name; made up by CloudFormation where it is left out.
  PipeName pipe_name = {};
  /// Parameters of the query to an API.
  Map<std::string> query_parameters = {};
  /// The role by which all is reached, which gets what it needs; the pipe makes one of its own
  /// where it is left out.
  Link<Role> role = {};
  /// Whether a state machine's answer is waited for, which an express one alone gives; needed where
  /// a state machine is the target.
  Optional<PipeInvocation> state_machine_invocation = {};
};

/// A pipe from one source to one target: AWS::Pipes::Pipe, the role for it (AWS::IAM::Role,
/// AWS::IAM::Policy) and its log group (AWS::Logs::LogGroup).
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes.html
class Pipe final : public Construct, public Measured {
 public:
  Pipe(Attach at, const PipeProps& props);

  /// One of EventBridge's metrics of the pipe, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many times all of a batch failed.
  [[nodiscard]] Metric metric_execution_failed() const { return metric("ExecutionFailed").sum(); }
  /// How many times a part of a batch failed.
  [[nodiscard]] Metric metric_execution_partially_failed() const {
    return metric("ExecutionPartiallyFailed").sum();
  }
  /// How many times it ran too often.
  [[nodiscard]] Metric metric_execution_throttled() const {
    return metric("ExecutionThrottled").sum();
  }
  /// How many times it ran.
  [[nodiscard]] Metric metric_invocations() const { return metric("Invocations").sum(); }

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The role by which all is reached.
  [[nodiscard]] Role& role() { return role_; }
  /// The pipe's own resource.
  [[nodiscard]] cfn::pipes::Pipe& resource() { return resource_; }

 private:
  void check(const PipeProps& props) const;
  void give_permissions(const PipeProps& props);
  void set_logs(const PipeProps& props);
  Role& make_role();

  Role& role_;
  cfn::pipes::Pipe& resource_;
};

}  // namespace omnitrack
