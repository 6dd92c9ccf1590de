#include "scope.hpp"

#include <string>

#include <omnitrack/codes.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack::wafv2 {

// https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html
void check_region(const Construct& of, WafScope scope) {
  const std::string_view region = of.stack().fixed_region();
  if (scope != WafScope::cloudfront || region.empty() || region == "us-east-1") return;
  of.error(codes::OT3350, "what guards distributions is in " + std::string(region),
           "make it in a stack of us-east-1");
}

}  // namespace omnitrack::wafv2
