#pragma once

#include <omnitrack/iam/policy.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::iot {
class Policy;  // defined in <omnitrack/cfn/iot.hpp>
class Thing;   // defined in <omnitrack/cfn/iot.hpp>
}  // namespace omnitrack::cfn::iot

namespace omnitrack {

class IotPolicy;

/// Properties of a policy for devices.
struct IotPolicyProps {
  using Makes = IotPolicy;
  Id id;
  /// What devices may do, e.g. `iot:Connect` on the ARN of a client.
  Required<PolicyDocument, struct required_document> document;
  /// The name, 128 characters at most; made up by CloudFormation where it is left out.
  Value<std::string> name = {};
};

/// What the certificates of devices may do: AWS::IoT::Policy, and
/// AWS::IoT::PolicyPrincipalAttachment for each certificate that it is attached to.
/// https://docs.aws.amazon.com/iot/latest/developerguide/iot-policies.html
class IotPolicy final : public Construct {
 public:
  IotPolicy(Attach at, const IotPolicyProps& props);

  /// Gives a certificate, by its ARN, the rights.
  void attach_to(const Id& id, const Value<std::string>& certificate_arn);

  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The policy's own resource.
  [[nodiscard]] cfn::iot::Policy& resource() { return resource_; }

 private:
  void finish() override;

  PolicyDocument document_;
  cfn::iot::Policy& resource_;
};

class Thing;

/// Properties of a thing.
struct ThingProps {
  using Makes = Thing;
  Id id;
  /// What is known of it, e.g. `{{"Model", "…"}}`, three attributes at most.
  Map<std::string> attributes = {};
  /// The name, of letters, digits, `:`, `_` and `-`; made up by CloudFormation where it is left
  /// out.
  Value<std::string> name = {};
};

/// A device as AWS IoT knows it: AWS::IoT::Thing, and AWS::IoT::ThingPrincipalAttachment for each
/// certificate that it shows.
/// https://docs.aws.amazon.com/iot/latest/developerguide/iot-thing-management.html
class Thing final : public Construct {
 public:
  Thing(Attach at, const ThingProps& props);
  Thing(Attach at, const struct ImportedThingProps& props);

  /// A thing that is made elsewhere, by its name.
  static Thing& from_name(Construct& scope, const Id& id, const Value<std::string>& name);

  /// Attaches a certificate, by its ARN, which the device shows.
  void attach_certificate(const Id& id, const Value<std::string>& certificate_arn);
  /// Allows to read the thing's shadow.
  void grant_read_shadow(Grantee& grantee) const;
  /// Allows to change the thing's shadow.
  void grant_write_shadow(Grantee& grantee) const;

  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The thing's own resource; an error where the thing is made elsewhere.
  [[nodiscard]] cfn::iot::Thing& resource();

 private:
  cfn::iot::Thing* resource_ = nullptr;  // null where the thing is made elsewhere
  Value<std::string> name_;
};

}  // namespace omnitrack
