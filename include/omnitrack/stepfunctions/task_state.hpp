#pragma once

#include <new>

#include <omnitrack/iam/policy.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/stepfunctions/state.hpp>

namespace omnitrack {

class Role;

/// What a task waits for.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
enum class IntegrationPattern : std::uint8_t {
  request_response,     ///< for the service's answer
  run_job,              ///< for the job to end, `.sync`
  wait_for_task_token,  ///< for somebody to return the token, `.waitForTaskToken`
};

/// The token of a task in JSONPath, for what a task hands on with `wait_for_task_token`; in JSONata
/// it is `{% $states.context.Task.Token %}`.
inline StringAt task_token() { return string_at("$$.Task.Token"); }

class TaskState;

/// What a call of a service says of itself to the task that makes it.
class TaskCallWriter {
 public:
  /// The language of the task's data.
  [[nodiscard]] QueryLanguage language() const;
  /// What the task waits for.
  [[nodiscard]] IntegrationPattern pattern() const { return pattern_; }
  /// The stack of the state machine.
  [[nodiscard]] Stack& stack() const;
  /// The role of the state machine, which gets what the call needs.
  [[nodiscard]] Grantee& grantee() const;

  /// The optimized integration of a service, e.g. `lambda:invoke`, and whether it can wait for jobs
  /// and for tokens; a job's suffix is `.sync` or `.sync:2`.
  void integration(std::string_view name, bool runs_jobs, bool waits_for_tokens,
                   std::string_view job_suffix = ".sync");
  /// A resource by its whole ARN.
  void resource(const Value<std::string>& arn) { resource_ = arn; }
  /// Sets what is handed to the service, one key after the other; what is not set is left out.
  void argument(std::string_view key, const Value<Json>& value);
  /// Sets all that is handed to the service.
  void arguments(const Value<Json>& value) { arguments_ = value; }
  /// Selects what the task's result is, in either language, where the task itself does not say: a
  /// key of the service's answer.
  void result_key(std::string_view key) { result_key_ = key; }
  /// Adds a rule by which the task is tried again, after those of the task itself.
  void retry(const StateRetry& rule) { retry_ = rule; }
  /// Allows the state machine actions on resources.
  void allow(const List<std::string>& actions, const List<std::string>& resources) const;
  /// Allows the state machine to keep the rule of EventBridge by which Step Functions learns that a
  /// job has ended, e.g. `StepFunctionsGetEventsForECSTaskRule`.
  /// https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
  void allow_managed_rule(std::string_view name) const;
  /// Reports that something cannot be done in an express execution, where the task is a part of
  /// one.
  void refuse_in_express(std::string_view what) const;
  /// The task, for its `error` and `warning`.
  [[nodiscard]] const Construct& task() const;

 private:
  friend class TaskState;
  TaskCallWriter(TaskState& task, IntegrationPattern pattern) : task_(task), pattern_(pattern) {}

  TaskState& task_;
  IntegrationPattern pattern_;
  Value<std::string> resource_;
  Value<Json> arguments_;
  std::string_view result_key_;
  Optional<StateRetry> retry_;
};

namespace detail {

template <class C>
concept TaskCallable = requires(const C& call, TaskCallWriter& writer) {
  call.write(writer);
};

}  // namespace detail

/// What a task calls: `LambdaInvoke`, `SqsSendMessage`, `AwsCall` …, or anything of one's own with
/// `void write(TaskCallWriter&) const`.
class TaskCall {
 public:
  /// That call.
  template <detail::TaskCallable C>
  TaskCall(const C& call)
      : call_(new (detail::allocate(sizeof(C), alignof(C))) C(call)),
        write_([](const void* stored, TaskCallWriter& writer) {
          static_cast<const C*>(stored)->write(writer);
        }) {
    static_assert(std::is_trivially_destructible_v<C>,
                  "what an app keeps is never destroyed: hold Text, Items, Value, List or Map in "
                  "place of std::string or std::vector");
  }

 private:
  friend class TaskState;
  const void* call_;
  void (*write_)(const void*, TaskCallWriter&);
};

/// Properties of a state that has a service do something.
struct TaskStateProps {
  using Makes = TaskState;
  Id id;
  /// What is called, e.g. `LambdaInvoke{.function = function}`.
  Required<TaskCall, struct required_call> call;
  /// Variables that are set, by their names.
  Map<Json> assign = {};
  /// What the state is for.
  Text comment = {};
  /// The role that the task acts by, of another account as a rule; the state machine's own where it
  /// is left out.
  Link<Role> credentials = {};
  /// How long the task may be silent, in seconds; less than `timeout`.
  StateSeconds heartbeat = {};
  /// Which part of the input counts, in JSONPath.
  StatePath input_path = {};
  /// What it waits for.
  IntegrationPattern integration_pattern = IntegrationPattern::request_response;
  /// What is handed on, in JSONata; the result where it is left out.
  Value<Json> output = {};
  /// Which part of the result is handed on, in JSONPath.
  StatePath output_path = {};
  /// The language of this state alone.
  Optional<QueryLanguage> query_language = {};
  /// Where the result is put in the input, in JSONPath.
  StatePath result_path = {};
  /// What the result is made into, in JSONPath.
  Value<Json> result_selector = {};
  /// How it is tried again.
  Items<StateRetry> retry = {};
  /// How long it may take, in seconds; 99,999,999 where it is left out.
  StateSeconds timeout = {};
};

/// A state that calls a service.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html
class TaskState final : public FallibleState {
 public:
  TaskState(Attach at, const TaskStateProps& props);

 private:
  friend class TaskCallWriter;
  void write(Json& body) const override;
  void write_scopes(Json& body, const std::vector<Json>& scopes) const override;
  void check(const TaskStateProps& props);

  Value<Json> arguments_;
  Value<std::string> credentials_;
  StateSeconds heartbeat_;
  Value<std::string> resource_;
  std::string_view result_key_;
  Optional<StateRetry> service_retry_;
  StateSeconds timeout_;
};

}  // namespace omnitrack
