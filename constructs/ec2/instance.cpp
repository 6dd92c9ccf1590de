#include "omnitrack/ec2/instance.hpp"

#include <string>

#include "../security_groups.hpp"
#include "first_subnet.hpp"
#include "machine_parts.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace {

namespace instance = cfn::ec2::instance;

List<instance::BlockDeviceMapping> instance_devices(const InstanceProps& props) {
  using Ebs = instance::Ebs;
  List<instance::BlockDeviceMapping> devices;
  for (const EbsVolume& volume : ec2::volumes_of(props.volumes, props.machine_image)) {
    devices.add(instance::BlockDeviceMapping{
        .device_name = volume.device_name.text(),
        .ebs =
            Ebs{
                .delete_on_termination = bool(volume.delete_on_termination),
                .encrypted = true,
                .iops = volume.iops,
                .kms_key_id = volume.kms_key.arn(),
                .snapshot_id = volume.snapshot_id,
                .volume_size = volume.size.value(),
                .volume_type = as<Ebs::VolumeType>(ec2::volume_type_name(volume.volume_type)),
            },
    });
  }
  return devices;
}

}  // namespace

Instance::Instance(Attach at, const InstanceProps& props)
    : Construct(std::move(at)),
      role_(props.role.is_set() ? &props.role->used_by(*this, child("Role"))
                                : &add(ec2::machine_role_props(child("Role")))),
      security_groups_(groups_or_own(*this, props.security_groups,
                                     {.id = child("SecurityGroup"), .vpc = props.vpc})) {
  using Metadata = instance::MetadataOptions;
  auto& profile = add(cfn::iam::InstanceProfileProps{
      .id = child("InstanceProfile"),
      .roles = {role_->name()},
  });
  Value<cfn::ec2::SubnetId> subnet = props.subnet;
  if (!subnet.is_set()) {
    subnet = ec2::first_inner_subnet(*props.vpc);
    if (!subnet.is_set()) {
      error(codes::OT2045, "the VPC has no private or isolated subnet for an instance",
            "set `subnet`");
    }
  }
  cfn::ec2::InstanceProps made{
      .id = primary(),
      .block_device_mappings = instance_devices(props),
      .iam_instance_profile = profile.ref(),
      .image_id = props.machine_image.image_id(),
      .instance_type = props.instance_type.value(),
      .key_name = ec2::name_of(props.key_pair),
      .metadata_options = Metadata{.http_endpoint = Metadata::HttpEndpoint::enabled,
                                   .http_tokens = Metadata::HttpTokens::required},
      .user_data = props.user_data.base64(),
  };
  if (props.detailed_monitoring) made.monitoring = true;
  if (props.termination_protection) made.disable_api_termination = true;
  if (!props.source_dest_check) made.source_dest_check = false;
  const List<cfn::ec2::SecurityGroupId> groups = ids_of(security_groups_);
  if (props.associate_public_ip) {
    // With a network interface, the subnet, the groups and the address belong there.
    made.network_interfaces = {instance::NetworkInterface{
        .device_index = "0",
        .associate_public_ip_address = bool(*props.associate_public_ip),
        .group_set = groups,
        .private_ip_address = props.private_ip_address,
        .subnet_id = subnet,
    }};
  } else {
    made.private_ip_address = props.private_ip_address;
    made.security_group_ids = groups;
    made.subnet_id = subnet;
  }
  resource_ = &add(made);
  resource_->add_tag("Name", path());
  if (props.removal_policy != RemovalPolicy::destroy) {
    resource_->set_removal_policy(props.removal_policy);
  }
  ec2::check_machine(*this, props.instance_type.text(), props.instance_type.is_broken(),
                     props.machine_image, props.volumes);
}

void Instance::add_to_policy(const PolicyStatement& statement) { role_->add_to_policy(statement); }

Value<std::string> Instance::grantee_arn() const { return role_->arn(); }

void Instance::attach_to(TargetGroup& group) {
  group.add_id(instance_id());
  const Value<std::int64_t> port = group.port();
  if (port.node().kind != NodeKind::integer) return;
  group.add_client(*this, static_cast<std::uint16_t>(port.node().integer), nullptr);
}

Connections Instance::connections() { return {*this, security_groups_}; }

// https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html
void Instance::grant_start_session(Grantee& grantee) const {
  const auto document = [this](std::string_view name) {
    return concat("arn:", stack().partition(), ":ssm:", stack().region(), "::document/", name);
  };
  grantee.add_to_policy({
      .actions = {"ssm:StartSession"},
      .resources = {stack().arn("ec2", concat("instance/", instance_id())),
                    document("AWS-StartPortForwardingSession"),
                    document("AWS-StartPortForwardingSessionToRemoteHost"),
                    stack().arn("ssm", "document/SSM-SessionManagerRunShell")},
  });
  grantee.add_to_policy({
      .actions = {"ssm:ResumeSession", "ssm:TerminateSession"},
      .resources = {stack().arn("ssm", "session/${aws:username}-*")},
  });
}

Metric Instance::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/EC2",
                     .metric_name = metric_name,
                     .dimensions = {{"InstanceId", instance_id()}}};
}

Value<cfn::ec2::InstanceId> Instance::instance_id() const { return resource_->ref(); }

Value<std::string> Instance::availability_zone() const {
  return resource_->attr_availability_zone();
}

Value<std::string> Instance::private_ip() const { return resource_->attr_private_ip(); }

Value<std::string> Instance::public_ip() const { return resource_->attr_public_ip(); }

}  // namespace omnitrack
