#pragma once

#include "../resource_text.hpp"
#include <omnitrack/lambda/function.hpp>

namespace omnitrack::testing_support {

/// A stack of one's own for each test, with a function that is made elsewhere.
class OneFunctionTest : public OneStackTest {
 protected:
  static constexpr std::string_view function_arn =
      "arn:aws:lambda:eu-central-1:123456789012:function:f";

  Function& function = Function::from_arn(stack, "Function", function_arn);
};

}  // namespace omnitrack::testing_support
