#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/image_build.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/secretsmanager/secret_link.hpp>
#include <omnitrack/ssm/parameter_link.hpp>

namespace omnitrack {

class Bucket;
class Repository;

namespace detail {

inline void a_container_name_has_1_to_255_letters_digits_hyphens_and_underscores() {}
inline void a_container_listens_on_a_port_of_1_to_65535() {}
inline void a_container_on_fargate_has_0_to_120_seconds_to_stop() {}
inline void a_check_of_a_container_comes_every_5_to_300_seconds() {}
inline void a_check_of_a_container_is_tried_1_to_10_times() {}
inline void a_container_has_0_to_300_seconds_to_start() {}
inline void a_check_of_a_container_may_take_2_to_60_seconds() {}
inline void a_container_has_1_to_16_graphics_processors() {}

struct ContainerNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 255 && has_only_letters_digits_and("-_", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_container_name_has_1_to_255_letters_digits_hyphens_and_underscores();
  }
};

}  // namespace detail

/// The name of a container: 1 to 255 letters, digits, `-` and `_`.
using ContainerName = CheckedText<detail::ContainerNameRule, struct required_name>;
/// A port in a container: 1 to 65,535.
using ContainerPort =
    CheckedNumber<detail::Between<1, 65535, detail::a_container_listens_on_a_port_of_1_to_65535>>;
/// How many graphics processors are a container's own.
using GpuCount =
    CheckedNumber<detail::Between<1, 16, detail::a_container_has_1_to_16_graphics_processors>>;
/// How long a container may take to stop, in seconds.
using StopTimeout = CheckedNumber<
    detail::TimeBetween<0, 120, detail::a_container_on_fargate_has_0_to_120_seconds_to_stop, 1>>;
/// How often a container is checked, in seconds.
using ContainerCheckInterval = CheckedNumber<
    detail::TimeBetween<5, 300, detail::a_check_of_a_container_comes_every_5_to_300_seconds, 1>>;
/// How often a failed check is tried before the container counts as unhealthy.
using ContainerCheckRetries =
    CheckedNumber<detail::Between<1, 10, detail::a_check_of_a_container_is_tried_1_to_10_times>>;
/// How long a container may fail checks after its start, in seconds.
using ContainerStartPeriod = CheckedNumber<
    detail::TimeBetween<0, 300, detail::a_container_has_0_to_300_seconds_to_start, 1>>;
/// How long a check of a container may take, in seconds.
using ContainerCheckTimeout = CheckedNumber<
    detail::TimeBetween<2, 60, detail::a_check_of_a_container_may_take_2_to_60_seconds, 1>>;

namespace detail {
// The compiler's message shows the name.
struct say_where_it_is_by_ContainerImage_registry_repository_or_from_folder;
}  // namespace detail

/// The image that a container is made of.
class ContainerImage {
 public:
  /// A name alone; deleted, so that the compiler points at it.
  template <detail::TextLike S,
            class = detail::say_where_it_is_by_ContainerImage_registry_repository_or_from_folder>
  ContainerImage(const S& name) = delete;

  /// An image that is built of a folder of this machine for the task's processor: an `ImageAsset`
  /// named after the container, with `Image` behind, below the task definition. The task may then
  /// pull it.
  static ContainerImage from_folder(std::string_view path, const ImageBuild& build = {});
  /// The image with a tag in a repository of ECR, which the task may then pull.
  static ContainerImage repository(const Link<const Repository>& repository,
                                   const Value<std::string>& tag = "latest");
  /// An image of a registry, e.g. `public.ecr.aws/nginx/nginx:stable`; one that is private needs a
  /// secret with a user name and a password. `credentials_key` is what a secret that is given by
  /// its ARN is encrypted with.
  static ContainerImage registry(const Value<std::string>& name, const SecretLink& credentials = {},
                                 const KeyLink& credentials_key = {});

  /// The image for a task definition: one of a folder is built for a platform, by an `ImageAsset`
  /// of that id; any other one stays as it is.
  [[nodiscard]] ContainerImage in(Construct& task_definition, const Id& id,
                                  std::string_view platform) const;
  /// The image as the task definition names it; not set for a folder that is not built yet.
  [[nodiscard]] const Value<std::string>& uri() const { return uri_; }
  /// The ARN of the secret to pull with; not set where none is needed.
  [[nodiscard]] const Value<std::string>& credentials() const { return credentials_.arn(); }
  /// Allows the grantee to pull the image.
  void grant_pull(Grantee& grantee) const;

 private:
  ContainerImage() = default;
  bool is_built_ = false;  // of a folder
  Text folder_;
  ImageBuild build_;
  const Repository* repository_ = nullptr;
  Value<std::string> uri_;
  SecretLink credentials_;
  KeyLink credentials_key_;
};

/// Where a secret comes from that a container gets as an environment variable. The agent that
/// starts the task reads it once, so the containers need no permission.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
class ContainerSecret {
 public:
  /// A secret of Secrets Manager: one of its keys, or all of it where none is named. `key` is what
  /// a secret that is given by its full ARN is encrypted with, where that is a key of one's own.
  static ContainerSecret secrets_manager(const SecretLink& secret,
                                         const Value<std::string>& json_key = {},
                                         const KeyLink& key = {});
  /// A parameter of Systems Manager. `key` is what one that is given by its ARN is encrypted with,
  /// where that is a key of one's own.
  static ContainerSecret ssm_parameter(const ParameterLink& parameter, const KeyLink& key = {});

  /// What the container definition names.
  [[nodiscard]] const Value<std::string>& value_from() const { return value_from_; }
  /// Allows the grantee to read it.
  void grant_read(Grantee& grantee) const;
  /// Has a client be made only after a secret has what its database is reached by.
  void make_wait(Construct& client) const { secret_.make_wait(client); }

 private:
  ContainerSecret() = default;
  SecretLink secret_;
  Optional<ParameterLink> parameter_;
  Value<std::string> value_from_;
  KeyLink key_;
};

/// An environment variable that is a secret.
struct NamedContainerSecret {
  /// The name of the variable.
  Required<Text, struct required_name> name;
  /// Where it comes from.
  Required<ContainerSecret, struct required_secret> secret;
};

/// When a container is started, of another one.
enum class ContainerCondition : std::uint8_t {
  start,     ///< it has been started
  complete,  ///< it has ended
  success,   ///< it has ended with the status 0
  healthy,   ///< it has passed its health check
};

/// Another container that must be so far before this one is started.
struct ContainerDependency {
  /// The other container's name.
  Required<Text, struct required_container> container;
  /// How far.
  ContainerCondition condition = ContainerCondition::start;
};

/// A file in a bucket with environment variables, one a line as `NAME=value`.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
struct ContainerEnvironmentFile {
  /// The bucket.
  Required<Link<const Bucket>, struct required_bucket> bucket;
  /// The key, ending in `.env`.
  Required<Text, struct required_key> key;
};

/// A command that tells whether a container is healthy, by its status.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html
struct ContainerHealthCheck {
  /// The command: `CMD-SHELL` with one for the shell, or `CMD` with a program and its arguments.
  Required<List<std::string>, struct required_command> command;
  /// How often, in seconds, 5 to 300; 30 where it is left out.
  ContainerCheckInterval interval = {};
  /// How often it is tried, 1 to 10; 3 where it is left out.
  ContainerCheckRetries retries = {};
  /// How long after its start the container may fail, in seconds, 0 to 300.
  ContainerStartPeriod start_period = {};
  /// How long it may take, in seconds, 2 to 60; 5 where it is left out.
  ContainerCheckTimeout timeout = {};
};

/// What is spoken on a port, for the metrics of Service Connect.
enum class AppProtocol : std::uint8_t { http, http2, grpc };
/// How a port is reached.
enum class PortProtocol : std::uint8_t { tcp, udp };

/// A port that a container listens on.
struct ContainerPortMapping {
  /// The port, 1 to 65,535.
  ContainerPort port = {};
  /// What is spoken there.
  Optional<AppProtocol> app_protocol = {};
  /// The port of the instance that leads to it, in a task of the network mode `bridge`; any free
  /// one where it is left out.
  ContainerPort host_port = {};
  /// The name, which Service Connect needs.
  Text name = {};
  /// How it is reached.
  PortProtocol protocol = PortProtocol::tcp;
};

/// A volume of the task in a container's file system.
struct ContainerMount {
  /// The path in the container.
  Required<Text, struct required_path> path;
  /// The name of the volume.
  Required<Text, struct required_volume> volume;
  /// Whether it can only be read.
  Bool read_only = false;
};

/// What a limit of the operating system is about.
enum class UlimitName : std::uint8_t {
  core,
  cpu,
  data,
  fsize,
  locks,
  memlock,
  msgqueue,
  nice,
  nofile,
  nproc,
  rss,
  rtprio,
  rttime,
  sigpending,
  stack,
};

/// A limit of the operating system; Fargate lets only `nofile` be changed.
struct ContainerUlimit {
  /// The most that it can be set to.
  Required<Value<std::int64_t>, struct required_hard_limit> hard_limit;
  /// What it is about.
  UlimitName name = UlimitName::nofile;
  /// What it is.
  Required<Value<std::int64_t>, struct required_soft_limit> soft_limit;
};

/// What routes the logs of the other containers.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
enum class LogRouter : std::uint8_t { fluent_bit, fluentd };

/// Where the output of a container goes.
class ContainerLog {
 public:
  /// To the task definition's log group.
  static ContainerLog aws_logs();
  /// To the container that routes logs, with options for its output, e.g. `{{"Name", "loki"}}`.
  static ContainerLog firelens(const Map<std::string>& options,
                               const Items<NamedContainerSecret>& secret_options = {});
  /// Nowhere.
  static ContainerLog none();

  /// The three kinds.
  enum class Kind : std::uint8_t { aws_logs, firelens, none };
  /// Which it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The options of FireLens.
  [[nodiscard]] const Map<std::string>& options() const { return options_; }
  /// The options of FireLens that are secrets.
  [[nodiscard]] const Items<NamedContainerSecret>& secret_options() const {
    return secret_options_;
  }

 private:
  explicit ContainerLog(Kind kind) : kind_(kind) {}
  Kind kind_;
  Map<std::string> options_;
  Items<NamedContainerSecret> secret_options_;
};

/// A container of a task.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definitions
struct Container {
  /// The name: 1 to 255 letters, digits, `-` and `_`.
  ContainerName name;
  /// The image.
  Required<ContainerImage,
           struct required_image_by_ContainerImage_from_folder_repository_or_registry>
      image;
  /// What the program is given, in place of the image's own.
  List<std::string> command = {};
  /// The CPU units that are kept for it; shared by all where it is left out.
  Value<std::int64_t> cpu = {};
  /// The containers that must be so far before this one is started.
  Items<ContainerDependency> depends_on = {};
  /// Labels of Docker.
  Map<std::string> docker_labels = {};
  /// Capabilities of Linux that it does without, e.g. `ALL`.
  List<std::string> drop_capabilities = {};
  /// The program, in place of the image's own.
  List<std::string> entry_point = {};
  /// The environment variables, which are no place for secrets.
  Map<std::string> environment = {};
  /// Files with environment variables, 10 at most, which the task may then read.
  Items<ContainerEnvironmentFile> environment_files = {};
  /// Whether the task stops when this container does.
  Bool essential = true;
  /// How many graphics processors of the instance are its own; none on Fargate.
  GpuCount gpus = {};
  /// How it is found to be healthy.
  Optional<ContainerHealthCheck> health_check = {};
  /// Whether a process in the container ends those that nobody waits for.
  Bool init_process = false;
  /// Where its output goes.
  ContainerLog log = ContainerLog::aws_logs();
  /// The memory in MiB at which it is ended; the task's where it is left out.
  Value<std::int64_t> memory = {};
  /// The memory in MiB that is kept for it.
  Value<std::int64_t> memory_reservation = {};
  /// The volumes of the task that it sees.
  Items<ContainerMount> mounts = {};
  /// The ports that it listens on.
  Items<ContainerPortMapping> ports = {};
  /// Whether it has the rights of root on its instance; not on Fargate.
  Bool privileged = false;
  /// Whether it has a terminal.
  Bool pseudo_terminal = false;
  /// Whether its own file system cannot be written; `ECS Exec` then does not work.
  Bool read_only_root = false;
  /// Whether it is started again in place when it ends.
  Bool restart = false;
  /// Makes it what routes the logs of the other containers.
  Optional<LogRouter> router = {};
  /// The environment variables that are secrets, which the task may then be started with.
  Items<NamedContainerSecret> secrets = {};
  /// How long others wait for it where they depend on it, in seconds.
  Value<std::int64_t> start_timeout = {};
  /// How long it may take to stop, in seconds, 0 to 120; 30 where it is left out.
  StopTimeout stop_timeout = {};
  /// Limits of the operating system.
  Items<ContainerUlimit> ulimits = {};
  /// The user, and the group behind a colon, that it runs as; the image's own where it is left out.
  Value<std::string> user = {};
  /// The directory that the program starts in.
  Value<std::string> working_directory = {};
};

}  // namespace omnitrack
