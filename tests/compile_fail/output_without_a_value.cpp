// says: a_required_property_is_left_out.*omnitrack::required_value
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::OutputProps{
      .id = "Out",
#ifndef MISTAKE
      .value = "a",
#endif
  });
}
