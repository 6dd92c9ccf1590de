// says: a_value_is_known_only_when_the_stack_is_deployed_use_a_condition_with_fn_equals
#include <omnitrack/stack.hpp>

bool is_ours(omnitrack::Stack& stack) {
#ifdef MISTAKE
  return stack.region() == "eu-central-1";
#else
  return stack.fixed_region() == "eu-central-1";
#endif
}
