#pragma once

#include <omnitrack/cfn/wafv2.hpp>
#include <omnitrack/wafv2/ip_set.hpp>

namespace omnitrack::wafv2 {

/// The scope as a typed resource takes it.
template <class Scope>
Scope lowered_scope(WafScope scope) {
  return scope == WafScope::cloudfront ? Scope::cloudfront : Scope::regional;
}

/// Reports what is for distributions outside of us-east-1.
void check_region(const Construct& of, WafScope scope);

}  // namespace omnitrack::wafv2
