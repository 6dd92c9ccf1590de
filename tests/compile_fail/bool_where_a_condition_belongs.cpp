// says: what_is_known_now_is_decided_by_if_and_what_the_deployment_knows_by_fn_equals_and_its_kin
#include <omnitrack/fn.hpp>

void build(omnitrack::Stack& stack, int stage) {
#ifdef MISTAKE
  stack.add(omnitrack::ConditionProps{.id = "IsLive", .expression = stage == 1});
#else
  stack.add(omnitrack::ConditionProps{.id = "IsLive",
                                      .expression = omnitrack::fn::equals("live", stack.region())});
  (void)stage;
#endif
}
