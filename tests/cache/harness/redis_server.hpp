#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "certificates.hpp"
#include "child_process.hpp"
#include "temporary_folder.hpp"

namespace omnitrack::cache_test {

/// The program that serves: the one that OMNITRACK_REDIS_SERVER names, such as valkey-server, or
/// redis-server.
std::string server_program();

/// A server with the documented parameters on 127.0.0.1, ended when this goes. It is to be
/// made and restarted by the thread that runs the test.
class RedisServer {
 public:
  /// Starts a server with more options, and with a TLS port where there are certificates.
  explicit RedisServer(std::vector<std::string> options = {},
                       const Certificates* certificates = nullptr);

  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// The port that speaks TLS, of a server with certificates.
  [[nodiscard]] std::uint16_t tls_port() const { return tls_port_; }

  /// Ends it at once, without a word to its clients.
  void kill() { process_.reset(); }
  /// Starts it again at the same port, with further options, and waits until it is ready.
  void restart(const std::vector<std::string>& more_options = {});
  /// Starts it again, and does not wait until it has loaded what it had saved.
  void start_loading(const std::vector<std::string>& more_options);
  /// Waits until it is ready.
  void wait_until_ready();
  /// Stops the process, so that it answers nobody while the system takes what is sent to it.
  void pause() { process_->pause(); }
  /// Lets the process go on.
  void resume() { process_->resume(); }

 private:
  void start(const std::vector<std::string>& more_options);

  TemporaryFolder folder_;
  std::vector<std::string> options_;
  const Certificates* certificates_;
  std::uint16_t port_ = 0;
  std::uint16_t tls_port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace omnitrack::cache_test
