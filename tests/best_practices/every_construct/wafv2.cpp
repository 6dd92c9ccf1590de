#include "every_construct.hpp"

namespace every_construct {

void add_wafv2(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& bad = stack.add(IpSetProps{.id = "BadAddresses", .addresses = {"192.0.2.0/24"}});
  stack.add(
      WebAclProps{.id = "WebAcl", .rules = {WebAclRule::ip_set("Bad", bad, WafAction::block)}});
}

}  // namespace every_construct
