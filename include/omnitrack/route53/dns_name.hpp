#pragma once

#include <omnitrack/checked_text.hpp>

namespace omnitrack {

namespace detail {

inline void
a_domain_name_has_labels_of_1_to_63_letters_digits_hyphens_and_underscores_joined_by_dots() {}
inline void the_name_of_a_record_is_a_domain_name_or_empty_for_that_of_its_zone() {}

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
struct DnsNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.ends_with('.')) name.remove_suffix(1);
    if (name.empty() || name.size() > 253) return false;
    if (name.starts_with("*.")) name.remove_prefix(2);
    std::size_t length = 0;
    for (const char c : name) {
      if (c == '.') {
        if (length == 0) return false;
        length = 0;
      } else if (!is_letter_or_digit(c) && c != '-' && c != '_') {
        return false;
      } else if (++length > 63) {
        return false;
      }
    }
    return length != 0;
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_domain_name_has_labels_of_1_to_63_letters_digits_hyphens_and_underscores_joined_by_dots();
    }
  }
};

struct RecordNameRule {
  static constexpr bool fits(std::string_view name) {
    return name.empty() || name == "*" || DnsNameRule::fits(name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_name_of_a_record_is_a_domain_name_or_empty_for_that_of_its_zone();
  }
};

}  // namespace detail

/// A domain name, e.g. `www.example.com` or `*.example.com`: labels of 1 to 63 letters, digits,
/// hyphens and underscores, 253 characters at most.
using DnsName = CheckedText<detail::DnsNameRule>;
/// The name of a record in its zone: `www` or the whole `www.example.com`; empty for the name of
/// the zone itself.
using RecordName = CheckedText<detail::RecordNameRule>;

}  // namespace omnitrack
