#include "omnitrack/ec2/volume.hpp"

#include <string>

#include "../imported.hpp"
#include "machine_parts.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/instance.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a volume that is made elsewhere is made of.
struct ImportedVolumeProps {
  using Makes = Volume;
  Id id;
  Value<cfn::ec2::VolumeId> volume;
  KeyLink kms_key;
};

namespace {

bool is_provisioned(VolumeType type) { return type == VolumeType::io1 || type == VolumeType::io2; }

Value<std::string> arn_of(const Stack& stack, const Instance& instance) {
  return stack.arn("ec2", concat("instance/", instance.instance_id()));
}

}  // namespace

Volume::Volume(Attach at, const VolumeProps& props)
    : Construct(std::move(at)),
      kms_key_(props.kms_key),
      resource_(&add(cfn::ec2::VolumeProps{
          .id = primary(),
          .availability_zone = props.availability_zone,
          .encrypted = true,
          .iops = props.iops,
          .kms_key_id = props.kms_key.arn(),
          .size = props.size.value(),
          .snapshot_id = props.snapshot_id,
          .throughput = props.throughput,
          .volume_type =
              as<cfn::ec2::VolumeProps::VolumeType>(ec2::volume_type_name(props.volume_type)),
      })),
      volume_id_(resource_->ref()) {
  resource_->add_tag("Name", path());
  if (props.auto_enable_io) resource_->props.auto_enable_io = true;
  if (props.multi_attach) resource_->props.multi_attach_enabled = true;
  resource_->set_removal_policy(props.removal_policy);
  check(props);
}

Volume::Volume(Attach at, const ImportedVolumeProps& props)
    : Construct(std::move(at)), kms_key_(props.kms_key), volume_id_(props.volume) {
  check_imported(*this, props.volume, props.volume.literal_text().starts_with("vol-"),
                 "the id of a volume", "it looks like vol-0123456789abcdef0");
}

Volume& Volume::from_id(Construct& scope, const Id& id, const Value<cfn::ec2::VolumeId>& volume,
                        const KeyLink& kms_key) {
  return scope.add(ImportedVolumeProps{.id = id, .volume = volume, .kms_key = kms_key});
}

// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
void Volume::check(const VolumeProps& props) const {
  if (props.size.is_broken()) {
    error(codes::OT3911,
          "the size is " + std::to_string(props.size.number()) + " GiB, which is out of bounds",
          "it is 1 to 65536 GiB");
  }
  if (!props.size.is_set() && !props.snapshot_id.is_set()) {
    error(codes::OT3912, "the volume has neither a size nor a snapshot", "set `size`");
  }
  if (is_provisioned(props.volume_type) && !props.iops.is_set()) {
    error(codes::OT3912, "the volume does not say how many operations a second it does",
          "set `iops`, or leave the kind to gp3");
  }
  if (props.multi_attach && !is_provisioned(props.volume_type)) {
    error(codes::OT3912, "several instances are to have a volume that only one can have",
          "make it an io1 or io2, or leave `multi_attach` out");
  }
}

void Volume::attach(const Instance& instance, const Value<std::string>& device) {
  add(cfn::ec2::VolumeAttachmentProps{
      .id = child("Attachment" + std::to_string(++attachments_)),
      .instance_id = instance.instance_id(),
      .volume_id = volume_id(),
      .device = device,
  });
}

void Volume::grant_attach(Grantee& grantee, const Instance& instance) const {
  grantee.add_to_policy(
      {.actions = {"ec2:AttachVolume"}, .resources = {arn(), arn_of(stack(), instance)}});
  // EC2 decrypts the volume by a grant that whoever attaches it makes.
  // https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html
  kms_key_.grant(grantee, {"kms:CreateGrant"},
                 concat("ec2.", stack().region(), ".", stack().url_suffix()));
}

void Volume::grant_detach(Grantee& grantee, const Instance& instance) const {
  grantee.add_to_policy(
      {.actions = {"ec2:DetachVolume"}, .resources = {arn(), arn_of(stack(), instance)}});
}

Metric Volume::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/EBS",
                     .metric_name = metric_name,
                     .dimensions = {{"VolumeId", volume_id()}}};
}

Value<std::string> Volume::arn() const {
  return stack().arn("ec2", concat("volume/", volume_id()));
}

cfn::ec2::Volume& Volume::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ec2::VolumeProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
