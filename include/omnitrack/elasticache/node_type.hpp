#pragma once

#include <omnitrack/checked_text.hpp>

namespace omnitrack {

namespace detail {

// Not constexpr: the compiler's message shows the name of what a broken literal calls.
inline void a_cache_node_type_is_such_as_cache_dot_t3_dot_micro() {}

struct CacheNodeTypeRule {
  static constexpr bool fits(std::string_view text) {
    constexpr std::string_view begin = "cache.";
    if (!text.starts_with(begin)) return false;
    text.remove_prefix(begin.size());
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || dot < 2) return false;
    const bool has_generation =
        text.substr(0, dot).find_first_of("0123456789") != std::string_view::npos;
    return has_generation && is_word(text.substr(0, dot)) && is_size(text.substr(dot + 1));
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_cache_node_type_is_such_as_cache_dot_t3_dot_micro();
  }

 private:
  static constexpr bool is_word(std::string_view text) {
    for (const char c : text) {
      if (!is_lower(c) && !is_digit(c)) return false;
    }
    return true;
  }
  static constexpr bool is_size(std::string_view text) {
    for (const std::string_view size : {"micro", "small", "medium", "large"}) {
      if (text == size) return true;
    }
    const std::size_t digits = text.find_first_not_of("0123456789");
    return digits <= 2 && text.substr(digits) == "xlarge";
  }
};

}  // namespace detail

/// What a node is, such as `cache.t3.micro`.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
using CacheNodeType = CheckedText<detail::CacheNodeTypeRule, struct required_node_type>;

}  // namespace omnitrack
