#pragma once

#include <omnitrack/ec2/machine.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
class LaunchTemplate;  // defined in <omnitrack/cfn/ec2.hpp>
enum class LaunchTemplateId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class LaunchTemplate;
class KeyPair;
class Role;

/// What happens to an instance of spare capacity that EC2 takes back.
enum class SpotInterruption : std::uint8_t { terminate, stop, hibernate };

/// That instances run on spare capacity.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-spot-instances.html
struct SpotOptions {
  /// What happens to an instance that EC2 takes back.
  SpotInterruption interruption = SpotInterruption::terminate;
  /// The most that is paid for an hour, in dollars; the normal price where it is left out.
  Value<std::string> max_price = {};
};

/// Properties of a launch template.
struct LaunchTemplateProps {
  using Makes = LaunchTemplate;
  Id id;
  /// Whether instances get a public address; as the subnet has it where it is left out.
  Optional<Bool> associate_public_ip = {};
  /// Whether CPU that a burstable instance uses above its share is paid for, and not throttled; as
  /// the type has it where it is left out.
  Optional<Bool> cpu_credits_unlimited = {};
  /// Whether instances are measured each minute, and not every five.
  Bool detailed_monitoring = false;
  /// The type; left out where the group names its types.
  InstanceType instance_type = {};
  /// The key by which SSH lets somebody in; sessions of Systems Manager need none.
  Link<const KeyPair> key_pair = {};
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> launch_template_name = {};
  /// The image.
  MachineImage machine_image = MachineImage::amazon_linux_2023();
  /// How many hosts an answer of the metadata service may pass; 2 lets containers ask it.
  KnownNumber metadata_hop_limit = 1;
  /// The role that instances act by, which Systems Manager may use to let somebody in without SSH;
  /// the launch template makes one of its own where it is left out.
  Link<Role> role = {};
  /// The security groups; the launch template makes one of its own, which lets nobody in, where
  /// they are left out and it has a `vpc`.
  Items<Link<SecurityGroup>> security_groups = {};
  /// Whether instances run on spare capacity.
  Optional<SpotOptions> spot = {};
  /// Whether instances refuse to be terminated by the API.
  Bool termination_protection = false;
  /// What an instance does when it starts for the first time.
  UserData user_data = {};
  /// The volumes, all encrypted; that of Amazon Linux, encrypted, where they are left out.
  Items<EbsVolume> volumes = {};
  /// The VPC of the security group.
  Link<const Vpc> vpc = {};
};

/// What instances are made of, with IMDSv2 alone, encrypted volumes and no open port:
/// AWS::EC2::LaunchTemplate, AWS::IAM::InstanceProfile and, where they are not given, a `Role` and
/// AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-templates.html
class LaunchTemplate final : public Construct, public Connectable, public Grantee {
 public:
  LaunchTemplate(Attach at, const LaunchTemplateProps& props);

  /// Adds commands for bash to what an instance does when it starts for the first time.
  void add_commands(const List<std::string>& commands);
  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;
  /// Its security groups.
  [[nodiscard]] Connections connections() override;

  /// The id.
  [[nodiscard]] Value<cfn::ec2::LaunchTemplateId> launch_template_id() const;
  /// The number of the latest version.
  [[nodiscard]] Value<std::string> latest_version() const;
  /// Whether instances run on spare capacity, whatever their group says.
  [[nodiscard]] bool is_spot() const { return is_spot_; }
  /// The role that instances act by.
  [[nodiscard]] Role& role() { return *role_; }
  /// The launch template's own resource.
  [[nodiscard]] cfn::ec2::LaunchTemplate& resource() { return *resource_; }

 private:
  Role* role_;
  UserData user_data_;
  Items<Link<SecurityGroup>> security_groups_;
  bool is_spot_ = false;
  cfn::ec2::LaunchTemplate* resource_ = nullptr;
};

}  // namespace omnitrack
