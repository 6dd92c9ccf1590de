#include <string>

#include "../events/arn_parts.hpp"
#include "../imported.hpp"
#include <omnitrack/cfn/kinesisfirehose.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kinesisfirehose/delivery_stream.hpp>

namespace omnitrack {

/// What a delivery stream that is made elsewhere is made of.
struct ImportedDeliveryStreamProps {
  using Makes = DeliveryStream;
  Id id;
  Value<cfn::kinesisfirehose::DeliveryStreamArn> arn;
};

// arn:PARTITION:firehose:REGION:ACCOUNT:deliverystream/NAME
DeliveryStream::DeliveryStream(Attach at, const ImportedDeliveryStreamProps& props)
    : Construct(std::move(at)),
      arn_(props.arn),
      name_(as<cfn::kinesisfirehose::DeliveryStreamName>(events::behind_slash(props.arn))) {
  if (!events::may_be_arn(arn_, "firehose", "deliverystream/")) {
    error(codes::OT3106,
          "'" + std::string(arn_.literal_text()) + "' is not the ARN of a delivery stream",
          "it looks like arn:aws:firehose:eu-central-1:123456789012:deliverystream/name");
  }
}

DeliveryStream& DeliveryStream::from_arn(
    Construct& scope, const Id& id, const Value<cfn::kinesisfirehose::DeliveryStreamArn>& arn) {
  return scope.add(ImportedDeliveryStreamProps{.id = id, .arn = arn});
}

Role& DeliveryStream::role() {
  if (role_ == nullptr) {
    refuse_of_imported(*this, "role()");
    role_ = &add(RoleProps{.id = child("Role"),
                           .assumed_by = PolicyPrincipal::service("firehose.amazonaws.com")});
  }
  return *role_;
}

cfn::kinesisfirehose::DeliveryStream& DeliveryStream::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::kinesisfirehose::DeliveryStreamProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
