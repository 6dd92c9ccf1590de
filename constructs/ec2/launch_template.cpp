#include "omnitrack/ec2/launch_template.hpp"

#include <string>

#include "../security_groups.hpp"
#include "machine_parts.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace {

namespace launch_template = cfn::ec2::launch_template;

List<launch_template::BlockDeviceMapping> template_devices(const LaunchTemplateProps& props) {
  using Ebs = launch_template::Ebs;
  List<launch_template::BlockDeviceMapping> devices;
  for (const EbsVolume& volume : ec2::volumes_of(props.volumes, props.machine_image)) {
    devices.add(launch_template::BlockDeviceMapping{
        .device_name = volume.device_name.text(),
        .ebs =
            Ebs{
                .delete_on_termination = bool(volume.delete_on_termination),
                .encrypted = true,
                .iops = volume.iops,
                .kms_key_id = volume.kms_key.arn(),
                .snapshot_id = volume.snapshot_id,
                .throughput = volume.throughput,
                .volume_size = volume.size.value(),
                .volume_type = as<Ebs::VolumeType>(ec2::volume_type_name(volume.volume_type)),
            },
    });
  }
  return devices;
}

launch_template::InstanceMarketOptions spot_market(const SpotOptions& spot) {
  using Market = launch_template::InstanceMarketOptions;
  using Spot = launch_template::SpotOptions;
  Spot options{.max_price = spot.max_price};
  if (spot.interruption != SpotInterruption::terminate) {
    // Only a request that stays can start an instance again.
    options.instance_interruption_behavior = spot.interruption == SpotInterruption::stop
                                                 ? Spot::InstanceInterruptionBehavior::stop
                                                 : Spot::InstanceInterruptionBehavior::hibernate;
    options.spot_instance_type = Spot::SpotInstanceType::persistent;
  }
  return {.market_type = Market::MarketType::spot, .spot_options = options};
}

}  // namespace

LaunchTemplate::LaunchTemplate(Attach at, const LaunchTemplateProps& props)
    : Construct(std::move(at)),
      role_(props.role.is_set() ? &props.role->used_by(*this, child("Role"))
                                : &add(ec2::machine_role_props(child("Role")))),
      user_data_(props.user_data),
      security_groups_(props.security_groups),
      is_spot_(props.spot.has_value()) {
  using Data = launch_template::LaunchTemplateData;
  using Metadata = launch_template::MetadataOptions;
  if (security_groups_.empty() && props.vpc.is_set()) {
    security_groups_ = {Link<SecurityGroup>(
        add(SecurityGroupProps{.id = child("SecurityGroup"), .vpc = *props.vpc}))};
  }
  auto& profile = add(cfn::iam::InstanceProfileProps{
      .id = child("InstanceProfile"),
      .roles = {role_->name()},
  });
  Data data{
      .block_device_mappings = template_devices(props),
      .iam_instance_profile = launch_template::IamInstanceProfile{.arn = profile.attr_arn()},
      .image_id = props.machine_image.image_id(),
      .instance_type = props.instance_type.value(),
      .key_name = ec2::name_of(props.key_pair),
      .metadata_options =
          Metadata{
              .http_endpoint = Metadata::HttpEndpoint::enabled,
              .http_put_response_hop_limit = props.metadata_hop_limit,
              .http_tokens = Metadata::HttpTokens::required,
          },
      .user_data = props.user_data.base64(),
  };
  if (props.cpu_credits_unlimited) {
    data.credit_specification = launch_template::CreditSpecification{
        .cpu_credits = *props.cpu_credits_unlimited ? "unlimited" : "standard"};
  }
  if (props.termination_protection) data.disable_api_termination = true;
  if (props.detailed_monitoring) data.monitoring = launch_template::Monitoring{.enabled = true};
  if (props.spot) data.instance_market_options = spot_market(*props.spot);
  const List<cfn::ec2::SecurityGroupId> groups = ids_of(security_groups_);
  if (props.associate_public_ip) {
    // With a network interface, the groups belong there.
    data.network_interfaces = {launch_template::NetworkInterface{
        .associate_public_ip_address = bool(*props.associate_public_ip),
        .device_index = 0,
        .groups = groups,
    }};
  } else {
    data.security_group_ids = groups;
  }
  resource_ = &add(cfn::ec2::LaunchTemplateProps{
      .id = primary(),
      .launch_template_data = data,
      .launch_template_name = props.launch_template_name,
  });
  ec2::check_machine(*this, props.instance_type.text(), props.instance_type.is_broken(),
                     props.machine_image, props.volumes);
  const std::int64_t hops = props.metadata_hop_limit;
  if (hops < 1 || hops > 64) {
    error(codes::OT2044,
          "metadata_hop_limit is " + std::to_string(hops) + ", which is out of bounds",
          "it is 1 to 64");
  }
}

void LaunchTemplate::add_commands(const List<std::string>& commands) {
  if (!user_data_.add(commands)) {
    error(codes::OT2066, "commands cannot be added to user data that is no script of bash",
          "make it by UserData::shell");
    return;
  }
  const Node& data = resource_->props.launch_template_data.node();
  resource_->props.launch_template_data = Value<launch_template::LaunchTemplateData>::from_node(
      detail::with_field(data, "UserData", user_data_.base64().node()));
}

void LaunchTemplate::add_to_policy(const PolicyStatement& statement) {
  role_->add_to_policy(statement);
}

Value<std::string> LaunchTemplate::grantee_arn() const { return role_->arn(); }

Connections LaunchTemplate::connections() { return {*this, security_groups_}; }

Value<cfn::ec2::LaunchTemplateId> LaunchTemplate::launch_template_id() const {
  return resource_->ref();
}

Value<std::string> LaunchTemplate::latest_version() const {
  return resource_->attr_latest_version_number();
}

}  // namespace omnitrack
