#pragma once

#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack::ec2 {

/// Has what is reached from the internet be made only once the internet gateway of its VPC is
/// attached; does nothing where the VPC is made elsewhere or has none.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html
void wait_for_internet_gateway(Construct& waiting, const Vpc& vpc);

}  // namespace omnitrack::ec2
