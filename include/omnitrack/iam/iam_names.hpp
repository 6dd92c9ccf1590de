#pragma once

#include <omnitrack/characters.hpp>
#include <omnitrack/checked_text.hpp>

namespace omnitrack {

namespace detail {

inline void
a_name_of_iam_has_so_many_letters_digits_and_underscore_plus_equals_comma_dot_at_hyphen() {}

template <std::size_t longest>
struct IamNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= longest && has_only_letters_digits_and("_+=,.@-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_name_of_iam_has_so_many_letters_digits_and_underscore_plus_equals_comma_dot_at_hyphen();
    }
  }
};

}  // namespace detail

/// The name of a user: 1 to 64 letters, digits and `_+=,.@-`.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
using UserName = CheckedText<detail::IamNameRule<64>>;
/// The name of a group: 1 to 128 letters, digits and `_+=,.@-`.
using GroupName = CheckedText<detail::IamNameRule<128>>;
/// The name of an instance profile: 1 to 128 letters, digits and `_+=,.@-`.
using InstanceProfileName = CheckedText<detail::IamNameRule<128>>;
/// The name of a SAML provider: 1 to 128 letters, digits and `_+=,.@-`.
using SamlProviderName = CheckedText<detail::IamNameRule<128>>;

}  // namespace omnitrack
