#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/machine.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/elasticloadbalancingv2/target_group.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
class Instance;  // defined in <omnitrack/cfn/ec2.hpp>
enum class InstanceId : char;
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class Bastion;
class Instance;
class KeyPair;
class Role;

/// Properties of an instance.
struct InstanceProps {
  using Makes = Instance;
  Id id;
  /// The type, e.g. `t4g.micro`.
  CheckedText<detail::InstanceTypeRule, struct required_instance_type> instance_type;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// Whether it gets a public address; as the subnet has it where it is left out.
  Optional<Bool> associate_public_ip = {};
  /// Whether it is measured each minute, and not every five.
  Bool detailed_monitoring = false;
  /// The key by which SSH lets somebody in; sessions of Systems Manager need none.
  Link<const KeyPair> key_pair = {};
  /// The image; a new one of those that are looked up replaces the instance.
  MachineImage machine_image = MachineImage::amazon_linux_2023();
  /// Its private address; one that is free where it is left out.
  Value<std::string> private_ip_address = {};
  /// What happens to the instance when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// The role that it acts by, which Systems Manager may use to let somebody in without SSH; the
  /// instance makes one of its own where it is left out.
  Link<Role> role = {};
  /// The security groups; the instance makes one of its own, which lets nobody in, where they are
  /// left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// Whether it only gets what is addressed to it; a router does without.
  Bool source_dest_check = true;
  /// The subnet; the first private one of the VPC, or the first isolated one, where it is left out.
  Value<cfn::ec2::SubnetId> subnet = {};
  /// Whether it refuses to be terminated by the API.
  Bool termination_protection = false;
  /// What it does when it starts for the first time; a change replaces or restarts it.
  UserData user_data = {};
  /// The volumes, all encrypted; that of Amazon Linux, encrypted, where they are left out.
  Items<EbsVolume> volumes = {};
};

/// One virtual machine with IMDSv2 alone, encrypted volumes and no open port: AWS::EC2::Instance,
/// AWS::IAM::InstanceProfile and, where they are not given, a `Role` and AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Instances.html
class Instance final : public Construct,
                       public Connectable,
                       public Grantee,
                       public LoadBalancerTarget,
                       public Measured {
 public:
  Instance(Attach at, const InstanceProps& props);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;
  /// Registers itself with a target group of instances, on the group's port.
  void attach_to(TargetGroup& group) override;
  /// Its security groups.
  [[nodiscard]] Connections connections() override;
  /// Allows somebody to open a session on it by Systems Manager, and to end sessions of their own.
  void grant_start_session(Grantee& grantee) const;

  /// One of EC2's metrics of the instance, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// The CPU that is used, in percent.
  [[nodiscard]] Metric metric_cpu_utilization() const { return metric("CPUUtilization"); }
  /// Whether a check of the instance or of its host failed: 1 or 0.
  [[nodiscard]] Metric metric_status_check_failed() const {
    return metric("StatusCheckFailed").maximum();
  }

  /// The id.
  [[nodiscard]] Value<cfn::ec2::InstanceId> instance_id() const;
  /// The availability zone's name.
  [[nodiscard]] Value<std::string> availability_zone() const;
  /// The private address.
  [[nodiscard]] Value<std::string> private_ip() const;
  /// The public address; for an instance that has one.
  [[nodiscard]] Value<std::string> public_ip() const;
  /// The role that it acts by.
  [[nodiscard]] Role& role() { return *role_; }
  /// The instance's own resource.
  [[nodiscard]] cfn::ec2::Instance& resource() { return *resource_; }

 private:
  Role* role_;
  Items<Link<SecurityGroup>> security_groups_;
  cfn::ec2::Instance* resource_;
};

/// Properties of a bastion.
struct BastionProps {
  using Makes = Bastion;
  Id id;
  /// The VPC that it leads into.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// The type, whose processor is that of `machine_image`.
  InstanceType instance_type = "t4g.nano";
  /// The image.
  MachineImage machine_image = MachineImage::amazon_linux_2023(CpuArchitecture::arm64);
  /// The subnet; the first private one of the VPC, or the first isolated one, where it is left out.
  /// It reaches Systems Manager by NAT or by endpoints.
  Value<cfn::ec2::SubnetId> subnet = {};
};

/// A way into a VPC for people whom IAM lets in, by sessions of Systems Manager and without an open
/// port: an `Instance`, AWS::EC2::Instance.
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html
class Bastion final : public Construct, public Connectable {
 public:
  Bastion(Attach at, const BastionProps& props);

  /// Its security group, to be let in elsewhere: `database.connections().allow_from(bastion)`.
  [[nodiscard]] Connections connections() override;
  /// Allows somebody to open a session on it, and to forward ports through it.
  void grant_start_session(Grantee& grantee) const { instance_->grant_start_session(grantee); }

  /// The instance.
  [[nodiscard]] Instance& instance() { return *instance_; }

 private:
  Instance* instance_;
};

}  // namespace omnitrack
