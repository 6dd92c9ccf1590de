#pragma once

#include <omnitrack/ecs/task_definition.hpp>

namespace omnitrack {

class Ec2TaskDefinition;

namespace detail {

inline void a_task_has_128_to_196608_cpu_units() {}
inline void a_task_has_at_least_6_mebibytes_of_memory() {}

}  // namespace detail

/// The CPU units that a task may use, 1,024 to a vCPU.
using TaskCpu =
    CheckedNumber<detail::Between<128, 196608, detail::a_task_has_128_to_196608_cpu_units>>;
/// The memory that a task may use, in MiB.
using TaskMemory = CheckedNumber<
    detail::Between<6, 2147483647, detail::a_task_has_at_least_6_mebibytes_of_memory>>;

/// How tasks on instances are reached.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html
enum class TaskNetworkMode : std::uint8_t {
  awsvpc,  ///< each task has a network interface and security groups of its own
  bridge,  ///< by ports of the instance, which are any free ones where none are named
  host,    ///< by the same ports of the instance
  none,    ///< not at all
};

/// Properties of a task definition for instances.
struct Ec2TaskDefinitionProps {
  using Makes = Ec2TaskDefinition;
  Id id;
  /// The containers, 10 at most; more can be added.
  Items<Container> containers = {};
  /// The CPU units that a task may use, 128 to 196,608; what its containers say where it is left
  /// out.
  TaskCpu cpu = {};
  /// The processor that they are built for.
  CpuArchitecture cpu_architecture = CpuArchitecture::x86_64;
  /// The role by which ECS starts tasks, which gets what their images, secrets and logs need; the
  /// task definition makes one of its own where it is left out.
  Link<Role> execution_role = {};
  /// The name that its revisions share; made up by CloudFormation where it is left out.
  TaskFamily family = {};
  /// The log group of the containers; the task definition makes one of its own where it is left
  /// out.
  Link<const LogGroup> log_group = {};
  /// How long the task definition's own log group keeps events.
  Retention log_retention = RetentionDays::two_years;
  /// The memory that a task may use, in MiB; what its containers say where it is left out.
  TaskMemory memory = {};
  /// How tasks are reached.
  TaskNetworkMode network_mode = TaskNetworkMode::awsvpc;
  /// The operating system of the containers.
  TaskOperatingSystem operating_system = TaskOperatingSystem::linux_;
  /// Expressions of the cluster query language that an instance must meet, e.g.
  /// `attribute:ecs.instance-type =~ g4dn.*`, 10 at most.
  List<std::string> placement_constraints = {};
  /// Whether its containers see each other's processes.
  Bool share_processes = false;
  /// The role that the containers act by; the task definition makes one of its own where it is left
  /// out.
  Link<Role> task_role = {};
  /// What containers share; more can be added.
  Items<TaskVolume> volumes = {};
};

/// What a task on instances of one's own is made of: AWS::ECS::TaskDefinition with its log group
/// (AWS::Logs::LogGroup) and its roles, one to start tasks and one that they act by
/// (AWS::IAM::Role, AWS::IAM::Policy).
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch-type-ec2.html
class Ec2TaskDefinition final : public TaskDefinition {
 public:
  Ec2TaskDefinition(Attach at, const Ec2TaskDefinitionProps& props);

  [[nodiscard]] bool has_own_network() const override {
    return network_mode_ == TaskNetworkMode::awsvpc;
  }
  [[nodiscard]] bool maps_ports() const override {
    return network_mode_ == TaskNetworkMode::bridge;
  }
  [[nodiscard]] bool is_on_fargate() const override { return false; }
  /// How tasks are reached.
  [[nodiscard]] TaskNetworkMode network_mode() const { return network_mode_; }

 protected:
  void check_capacity_of(const Container& container) const override;
  void finish() override;

 private:
  void check(const Ec2TaskDefinitionProps& props) const;

  TaskNetworkMode network_mode_;
  TaskMemory memory_;
};

}  // namespace omnitrack
