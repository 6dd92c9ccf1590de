// says: a_code_that_begins_with_OT_is_a_constant_of_omnitrack_codes
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
#ifdef MISTAKE
  stack.error("OT2305", "this is wrong");
#else
  stack.error("MY0001", "this is wrong");
#endif
}
