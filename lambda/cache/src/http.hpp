#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "resolve.hpp"

namespace omnitrack::cache {

/// A URL of HTTP, in its parts.
struct HttpUrl {
  bool is_encrypted = false;
  /// The host's name or address, without the brackets of IPv6.
  std::string host;
  std::uint16_t port = 80;
  /// The path with the query.
  std::string target = "/";

  /// Reads a URL; fails with `invalid_configuration`.
  static Result<HttpUrl> parse(std::string_view text);
};

/// What a server of HTTP answered.
struct HttpAnswer {
  int status = 0;
  std::string body = {};
};

/// Asks by GET, without following redirections; answers of more than 64 KiB are refused. The
/// addresses are those of the URL's host; the authorization is left out where it is empty.
Result<HttpAnswer> http_get(const HttpUrl& url, const std::vector<Address>& addresses,
                            const std::string& authorization, Deadline deadline);

}  // namespace omnitrack::cache
