// says: a_required_property_is_left_out.*omnitrack::required_type
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::UntypedResourceProps{
      .id = "Thing",
#ifndef MISTAKE
      .type = "Custom::Thing",
#endif
  });
}
