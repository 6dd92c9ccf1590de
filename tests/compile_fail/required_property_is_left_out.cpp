// says: a_required_property_is_left_out_or_comes_too_late.*lambda::required_role
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::cfn::lambda::FunctionProps{
      .id = "Function",
      .code = {{.zip_file = "pass"}},
#ifndef MISTAKE
      .role = "arn:aws:iam::123456789012:role/runner",
#endif
  });
}
