// says: designated initializers cannot be used with a non-aggregate type .*function::Code>
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::cfn::lambda::FunctionProps{
      .id = "Function",
#ifdef MISTAKE
      .code = {.zip_file = "x"},
#else
      .code = {{.zip_file = "x"}},
#endif
      .role = "arn:aws:iam::123456789012:role/runner",
  });
}
