#pragma once

#include <memory>
#include <optional>
#include <string>

#include "stream.hpp"
#include <omnitrack/cache/configuration.hpp>

struct ssl_ctx_st;

namespace omnitrack::cache {

/// Whom TLS connections trust, and the versions that they speak: 1.2 and later, as ElastiCache.
class TlsContext {
 public:
  /// Trusts the authorities in a file, or those of the system where none is given; fails with
  /// `invalid_configuration`.
  static Result<TlsContext> create(const std::string& ca_file);

  /// Encrypts a connection whose other side must prove to be the host; fails with `tls_failed`.
  Result<std::unique_ptr<Stream>> connect(Socket socket, const std::string& host,
                                          Deadline deadline) const;

 private:
  explicit TlsContext(std::shared_ptr<ssl_ctx_st> context) : context_(std::move(context)) {}
  std::shared_ptr<ssl_ctx_st> context_;
};

/// What a configuration's connections are encrypted with; nothing where they are not. Fails with
/// `invalid_configuration`.
Result<std::optional<TlsContext>> tls_of(const Configuration& configuration);

}  // namespace omnitrack::cache
