#pragma once

#include <omnitrack/config/config_frequency.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::config {
class ConfigurationRecorder;  // defined in <omnitrack/cfn/config.hpp>
class DeliveryChannel;        // defined in <omnitrack/cfn/config.hpp>
}  // namespace omnitrack::cfn::config

namespace omnitrack {

class Bucket;
class ConfigRecorder;
class Role;

/// Properties of a recorder of configurations.
struct ConfigRecorderProps {
  using Makes = ConfigRecorder;
  Id id;
  /// The bucket that it writes to, of this account; one of its own where it is left out.
  Link<Bucket> bucket = {};
  /// Whether it records once a day instead of at each change.
  Bool daily = false;
  /// The types that it does not record, e.g. `AWS::EC2::Volume`.
  List<std::string> excluded_types = {};
  /// The folder in the bucket.
  Text key_prefix = {};
  /// The key that it encrypts with, where it is not the bucket's way.
  KeyLink kms_key = {};
  /// What happens to a bucket of its own when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// How often it writes all configurations; never where it is left out.
  Optional<ConfigFrequency> snapshots = {};
  /// The topic that is told of changes.
  Link<EventTarget> topic = {};
  /// The only types that it records; all where it is left out.
  List<std::string> types = {};
};

/// Records how resources are set up: AWS::Config::ConfigurationRecorder,
/// AWS::Config::DeliveryChannel, AWS::IAM::Role with AWS::IAM::Policy and, where none is given,
/// AWS::S3::Bucket with AWS::S3::BucketPolicy. A region can have one of each.
/// https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html
class ConfigRecorder final : public Construct {
 public:
  ConfigRecorder(Attach at, const ConfigRecorderProps& props);

  /// The bucket that it writes to.
  [[nodiscard]] Bucket& bucket() { return *bucket_; }
  /// The role that it records by.
  [[nodiscard]] Role& role() { return role_; }
  /// The delivery channel's own resource.
  [[nodiscard]] cfn::config::DeliveryChannel& delivery_channel() { return delivery_channel_; }
  /// The recorder's own resource.
  [[nodiscard]] cfn::config::ConfigurationRecorder& resource() { return resource_; }

 private:
  void choose_types(const ConfigRecorderProps& props);
  void grant_delivery(const ConfigRecorderProps& props);

  Bucket* bucket_;
  Role& role_;
  cfn::config::ConfigurationRecorder& resource_;
  cfn::config::DeliveryChannel& delivery_channel_;
};

}  // namespace omnitrack
