#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "socket.hpp"

namespace omnitrack::cache_test {

/// A server of HTTP on 127.0.0.1 that answers each request, by its head, with given bytes, and
/// closes the connection.
class HttpStandIn {
 public:
  explicit HttpStandIn(std::function<std::string(const std::string& head)> answer);
  ~HttpStandIn();
  HttpStandIn(const HttpStandIn&) = delete;
  HttpStandIn& operator=(const HttpStandIn&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_of(listener_); }
  /// The URL of a path.
  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port()) + path;
  }
  /// The heads of the requests that came.
  [[nodiscard]] std::vector<std::string> heads() const;

 private:
  void serve();

  std::function<std::string(const std::string&)> answer_;
  Descriptor listener_ = listen_locally();
  mutable std::mutex mutex_;
  std::vector<std::string> heads_;
  std::thread thread_;
};

/// An answer with a body, as servers of keys give it.
std::string ok(const std::string& body);

}  // namespace omnitrack::cache_test
