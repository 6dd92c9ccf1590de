#pragma once

#include <optional>
#include <vector>

#include <omnitrack/ec2/cpu_architecture.hpp>
#include <omnitrack/ecs/container.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack::cfn::ecs {
class TaskDefinition;  // defined in <omnitrack/cfn/ecs.hpp>
enum class TaskDefinitionArn : char;
}  // namespace omnitrack::cfn::ecs

namespace omnitrack {

class AccessPoint;
class Cluster;
class FileSystem;
class Role;

namespace detail {

inline void a_task_family_has_1_to_255_letters_digits_hyphens_and_underscores() {}

struct TaskFamilyRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 255 && has_only_letters_digits_and("-_", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_task_family_has_1_to_255_letters_digits_hyphens_and_underscores();
  }
};

}  // namespace detail

/// The name of a family of task definitions: 1 to 255 letters, digits, `-` and `_`.
using TaskFamily = CheckedText<detail::TaskFamilyRule>;
/// The operating system of the containers.
enum class TaskOperatingSystem : std::uint8_t {
  linux_,
  windows_server_2019_core,
  windows_server_2019_full,
  windows_server_2022_core,
  windows_server_2022_full,
};

/// Storage that containers of a task share.
class TaskVolume {
 public:
  /// An empty directory that lives as long as the task.
  static TaskVolume bind(std::string_view name);
  /// A directory of the instance that the task runs on, by its path there; not on Fargate.
  static TaskVolume host(std::string_view name, std::string_view path);
  /// A directory of a file system, encrypted in transit; the task gets the permission to mount it,
  /// and to write where `read_only` is false.
  static TaskVolume efs(std::string_view name, FileSystem& file_system,
                        std::string_view root_directory = {}, bool read_only = false);
  /// What an access point of a file system shows, encrypted in transit; the task gets the
  /// permission to mount it, and to write where `read_only` is false.
  static TaskVolume efs(std::string_view name, const AccessPoint& access_point,
                        bool read_only = false);

  /// The name.
  [[nodiscard]] const Text& name() const { return name_; }
  /// The file system; null of a directory of the task's own.
  [[nodiscard]] FileSystem* file_system() const { return file_system_; }
  /// The access point; null where there is none.
  [[nodiscard]] const AccessPoint* access_point() const { return access_point_; }
  /// The directory in the file system; empty where it is the root.
  [[nodiscard]] const Text& root_directory() const { return root_directory_; }
  /// The directory of the instance; empty where it is none of an instance's.
  [[nodiscard]] const Text& host_path() const { return host_path_; }
  /// Whether the task may only read it.
  [[nodiscard]] bool is_read_only() const { return is_read_only_; }

 private:
  explicit TaskVolume(std::string_view name) : name_(name) {}
  Text name_;
  FileSystem* file_system_ = nullptr;
  const AccessPoint* access_point_ = nullptr;
  Text root_directory_;
  Text host_path_;
  bool is_read_only_ = false;
};

/// What task definitions of all kinds have; for the classes that derive from `TaskDefinition`.
struct TaskDefinitionParts {
  /// The processor that the containers are built for.
  CpuArchitecture cpu_architecture = CpuArchitecture::x86_64;
  /// The role by which ECS starts tasks; one of its own where it is left out.
  Link<Role> execution_role = {};
  /// The name that its revisions share.
  TaskFamily family = {};
  /// The log group of the containers; one of its own where it is left out.
  Link<const LogGroup> log_group = {};
  /// How long the task definition's own log group keeps events.
  Retention log_retention = RetentionDays::two_years;
  /// The operating system of the containers.
  TaskOperatingSystem operating_system = TaskOperatingSystem::linux_;
  /// The role that the containers act by; one of its own where it is left out.
  Link<Role> task_role = {};
};

/// What a task is made of, wherever it runs: `FargateTaskDefinition` or `Ec2TaskDefinition`.
class TaskDefinition : public Construct, public Grantee {
 public:
  /// Adds to the role that the containers act by.
  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;

  /// Adds a container.
  void add_container(const Container& container);
  /// Adds what containers share.
  void add_volume(const TaskVolume& volume);
  /// Allows to run tasks of this definition, with its roles, in one cluster alone where one is
  /// given.
  void grant_run(Grantee& grantee, const Link<const Cluster>& cluster = {}) const;

  /// The containers in order.
  [[nodiscard]] const std::vector<Container>& containers() const { return containers_; }
  /// The first essential container that listens on a port, or the first; null where there is none.
  [[nodiscard]] const Container* default_container() const;
  /// The volumes in order.
  [[nodiscard]] const std::vector<TaskVolume>& volumes() const { return volumes_; }
  /// The ARN with the revision.
  [[nodiscard]] Value<cfn::ecs::TaskDefinitionArn> arn() const;
  /// The log group of the containers.
  [[nodiscard]] LogGroup& log_group();
  /// The role that the containers act by.
  [[nodiscard]] Role& task_role() { return *task_role_; }
  /// The role by which ECS starts tasks.
  [[nodiscard]] Role& execution_role() { return *execution_role_; }
  /// The task definition's own resource.
  [[nodiscard]] cfn::ecs::TaskDefinition& resource() { return *resource_; }
  /// Whether each task has a network interface, and so security groups, of its own.
  [[nodiscard]] virtual bool has_own_network() const = 0;
  /// Whether ports of the containers are reached by other ports of the instance.
  [[nodiscard]] virtual bool maps_ports() const = 0;
  /// Whether tasks run on Fargate.
  [[nodiscard]] virtual bool is_on_fargate() const = 0;

 protected:
  TaskDefinition(Attach at, const TaskDefinitionParts& parts);

  /// Adds what the props name.
  void add_all(const Items<TaskVolume>& volumes, const Items<Container>& containers);
  /// Reports what a container has that its capacity or its network does not offer.
  virtual void check_capacity_of(const Container& container) const = 0;
  /// The memory in MiB that the containers keep, as far as it is known.
  [[nodiscard]] std::int64_t kept_memory() const;
  void finish() override;

 private:
  void check(const Container& container) const;
  void check_names() const;
  void allow_start(const Container& container);

  std::vector<Container> containers_;
  std::vector<TaskVolume> volumes_;
  Retention log_retention_;
  LogGroup* log_group_ = nullptr;
  std::string_view platform_;
  Role* task_role_;
  Role* execution_role_;
  cfn::ecs::TaskDefinition* resource_;
};

}  // namespace omnitrack
