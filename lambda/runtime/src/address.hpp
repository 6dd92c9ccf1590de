#pragma once

#include <string>
#include <string_view>

#include <omnitrack/lambda/error.hpp>

namespace omnitrack::lambda {

/// Where the Runtime API listens.
struct Address {
  /// The host's name or address.
  std::string host;
  /// The port, as digits.
  std::string port;
  /// Both, as a request's header names them.
  std::string authority;
};

/// Reads HOST, HOST:PORT or [IPV6]:PORT; without a port it is 80, as in a URL. Fails with
/// `invalid_environment`.
Result<Address> parse_address(std::string_view text);

}  // namespace omnitrack::lambda
