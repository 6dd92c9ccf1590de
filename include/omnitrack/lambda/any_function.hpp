#pragma once

#include <omnitrack/cloudwatch/alarm_action.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/lambda/event_destination.hpp>
#include <omnitrack/lambda/function_rules.hpp>

namespace omnitrack::cfn::lambda {
class EventInvokeConfig;  // defined in <omnitrack/cfn/lambda.hpp>
class Permission;         // defined in <omnitrack/cfn/lambda.hpp>
enum class FunctionArn : char;
enum class FunctionName : char;
}  // namespace omnitrack::cfn::lambda

namespace omnitrack {

class AnyFunction;
class Function;

/// What invokes a function: a type with `connect(function, at)`, which makes below the function
/// what is needed for that, in the name of the line `at` of the user's code. A type of one's own
/// takes part by having it.
template <class S>
concept EventSource = requires(const S& source, AnyFunction& function, Source at) {
  source.connect(function, at);
};

/// What becomes of events that nobody waits for, when they were processed or could not be.
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html
struct AsyncInvocation {
  /// How long an event waits to be processed, in seconds, 60 to 21,600.
  EventAge max_event_age = {};
  /// Where events go that failed for good.
  EventDestination on_failure = {};
  /// Where the results of events go.
  EventDestination on_success = {};
  /// How often a failed event is tried again, 0 to 2.
  EventRetries retry_attempts = {};

  /// Whether it says anything.
  [[nodiscard]] bool is_set() const {
    return max_event_age.is_set() || on_failure.is_set() || on_success.is_set() ||
           retry_attempts.is_set();
  }
};

/// What is invoked of a function: its newest code (`Function`), a version (`FunctionVersion`) or an
/// alias (`FunctionAlias`). All act by the function's role.
class AnyFunction : public Construct,
                    public Grantee,
                    public EventTarget,
                    public AlarmAction,
                    public Measured {
 public:
  /// The function that it is of.
  [[nodiscard]] virtual Function& function() = 0;
  /// The ARN that it is invoked by.
  [[nodiscard]] const Value<cfn::lambda::FunctionArn>& arn() const { return arn_; }
  /// The name of the function.
  [[nodiscard]] const Value<cfn::lambda::FunctionName>& name() const { return name_; }
  /// The name of the alias or the number of the version; not set of a function's newest code.
  [[nodiscard]] const Value<std::string>& qualifier() const { return qualifier_; }
  /// What a resource that is about it is given: the name of a function of this app, else an ARN.
  [[nodiscard]] const Value<std::string>& name_or_arn() const { return name_or_arn_; }

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;

  /// Has a source invoke it, e.g. `SqsEventSource{.queue = queue}`, and gives both what they need
  /// for that. Returns what the source made.
  template <EventSource S>
  decltype(auto) add_event_source(const S& source, const char* file = __builtin_FILE(),
                                  unsigned line = __builtin_LINE()) {
    return source.connect(*this, Source{file, line});
  }

  /// Lets a service or an account invoke it, for that one source where one is given; `id` names the
  /// permission among those of the function. A source whose ARN names no account, such as a bucket,
  /// needs the account too.
  cfn::lambda::Permission& add_permission(std::string_view id, const PolicyPrincipal& principal,
                                          const Value<std::string>& source_arn = {},
                                          const Value<std::string>& source_account = {});
  /// Lets a topic invoke it whose subscription is in the function's own stack.
  void permit_subscription(std::string_view id, const Value<std::string>& topic_arn);
  /// Has something wait until there is what `qualifier()` names by a text.
  void have_wait_for_qualifier(Construct& waiting) const;
  /// Allows to invoke it.
  void grant_invoke(Grantee& grantee) const;
  /// Sets what becomes of events that nobody waits for; at most once.
  cfn::lambda::EventInvokeConfig& configure_async_invocation(const AsyncInvocation& options);

  [[nodiscard]] Value<std::string> event_target_arn() const override;
  void grant_delivery(Grantee& sender) const override { grant_invoke(sender); }
  bool permit_delivery(std::string_view id, std::string_view service,
                       const Value<std::string>& source_arn) override;
  [[nodiscard]] Value<std::string> alarm_action_arn(std::string_view id,
                                                    const Value<std::string>& alarm_arn) override;

  /// One of Lambda's metrics of it, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many invocations run at once.
  [[nodiscard]] Metric metric_concurrent_executions() const {
    return metric("ConcurrentExecutions").maximum();
  }
  /// How many events could not be sent to where dead letters go.
  [[nodiscard]] Metric metric_dead_letter_errors() const {
    return metric("DeadLetterErrors").sum();
  }
  /// How many events could not be sent to their destination.
  [[nodiscard]] Metric metric_destination_errors() const {
    return metric("DestinationDeliveryFailures").sum();
  }
  /// How long it ran, in milliseconds.
  [[nodiscard]] Metric metric_duration() const { return metric("Duration"); }
  /// How many invocations failed.
  [[nodiscard]] Metric metric_errors() const { return metric("Errors").sum(); }
  /// How long events waited that nobody waits for, in milliseconds.
  [[nodiscard]] Metric metric_event_age() const { return metric("AsyncEventAge").maximum(); }
  /// How many invocations there were.
  [[nodiscard]] Metric metric_invocations() const { return metric("Invocations").sum(); }
  /// How old the last record of a batch of a stream was when it was received, in milliseconds.
  [[nodiscard]] Metric metric_iterator_age() const { return metric("IteratorAge").maximum(); }
  /// How many invocations there were for which no provisioned instance was free.
  [[nodiscard]] Metric metric_provisioned_spillovers() const {
    return metric("ProvisionedConcurrencySpilloverInvocations").sum();
  }
  /// What share of the provisioned instances is in use, 0 to 1.
  [[nodiscard]] Metric metric_provisioned_utilization() const {
    return metric("ProvisionedConcurrencyUtilization").maximum();
  }
  /// How many invocations were refused since too many were running.
  [[nodiscard]] Metric metric_throttles() const { return metric("Throttles").sum(); }

 protected:
  explicit AnyFunction(Attach at);
  ~AnyFunction() = default;

  Value<cfn::lambda::FunctionArn> arn_;
  Value<cfn::lambda::FunctionName> name_;
  Value<std::string> qualifier_;
  Value<std::string> name_or_arn_;
  const Construct* named_ = nullptr;  // what the qualifier names by a text, where the app makes it

 private:
  struct Caller {
    const PolicyPrincipal& principal;
    const Value<std::string>& source_arn;
    const Value<std::string>& source_account;
  };

  cfn::lambda::Permission& make_permission(Construct& scope, const Id& id, const Caller& caller);
};

}  // namespace omnitrack
