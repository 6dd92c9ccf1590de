#include "every_construct.hpp"

namespace every_construct {

Surroundings::Surroundings(Stack& owner)
    : stack(owner),
      balancer(NetworkLoadBalancer::from_arn(
          owner, "OurBalancer",
          {.arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/ours/"
                  "0123456789abcdef"})),
      bucket(Bucket::from_name(owner, "OurBucket", "our-bucket")),
      certificate(Certificate::from_arn(owner, "OurCertificate",
                                        "arn:aws:acm:us-east-1:123456789012:certificate/"
                                        "12345678-1234-1234-1234-123456789012")),
      function(Function::from_arn(owner, "OurFunction",
                                  "arn:aws:lambda:us-east-1:123456789012:function:ours")),
      topic(Topic::from_arn(owner, "OurTopic", "arn:aws:sns:us-east-1:123456789012:ours")),
      vpc(Vpc::from_ids(
          owner, "OurVpc",
          {.vpc_id = "vpc-0123456789abcdef0",
           .availability_zones = {"us-east-1a", "us-east-1b"},
           .cidr = "10.9.0.0/16",
           .isolated_subnets = {"subnet-0123456789abcde00", "subnet-0123456789abcde01"},
           .private_subnets = {"subnet-0123456789abcde02", "subnet-0123456789abcde03"},
           .public_subnets = {"subnet-0123456789abcde04", "subnet-0123456789abcde05"}})),
      zone(HostedZone::from_attributes(
          owner, "OurZone", {.zone_id = "Z0123456789ABCDEFGHIJ", .zone_name = "example.com"})) {}

}  // namespace every_construct
