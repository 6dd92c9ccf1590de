#include "every_construct.hpp"

namespace every_construct {

void add_elasticloadbalancingv2(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& web = stack.add(ApplicationLoadBalancerProps{.id = "WebBalancer", .vpc = in.vpc});
  auto& targets = stack.add(TargetGroupProps{.id = "WebTargets", .port = 8080, .vpc = in.vpc});
  stack.add(ApplicationListenerProps{.id = "WebListener",
                                     .default_action = ListenerAction::forward(targets),
                                     .load_balancer = web,
                                     .certificates = {in.certificate.arn()}});
  auto& lines = stack.add(NetworkLoadBalancerProps{.id = "LineBalancer", .vpc = in.vpc});
  auto& line_targets = stack.add(TargetGroupProps{
      .id = "LineTargets", .port = 8080, .protocol = TargetProtocol::tcp, .vpc = in.vpc});
  stack.add(NetworkListenerProps{.id = "LineListener",
                                 .default_action = ListenerAction::forward(line_targets),
                                 .load_balancer = lines,
                                 .certificates = {in.certificate.arn()}});
}

}  // namespace every_construct
