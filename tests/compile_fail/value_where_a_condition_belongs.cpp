// says: could not convert 'is_large' from 'const omnitrack::Value<bool>' to
// 'omnitrack::ConditionExpression'
#include <omnitrack/fn.hpp>

using namespace omnitrack;

void build(Stack& stack, [[maybe_unused]] const Value<bool>& is_large,
           [[maybe_unused]] Condition& condition) {
#ifdef MISTAKE
  stack.add(ConditionProps{.id = "Large", .expression = is_large});
#else
  stack.add(ConditionProps{.id = "Large", .expression = condition});
#endif
}
