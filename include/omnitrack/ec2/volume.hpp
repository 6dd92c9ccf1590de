#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/machine.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
class Volume;  // defined in <omnitrack/cfn/ec2.hpp>
enum class VolumeId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class Instance;
class Volume;

/// Properties of a volume.
struct VolumeProps {
  using Makes = Volume;
  Id id;
  /// The availability zone, e.g. that of the instance which it is attached to.
  Required<Value<std::string>, struct required_availability_zone> availability_zone;
  /// Whether it takes reads and writes again by itself after its data may have been damaged.
  Bool auto_enable_io = false;
  /// Operations a second; for gp3, and needed for io1 and io2.
  Value<std::int64_t> iops = {};
  /// The key that it is encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// Whether several instances may have it at a time; for io1 and io2.
  Bool multi_attach = false;
  /// What happens to the volume when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::snapshot;
  /// The size in GiB, 1 to 65,536; that of the snapshot where it is left out.
  VolumeSize size = {};
  /// The snapshot that it starts from.
  Value<std::string> snapshot_id = {};
  /// MiB a second; for gp3.
  Value<std::int64_t> throughput = {};
  /// What kind it is.
  VolumeType volume_type = VolumeType::gp3;
};

/// An encrypted disk that outlives its instances: AWS::EC2::Volume and, for each instance that has
/// it, AWS::EC2::VolumeAttachment.
/// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volumes.html
class Volume final : public Construct, public Measured {
 public:
  Volume(Attach at, const VolumeProps& props);
  Volume(Attach at, const struct ImportedVolumeProps& props);

  /// A volume of this account and region that is made elsewhere; the key is needed for grants where
  /// it is the account's own.
  static Volume& from_id(Construct& scope, const Id& id, const Value<cfn::ec2::VolumeId>& volume,
                         const KeyLink& kms_key = {});

  /// Gives it to an instance as a device, e.g. `/dev/sdf`.
  void attach(const Instance& instance, const Value<std::string>& device);
  /// Allows to attach it to one instance.
  void grant_attach(Grantee& grantee, const Instance& instance) const;
  /// Allows to take it from one instance.
  void grant_detach(Grantee& grantee, const Instance& instance) const;

  /// One of EBS's metrics of the volume, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/ebs/latest/userguide/using_cloudwatch_ebs.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many reads were done.
  [[nodiscard]] Metric metric_read_ops() const { return metric("VolumeReadOps").sum(); }
  /// How many writes were done.
  [[nodiscard]] Metric metric_write_ops() const { return metric("VolumeWriteOps").sum(); }
  /// How many reads and writes wait.
  [[nodiscard]] Metric metric_queue_length() const { return metric("VolumeQueueLength"); }
  /// How much of its burst is left, in percent; for gp2, st1 and sc1.
  [[nodiscard]] Metric metric_burst_balance() const { return metric("BurstBalance"); }

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The id.
  [[nodiscard]] const Value<cfn::ec2::VolumeId>& volume_id() const { return volume_id_; }
  /// The volume's own resource; an error where the volume is made elsewhere.
  [[nodiscard]] cfn::ec2::Volume& resource();

 private:
  void check(const VolumeProps& props) const;

  KeyLink kms_key_;
  cfn::ec2::Volume* resource_ = nullptr;  // null where the volume is made elsewhere
  Value<cfn::ec2::VolumeId> volume_id_;
  std::size_t attachments_ = 0;
};

}  // namespace omnitrack
