#pragma once

#include <omnitrack/s3/bucket.hpp>

namespace omnitrack::elb {

/// Has the policy of a bucket allow application load balancers of this stack's account and region
/// to put their records there.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
void allow_application_logs(Bucket& bucket, std::string_view prefix, const Stack& stack);

/// Has the policy of a bucket allow network load balancers of this stack's account and region to
/// put their records there.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
void allow_network_logs(Bucket& bucket, std::string_view prefix, const Stack& stack);

}  // namespace omnitrack::elb
