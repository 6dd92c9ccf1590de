// says: give_the_construct_itself_or_what_its_from_function_imports
#include <omnitrack/events/event_rule.hpp>
#include <omnitrack/lambda/function.hpp>

void build(omnitrack::EventRuleProps& props, omnitrack::Function& function) {
#ifdef MISTAKE
  props.targets = {function.arn()};
#else
  props.targets = {function};
#endif
}
