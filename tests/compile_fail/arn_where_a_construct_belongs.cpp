// says: cpp:\d+:\d+: error: use of deleted function .*give_the_construct_itself_or_what_its_from_function_imports
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack, omnitrack::Role& role) {
  stack.add(omnitrack::FunctionProps{
      .id = "Function",
      .code = omnitrack::FunctionCode::inline_text("x"),
#ifdef MISTAKE
      .role = role.arn(),
#else
      .role = role,
#endif
  });
}
