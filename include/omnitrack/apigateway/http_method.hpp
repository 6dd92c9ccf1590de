#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace omnitrack {

/// The HTTP methods that an API can have.
enum class HttpMethod : std::uint8_t {
  options,
  get,
  put,
  post,
  delete_,
  patch,
  head,
  any,  ///< each that is not there by itself
};

/// `GET` and so on.
constexpr std::string_view http_method_text(HttpMethod method) {
  constexpr std::string_view texts[] = {"OPTIONS", "GET",   "PUT",  "POST",
                                        "DELETE",  "PATCH", "HEAD", "ANY"};
  return texts[static_cast<std::size_t>(method)];
}

/// A set of HTTP methods.
class HttpMethods {
 public:
  /// These; `HttpMethod::any` stands for all.
  constexpr HttpMethods(std::initializer_list<HttpMethod> methods) {
    for (const HttpMethod method : methods) {
      bits_ |= method == HttpMethod::any ? all().bits_ : bit(method);
    }
  }
  /// All seven.
  static constexpr HttpMethods all() { return HttpMethods(bit(HttpMethod::any) - 1U); }

  /// Whether a method is in it.
  [[nodiscard]] constexpr bool has(HttpMethod method) const { return (bits_ & bit(method)) != 0; }

 private:
  constexpr explicit HttpMethods(unsigned bits) : bits_(bits) {}
  static constexpr unsigned bit(HttpMethod method) { return 1U << static_cast<unsigned>(method); }
  unsigned bits_ = 0;
};

}  // namespace omnitrack
