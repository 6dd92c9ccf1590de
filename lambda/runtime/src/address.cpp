#include "address.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "failure.hpp"

namespace omnitrack::lambda {

namespace {

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '-' || c == '_';
}

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port != 0;
}

struct Parts {
  std::string_view host;
  std::string_view port;
};

std::optional<Parts> split(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(end + 1);
    if (!rest.empty() && !rest.starts_with(':')) return std::nullopt;
    return Parts{text.substr(1, end - 1), rest.empty() ? "80" : rest.substr(1)};
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return Parts{text, "80"};
  return Parts{text.substr(0, colon), text.substr(colon + 1)};
}

bool is_host(std::string_view host, bool in_brackets) {
  return !host.empty() && std::ranges::all_of(host, [&](char c) {
    return is_host_character(c) || (in_brackets && c == ':');
  });
}

}  // namespace

Result<Address> parse_address(std::string_view text) {
  if (text.empty()) {
    return failure(ErrorCode::invalid_environment,
                   "AWS_LAMBDA_RUNTIME_API is not set; Lambda sets it, and for a trial it is the "
                   "HOST:PORT of a stand-in");
  }
  const auto parts = split(text);
  if (!parts || !is_host(parts->host, text.starts_with('[')) || !is_port(parts->port)) {
    return failure(ErrorCode::invalid_environment,
                   "AWS_LAMBDA_RUNTIME_API is '" + std::string(text) + "', which is no HOST:PORT");
  }
  return Address{std::string(parts->host), std::string(parts->port), std::string(text)};
}

}  // namespace omnitrack::lambda
