#include "every_construct.hpp"

namespace every_construct {

void add_elasticloadbalancing(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(ClassicLoadBalancerProps{
      .id = "ClassicBalancer",
      .listeners = {{.certificate = in.certificate.arn(), .instance_port = 8080}},
      .vpc = in.vpc});
}

}  // namespace every_construct
