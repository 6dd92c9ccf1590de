#pragma once

#include <string_view>

#include "omnitrack/stack.hpp"

namespace omnitrack::synth {

/// How strongly a construct refers to a value of another stack: strong or weak.
ReferenceStrength strength_of(const Node& reference, const Construct& user);

/// Whether two accounts, or two regions, are surely not the same; one that is empty may be any.
bool are_different(std::string_view one, std::string_view other);

/// Whether a text is an account's number, or empty.
bool is_account_or_empty(std::string_view text);

/// Whether a text is the ARN of a role of an account; of any where the account is empty.
bool is_role_of(std::string_view arn, std::string_view account);

/// Reports a reference that cannot reach the stack that a value is in, or that looks for it where
/// it may not be; `is_weak` says how it refers. Returns whether it can.
bool check_reach(const Construct& user, const Construct& target, bool is_weak);

}  // namespace omnitrack::synth
