// says: cpp:\d+:\d+: error: designator order for field 'omnitrack::FunctionProps::code' does not match
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::FunctionProps{
      .id = "Function",
#ifdef MISTAKE
      .handler = "index.handler",
      .code = omnitrack::FunctionCode::inline_text("x"),
#else
      .code = omnitrack::FunctionCode::inline_text("x"),
      .handler = "index.handler",
#endif
  });
}
