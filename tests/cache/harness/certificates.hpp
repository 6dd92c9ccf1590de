#pragma once

#include <string>

#include "temporary_folder.hpp"

namespace omnitrack::cache_test {

/// A certificate authority of its own, and a certificate that it gave to a server.
class Certificates {
 public:
  /// Makes them by the command `openssl`; the name is as in a subjectAltName.
  explicit Certificates(const std::string& subject_name = "IP:127.0.0.1");

  /// The files.
  [[nodiscard]] std::string authority() const { return folder_.file("ca.crt"); }
  [[nodiscard]] std::string certificate() const { return folder_.file("server.crt"); }
  [[nodiscard]] std::string key() const { return folder_.file("server.key"); }

 private:
  TemporaryFolder folder_;
};

}  // namespace omnitrack::cache_test
