#pragma once

#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/alarm_action.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/lambda/function_link.hpp>
#include <omnitrack/lambda/runtime.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack::cfn::events {
class EventBus;
enum class EventBusArn : char;
}  // namespace omnitrack::cfn::events
namespace omnitrack::cfn::sns {
class Topic;
enum class TopicArn : char;
}  // namespace omnitrack::cfn::sns
namespace omnitrack::cfn::sqs {
class Queue;
enum class QueueArn : char;
}  // namespace omnitrack::cfn::sqs

namespace omnitrack {

class Bucket;
class LayerVersion;

namespace detail {

inline void a_function_name_has_1_to_64_letters_digits_hyphens_or_underscores() {}
inline void the_memory_of_a_function_is_128_to_10240_megabytes() {}
inline void the_timeout_of_a_function_is_1_to_900_seconds() {}
inline void the_storage_of_a_function_is_512_to_10240_megabytes() {}
inline void the_age_of_an_event_is_60_to_21600_seconds() {}
inline void an_event_is_retried_0_to_2_times() {}

struct FunctionNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.empty() || name.size() > 64) return false;
    return has_only_letters_digits_and("_-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_function_name_has_1_to_64_letters_digits_hyphens_or_underscores();
  }
};

}  // namespace detail

/// The name of a function: 1 to 64 letters, digits, `-` and `_`.
using FunctionName = CheckedText<detail::FunctionNameRule>;
/// The memory of a function in MB.
using FunctionMemory = CheckedNumber<
    detail::Between<128, 10240, detail::the_memory_of_a_function_is_128_to_10240_megabytes>>;
/// The size of a function's /tmp in MB.
using FunctionStorage = CheckedNumber<
    detail::Between<512, 10240, detail::the_storage_of_a_function_is_512_to_10240_megabytes>>;
/// How long a function may run, in seconds.
using FunctionTimeout = CheckedNumber<
    detail::TimeBetween<1, 900, detail::the_timeout_of_a_function_is_1_to_900_seconds, 1>>;
/// How long an event waits for its function, in seconds.
using EventAge = CheckedNumber<
    detail::TimeBetween<60, 21600, detail::the_age_of_an_event_is_60_to_21600_seconds, 1>>;
/// How often a failed event is tried again.
using EventRetries = CheckedNumber<detail::Between<0, 2, detail::an_event_is_retried_0_to_2_times>>;

/// What a function runs.
class FunctionCode {
 public:
  /// Source text of Node.js or Python, which CloudFormation puts in a file named `index`; the text
  /// counts towards the size of the template.
  /// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
  static FunctionCode inline_text(const Value<std::string>& source);
  /// A .zip archive in a bucket of the same region. Only a change of the key or the version makes
  /// CloudFormation update the function.
  static FunctionCode s3(const Link<const Bucket>& bucket, const Value<std::string>& key,
                         const Value<std::string>& version = {});
  /// A container image in ECR.
  static FunctionCode image(const Value<std::string>& uri);
  /// A folder or a .zip archive of this machine. `aws cloudformation package` uploads it and writes
  /// the template that can be deployed; it looks for a relative path from the template's folder. A
  /// `FunctionAlias` stays where it is when only what lies there changes.
  /// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
  static FunctionCode local(std::string_view path);

  /// The four kinds.
  enum class Kind : std::uint8_t { inline_text, s3, image, local };
  /// Which it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The code as the function's resource takes it.
  [[nodiscard]] const Value<cfn::lambda::function::Code>& code() const { return code_; }
  /// The source text of inline code, the path of local code; else not set.
  [[nodiscard]] const Value<std::string>& text() const { return text_; }

 private:
  FunctionCode(Kind kind, const Value<cfn::lambda::function::Code>& code,
               const Value<std::string>& text = {})
      : kind_(kind), code_(code), text_(text) {}
  Kind kind_;
  Value<cfn::lambda::function::Code> code_;
  Value<std::string> text_;
};

/// Where Lambda sends events of asynchronous invocations; nowhere by default.
class EventDestination {
 public:
  /// Nowhere.
  EventDestination() = default;
  /// An SQS queue.
  static EventDestination queue(const cfn::sqs::Queue& queue);
  /// An SQS queue that is made elsewhere.
  static EventDestination queue(const Value<cfn::sqs::QueueArn>& arn);
  /// An SNS topic.
  static EventDestination topic(const cfn::sns::Topic& topic);
  /// An SNS topic that is made elsewhere.
  static EventDestination topic(const Value<cfn::sns::TopicArn>& arn);
  /// A Lambda function.
  static EventDestination function(const FunctionLink& function);
  /// An EventBridge event bus.
  static EventDestination event_bus(const cfn::events::EventBus& event_bus);
  /// An EventBridge event bus that is made elsewhere.
  static EventDestination event_bus(const Value<cfn::events::EventBusArn>& arn);

  /// Whether it is anywhere.
  [[nodiscard]] bool is_set() const { return arn_.is_set(); }
  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// What the function's role must be allowed.
  [[nodiscard]] std::string_view action() const { return action_; }
  /// Whether it can be a dead-letter target too: a queue or a topic.
  [[nodiscard]] bool takes_dead_letters() const { return takes_dead_letters_; }

 private:
  EventDestination(const Value<std::string>& arn, std::string_view action, bool takes_dead_letters)
      : arn_(arn), action_(action), takes_dead_letters_(takes_dead_letters) {}
  Value<std::string> arn_;
  std::string_view action_;
  bool takes_dead_letters_ = false;
};

class Function;

/// Properties of a function.
struct FunctionProps {
  using Makes = Function;
  Id id;
  /// What it runs.
  Required<FunctionCode, struct required_code_by_FunctionCode_inline_text_s3_image_or_local> code;
  /// The processor; x86_64 where it is left out.
  Value<cfn::lambda::FunctionProps::Architectures> architecture = {};
  /// Where events go that failed for good; prefer `on_failure`, which says why they did.
  EventDestination dead_letter = {};
  /// What it is for, 256 characters at most.
  Value<std::string> description = {};
  /// The environment variables, 4 KB at most in all.
  Map<std::string> environment = {};
  /// The size of /tmp in MB, 512 to 10,240.
  FunctionStorage ephemeral_storage = {};
  /// The name; made up by CloudFormation where it is left out.
  FunctionName function_name = {};
  /// What is called in the code, e.g. `index.handler`; inline code is in a file named `index`.
  Value<std::string> handler = {};
  /// The key that the environment variables are encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// The layers, 5 at most.
  Items<Link<const LayerVersion>> layers = {};
  /// Whether logs are written as text or as JSON.
  Value<cfn::lambda::function::LoggingConfig::LogFormat> log_format = {};
  /// The log group to write to; the function makes one of its own where it is left out.
  Link<const LogGroup> log_group = {};
  /// How long the function's own log group keeps events.
  Retention log_retention = RetentionDays::two_years;
  /// How long an event waits to be processed, in seconds, 60 to 21,600.
  EventAge max_event_age = {};
  /// The memory in MB, 128 to 10,240, and the share of a processor with it.
  FunctionMemory memory = {};
  /// Where events go that failed for good.
  EventDestination on_failure = {};
  /// Where the results of events go.
  EventDestination on_success = {};
  /// How many may run at once, kept free for this function in the account.
  Value<std::int64_t> reserved_concurrency = {};
  /// How often a failed event is tried again, 0 to 2.
  EventRetries retry_attempts = {};
  /// The role that it runs as, which gets what the function needs; the function makes one of its
  /// own where it is left out.
  Link<Role> role = {};
  /// The language's runtime; left out for images.
  Value<Runtime> runtime = {};
  /// The security groups in the VPC, 5 at most.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets that it reaches its VPC through, 16 at most; it runs outside of any VPC where they
  /// are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// How long it may run, in seconds, 1 to 900; 3 where it is left out.
  FunctionTimeout timeout = {};
  /// Whether requests are traced by X-Ray.
  Bool tracing = false;
  /// Whether it is made only after the policies of its role. Turn it off where something that the
  /// role is granted needs the function first, such as a bucket that notifies it.
  Bool wait_for_grants = true;
};

/// A function with its permissions and its logs: AWS::Lambda::Function, and as needed the role
/// (AWS::IAM::Role, AWS::IAM::Policy), the log group (AWS::Logs::LogGroup), AWS::Lambda::Permission
/// and AWS::Lambda::EventInvokeConfig.
/// https://docs.aws.amazon.com/lambda/latest/dg/welcome.html
class Function final : public Construct,
                       public Grantee,
                       public EventTarget,
                       public AlarmAction,
                       public Connectable,
                       public Measured {
 public:
  Function(Attach at, const FunctionProps& props);
  Function(Attach at, const struct ImportedFunctionProps& props);

  /// A function that is made elsewhere; its permissions are its owner's.
  static Function& from_arn(Construct& scope, const Id& id,
                            const Value<cfn::lambda::FunctionArn>& arn);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;

  /// Sets an environment variable.
  void add_environment(std::string_view name, const Value<std::string>& value);
  /// Adds a layer.
  void add_layer(const LayerVersion& layer);

  /// Lets a service or an account invoke the function, for that one source where one is given;
  /// `id` names the permission among those of the function. A source whose ARN names no account,
  /// such as a bucket, needs the account too.
  cfn::lambda::Permission& add_permission(std::string_view id, const PolicyPrincipal& principal,
                                          const Value<std::string>& source_arn = {},
                                          const Value<std::string>& source_account = {});
  /// Allows to invoke the function.
  void grant_invoke(Grantee& grantee) const;

  [[nodiscard]] Value<std::string> event_target_arn() const override { return arn(); }
  void grant_delivery(Grantee& sender) const override { grant_invoke(sender); }
  bool permit_delivery(std::string_view id, std::string_view service,
                       const Value<std::string>& source_arn) override;
  [[nodiscard]] Value<std::string> alarm_action_arn(std::string_view id,
                                                    const Value<std::string>& alarm_arn) override;
  /// Its security groups; it listens on no port.
  [[nodiscard]] Connections connections() override;

  /// One of Lambda's metrics of the function, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How long it ran, in milliseconds.
  [[nodiscard]] Metric metric_duration() const { return metric("Duration"); }
  /// How many invocations failed.
  [[nodiscard]] Metric metric_errors() const { return metric("Errors").sum(); }
  /// How many invocations there were.
  [[nodiscard]] Metric metric_invocations() const { return metric("Invocations").sum(); }
  /// How many invocations were refused since too many were running.
  [[nodiscard]] Metric metric_throttles() const { return metric("Throttles").sum(); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::lambda::FunctionArn>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<cfn::lambda::FunctionName>& name() const { return name_; }
  /// The log group that it writes to; of an imported function, the one that Lambda makes.
  [[nodiscard]] const LogGroup& log_group() const { return *log_group_; }
  /// Whether it is made elsewhere.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// The role that it runs as; an error where the function is made elsewhere.
  [[nodiscard]] Role& role();
  /// The function's own resource; an error where the function is made elsewhere.
  [[nodiscard]] cfn::lambda::Function& resource();

 private:
  void check_code(const FunctionProps& props) const;
  void check_environment_name(std::string_view name) const;
  void check_limits(const FunctionProps& props) const;
  void configure_events(const FunctionProps& props);
  void give_permissions(const FunctionProps& props);

  Map<std::string> environment_;
  Role* role_ = nullptr;
  Items<Link<SecurityGroup>> security_groups_;
  const LogGroup* log_group_;
  cfn::lambda::Function* resource_ = nullptr;  // null where the function is made elsewhere
  Value<cfn::lambda::FunctionArn> arn_;
  Value<cfn::lambda::FunctionName> name_;
};

class FunctionAlias;

/// Properties of an alias of a function.
struct FunctionAliasProps {
  using Makes = FunctionAlias;
  /// The name of the alias.
  Id id;
  /// The function that it stands for.
  Required<Link<Function>, struct required_function> function;
  /// What it is for, 256 characters at most.
  Value<std::string> description = {};
  /// How many instances are kept ready to answer at once.
  Value<std::int64_t> provisioned_concurrency = {};
};

/// A name for the newest version of a function, which moves on whenever the function changes:
/// AWS::Lambda::Alias and AWS::Lambda::Version.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
class FunctionAlias final : public Construct {
 public:
  FunctionAlias(Attach at, const FunctionAliasProps& props);

  /// Allows to invoke the alias.
  void grant_invoke(Grantee& grantee) const;

  /// The ARN of the alias.
  [[nodiscard]] Value<cfn::lambda::FunctionArn> arn() const { return resource_.ref(); }
  /// The version that it stands for.
  [[nodiscard]] cfn::lambda::Version& version() { return version_; }
  /// The alias's own resource.
  [[nodiscard]] cfn::lambda::Alias& resource() { return resource_; }

 private:
  cfn::lambda::Version& version_;
  cfn::lambda::Alias& resource_;
};

}  // namespace omnitrack
