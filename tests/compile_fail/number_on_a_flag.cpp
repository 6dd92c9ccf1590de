// says: cpp:\d+:\d+: error: use of deleted function .*A = int; .*only_true_or_false_is_a_bool
#include <omnitrack/lambda/function.hpp>

void build(omnitrack::FunctionProps& props) {
#ifdef MISTAKE
  props = {.id = "F", .code = omnitrack::FunctionCode::inline_text("x"), .tracing = 1};
#else
  props = {.id = "F", .code = omnitrack::FunctionCode::inline_text("x"), .tracing = true};
#endif
}
