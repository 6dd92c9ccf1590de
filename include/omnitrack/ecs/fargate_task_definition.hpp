#pragma once

#include <omnitrack/ecs/fargate_size.hpp>
#include <omnitrack/ecs/task_definition.hpp>

namespace omnitrack {

class FargateTaskDefinition;

namespace detail {

inline void the_storage_of_a_task_is_21_to_200_gibibytes() {}

}  // namespace detail

/// The storage that a task has for itself, in GiB.
using TaskStorage =
    CheckedNumber<detail::Between<21, 200, detail::the_storage_of_a_task_is_21_to_200_gibibytes>>;

/// Properties of a task definition.
struct FargateTaskDefinitionProps {
  using Makes = FargateTaskDefinition;
  Id id;
  /// The containers, 10 at most; more can be added.
  Items<Container> containers = {};
  /// The processor that they are built for.
  CpuArchitecture cpu_architecture = CpuArchitecture::x86_64;
  /// The storage that a task has for itself, in GiB, 21 to 200; 20 where it is left out.
  TaskStorage ephemeral_storage = {};
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
  /// The operating system of the containers.
  TaskOperatingSystem operating_system = TaskOperatingSystem::linux_;
  /// Whether its containers see each other's processes.
  Bool share_processes = false;
  /// CPU units and memory in MiB, e.g. `{256, 512}`.
  FargateSize size = {256, 512};
  /// The role that the containers act by; the task definition makes one of its own where it is left
  /// out.
  Link<Role> task_role = {};
  /// What containers share; more can be added.
  Items<TaskVolume> volumes = {};
};

/// What a task on Fargate is made of: AWS::ECS::TaskDefinition with its log group
/// (AWS::Logs::LogGroup) and its roles, one to start tasks and one that they act by
/// (AWS::IAM::Role, AWS::IAM::Policy).
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definitions.html
class FargateTaskDefinition final : public TaskDefinition {
 public:
  FargateTaskDefinition(Attach at, const FargateTaskDefinitionProps& props);

  [[nodiscard]] bool has_own_network() const override { return true; }
  [[nodiscard]] bool maps_ports() const override { return false; }
  [[nodiscard]] bool is_on_fargate() const override { return true; }

 protected:
  void check_capacity_of(const Container& container) const override;
  void finish() override;

 private:
  void check(const FargateTaskDefinitionProps& props) const;

  FargateSize size_;
};

}  // namespace omnitrack
