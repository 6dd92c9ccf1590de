#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include <omnitrack/node.hpp>

namespace omnitrack {

namespace detail {

template <class S>
concept TextLike = std::is_convertible_v<const S&, std::string_view> && !std::is_null_pointer_v<S>;

// Throws what tells that a null pointer was given as a text.
[[noreturn]] void refuse_null_text();

// The characters of a text; of a null pointer there are none to look at.
template <class S>
constexpr std::string_view view_of(const S& text) {
  if constexpr (std::is_pointer_v<S>) {
    if (text == nullptr) refuse_null_text();
  }
  return text;
}

}  // namespace detail

/// A text that is known when the app is built, and cannot be a reference; empty by default. It is
/// copied when it is given, so it may come from anywhere, and lives as long as the app.
class Text {
 public:
  /// The empty text.
  constexpr Text() = default;
  /// A copy of a literal, a `std::string` or any other text.
  template <class S>
    requires(detail::TextLike<S>)
  Text(const S& text) : text_(detail::copy_text(detail::view_of(text))) {}

  /// The text.
  [[nodiscard]] constexpr std::string_view text() const { return text_; }
  /// The text.
  constexpr operator std::string_view() const { return text_; }
  /// Whether it has no characters.
  [[nodiscard]] constexpr bool empty() const { return text_.empty(); }
  /// The number of bytes.
  [[nodiscard]] constexpr std::size_t size() const { return text_.size(); }

  friend constexpr bool operator==(const Text& a, std::string_view b) { return a.text_ == b; }

 private:
  std::string_view text_;
};

}  // namespace omnitrack
