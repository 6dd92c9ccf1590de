#pragma once

#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/efs/access_point_link.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/lambda/any_function.hpp>
#include <omnitrack/lambda/code_signing_config.hpp>
#include <omnitrack/lambda/function_alias.hpp>
#include <omnitrack/lambda/function_code.hpp>
#include <omnitrack/lambda/function_link.hpp>
#include <omnitrack/lambda/runtime.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack {

class LayerVersion;
class Vpc;

/// How much a function logs of itself, from everything to the worst alone; for logs in JSON.
/// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
enum class ApplicationLogLevel : std::uint8_t { trace, debug, info, warn, error, fatal };

/// How much Lambda logs of a function; for logs in JSON.
enum class SystemLogLevel : std::uint8_t { debug, info, warn };

/// What Lambda does where a function keeps invoking itself by a queue, a topic or a bucket.
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
enum class RecursiveLoop : std::uint8_t { allow, terminate };

/// When a function gets a newer version of its runtime.
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html
class RuntimeManagement {
 public:
  /// As soon as Lambda has it.
  static RuntimeManagement automatic() { return RuntimeManagement("Auto", {}); }
  /// When the function is changed.
  static RuntimeManagement on_function_update() { return RuntimeManagement("FunctionUpdate", {}); }
  /// Never: it stays at the version of that ARN.
  static RuntimeManagement manual(const Value<std::string>& runtime_version_arn) {
    return RuntimeManagement("Manual", runtime_version_arn);
  }

  /// What Lambda calls it.
  [[nodiscard]] std::string_view mode() const { return mode_; }
  /// The version that it stays at; not set where it follows.
  [[nodiscard]] const Value<std::string>& runtime_version_arn() const {
    return runtime_version_arn_;
  }

 private:
  RuntimeManagement(std::string_view mode, const Value<std::string>& runtime_version_arn)
      : mode_(mode), runtime_version_arn_(runtime_version_arn) {}
  std::string_view mode_;
  Value<std::string> runtime_version_arn_;
};

/// A file system of EFS that a function in a VPC mounts.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html
struct FunctionFileSystem {
  /// The access point, whose file system has a mount target in each of the function's zones. Where
  /// the app makes it, the file system lets the function in, which waits for the mount targets;
  /// where it is given by its ARN, both are left to its owner.
  Required<AccessPointLink, struct required_access_point> access_point;
  /// Where the function finds it, e.g. `/mnt/data`.
  MountPath mount_path;
  /// Whether the function may only read.
  Bool read_only = false;
};

/// An execution that lasts longer than one invocation and goes on from where it was.
/// https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html
struct DurableExecution {
  /// How long an execution may take in all, in seconds, up to 366 days; a day where it is
  /// left out.
  DurableTimeout timeout = 86400;
  /// How long its history is kept, in days, 1 to 90; 14 where it is left out.
  DurableRetention retention_days = {};
};

class Function;

/// Properties of a function.
struct FunctionProps {
  using Makes = Function;
  Id id;
  /// What it runs.
  Required<FunctionCode, struct required_code_by_FunctionCode_from_folder_inline_text_s3_or_image>
      code;
  /// How much it logs of itself; logs are then written as JSON.
  Optional<ApplicationLogLevel> application_log_level = {};
  /// The processor; x86_64 where it is left out.
  Value<cfn::lambda::FunctionProps::Architectures> architecture = {};
  /// Whose signatures of its code are accepted; code is not checked where it is left out.
  Link<const CodeSigningConfig> code_signing = {};
  /// Where events go that failed for good; prefer `on_failure`, which says why they did.
  EventDestination dead_letter = {};
  /// What it is for, 256 characters at most.
  Value<std::string> description = {};
  /// How long executions last that go on over several invocations; there are none where it is left
  /// out, and a change makes another function.
  Optional<DurableExecution> durable = {};
  /// The environment variables, 4 KB at most in all.
  Map<std::string> environment = {};
  /// The size of /tmp in MB, 512 to 10,240.
  FunctionStorage ephemeral_storage = {};
  /// The file systems that it mounts, one at most; it must be in their VPC.
  Items<FunctionFileSystem> file_systems = {};
  /// The name; made up by CloudFormation where it is left out.
  FunctionName function_name = {};
  /// Whether the role gets what the function itself needs: to write logs, to join a VPC, to decrypt
  /// its variables, to mount, to trace and to send on what failed. Turn it off where the policies
  /// of a role that is there allow it; what they lack fails only when the function runs.
  Bool grant_own_needs = true;
  /// What is called in the code, e.g. `index.handler`; inline code is in a file named `index`.
  Value<std::string> handler = {};
  /// The layer of Lambda Insights, imported by the ARN that AWS lists for the region; metrics of
  /// the system are then gathered.
  /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html
  Link<const LayerVersion> insights_layer = {};
  /// Whether it may reach IPv6 addresses from subnets that have both kinds.
  Bool ipv6 = false;
  /// The key that the environment variables are encrypted with; AWS's own where it is left out. The
  /// function may then decrypt by it.
  KeyLink kms_key = {};
  /// The layers, 5 at most.
  Items<Link<const LayerVersion>> layers = {};
  /// Whether logs are written as text or as JSON.
  Value<cfn::lambda::function::LoggingConfig::LogFormat> log_format = {};
  /// The log group to write to; the function makes one of its own where it is left out.
  Link<const LogGroup> log_group = {};
  /// Whether the function's own log group is named after the function also where CloudFormation
  /// makes that name up, as the CDK has it. The group is made after the function then, whose rights
  /// to write come from `AWSLambdaBasicExecutionRole`; a call in between makes the group come
  /// first, and the deployment fail. It is there to go on with what the CDK deployed.
  Bool log_group_named_after_function = false;
  /// How long the function's own log group keeps events.
  Retention log_retention = RetentionDays::two_years;
  /// Whether the function makes a log group of its own where no `log_group` is given. Turn it off
  /// to keep a function that is there with the group that Lambda makes, which keeps events for
  /// ever, and stays when the stack goes.
  Bool make_log_group = true;
  /// How long an event waits to be processed, in seconds, 60 to 21,600.
  EventAge max_event_age = {};
  /// The memory in MB, 128 to 10,240, and the share of a processor with it.
  FunctionMemory memory = {};
  /// Where events go that failed for good.
  EventDestination on_failure = {};
  /// Where the results of events go.
  EventDestination on_success = {};
  /// What Lambda does where the function keeps invoking itself; it stops that where it is left out.
  Optional<RecursiveLoop> recursive_loop = {};
  /// How many may run at once, kept free for this function in the account.
  Value<std::int64_t> reserved_concurrency = {};
  /// How often a failed event is tried again, 0 to 2.
  EventRetries retry_attempts = {};
  /// The role that it runs as, which gets what the function needs; the function makes one of its
  /// own where it is left out.
  Link<Role> role = {};
  /// The language's runtime; left out for images.
  Value<Runtime> runtime = {};
  /// When it gets a newer version of its runtime; as soon as Lambda has it where it is left out.
  Optional<RuntimeManagement> runtime_management = {};
  /// The security groups in the VPC, 5 at most; one of its own is made where there is a `vpc` and
  /// none are given.
  Items<SecurityGroupLink> security_groups = {};
  /// Whether its versions start from a snapshot, which is made when they are published.
  Bool snap_start = false;
  /// The subnets that it reaches its VPC through, 16 at most; those of the `vpc` that the internet
  /// does not reach where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// How much Lambda logs of it; logs are then written as JSON.
  Optional<SystemLogLevel> system_log_level = {};
  /// Tags of the function.
  List<Tag> tags = {};
  /// Whether each tenant's invocations run in environments of their own; a change makes another
  /// function.
  Bool tenant_isolation = false;
  /// How long it may run, in seconds, 1 to 900; 3 where it is left out.
  FunctionTimeout timeout = {};
  /// Whether requests are traced by X-Ray.
  Bool tracing = false;
  /// The VPC that it reaches; none where it is left out and there are no `subnets` either.
  Link<const Vpc> vpc = {};
  /// Whether it is made only after the policies of its role. Turn it off where something that the
  /// role is granted needs the function first, such as a bucket that notifies it.
  Bool wait_for_grants = true;
};

/// What is known of a function that is made elsewhere, beside its ARN or name.
struct ImportedFunction {
  /// The role that it runs as, which gets grants and what event sources need.
  Link<Role> role = {};
  /// Its security groups.
  Items<SecurityGroupLink> security_groups = {};
};

/// A function with its permissions and its logs: AWS::Lambda::Function, and as needed the role
/// (AWS::IAM::Role, AWS::IAM::Policy), the log group (AWS::Logs::LogGroup), the security group
/// (AWS::EC2::SecurityGroup), AWS::Lambda::Permission, AWS::Lambda::EventInvokeConfig, and for each
/// queue or stream that it works on AWS::Lambda::EventSourceMapping.
/// https://docs.aws.amazon.com/lambda/latest/dg/welcome.html
class Function final : public AnyFunction, public Connectable {
 public:
  Function(Attach at, const FunctionProps& props);
  Function(Attach at, const struct ImportedFunctionProps& props);

  /// A function that is made elsewhere; its permissions are its owner's.
  static Function& from_arn(Construct& scope, const Id& id,
                            const Value<cfn::lambda::FunctionArn>& arn,
                            const ImportedFunction& known = {});
  /// A function of this stack's region and account that is made elsewhere.
  static Function& from_name(Construct& scope, const Id& id,
                             const Value<cfn::lambda::FunctionName>& name,
                             const ImportedFunction& known = {});

  [[nodiscard]] Function& function() override { return *this; }

  /// Sets an environment variable.
  void add_environment(std::string_view name, const Value<std::string>& value);
  /// Adds a layer.
  void add_layer(const LayerVersion& layer);

  /// The version of the function as it is now, which is another one whenever the function's code
  /// or settings change; made where it is asked for, and the same for all who ask.
  FunctionVersion& current_version();
  /// What is not published, under its qualifier `$LATEST`.
  FunctionVersion& latest_version();

  /// Its security groups; it listens on no port.
  [[nodiscard]] Connections connections() override;

  /// How long it may run, in seconds, where that is known; 3 where it was left out.
  [[nodiscard]] Optional<std::int64_t> known_timeout() const;
  /// The log group that it writes to; of an imported function, and of one that makes none, the one
  /// that Lambda makes.
  [[nodiscard]] LogGroup& log_group() const { return *log_group_; }
  /// Whether it is made elsewhere.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// The role that it runs as; an error where the function is made elsewhere and its role is not
  /// known.
  [[nodiscard]] Role& role();
  /// The function's own resource; an error where the function is made elsewhere.
  [[nodiscard]] cfn::lambda::Function& resource();

  /// Has something of the user's stack wait until the function's role may do what it was granted,
  /// where the function itself does not wait.
  void have_wait_for_grants(Construct& waiting);

 private:
  friend class FunctionAlias;
  friend class FunctionVersion;

  void finish() override;
  [[nodiscard]] Value<cfn::lambda::function::Code> code_of(const FunctionProps& props);
  [[nodiscard]] Value<cfn::lambda::function::Code> image_of(const FunctionProps& props);
  void check_code(const FunctionProps& props) const;
  void check_environment_name(std::string_view name) const;
  void check_limits(const FunctionProps& props) const;
  void give_permissions(const FunctionProps& props);
  void grant_network(Grantee& itself);
  void set_logging(const FunctionProps& props);
  void set_network(const FunctionProps& props);
  void set_operation(const FunctionProps& props);
  // The one version of the function as it is now; of the alias that asks first, where one does.
  FunctionVersion& version_of(Construct& first_to_ask, const Id& id);
  // Has another version follow whenever what a version holds changes.
  void add_digest_to(cfn::lambda::Version& version) const;

  // Of an asset, before it is packed; else 0. Set while the resource is made.
  std::uint64_t code_bytes_ = 0;
  Map<std::string> environment_;
  Items<Link<const LayerVersion>> layers_;
  Role* role_ = nullptr;
  Items<SecurityGroupLink> security_groups_;
  LogGroup* log_group_;
  cfn::lambda::Function* resource_ = nullptr;  // null where the function is made elsewhere
  FunctionVersion* current_version_ = nullptr;
  FunctionVersion* latest_version_ = nullptr;
  bool waits_for_grants_ = false;
};

}  // namespace omnitrack
