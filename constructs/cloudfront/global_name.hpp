#pragma once

#include <omnitrack/stack.hpp>

namespace omnitrack::cloudfront {

/// The given name, or one that is unique in the account: of the construct's path, something of its
/// own, and the region, 64 characters at most.
Value<std::string> global_name(const Construct& of, const Value<std::string>& given,
                               std::string_view own = {});

}  // namespace omnitrack::cloudfront
