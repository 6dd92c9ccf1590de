#include "http_stand_in.hpp"

#include <utility>

namespace omnitrack::cache_test {

HttpStandIn::HttpStandIn(std::function<std::string(const std::string& head)> answer)
    : answer_(std::move(answer)), thread_([this] { serve(); }) {}

HttpStandIn::~HttpStandIn() {
  shut_down(listener_);
  thread_.join();
}

std::vector<std::string> HttpStandIn::heads() const {
  const std::lock_guard lock(mutex_);
  return heads_;
}

void HttpStandIn::serve() {
  while (true) {
    const Descriptor socket = accept_from(listener_);
    if (socket.get() < 0) return;
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos) {
      const std::string bytes = receive(socket);
      if (bytes.empty()) break;
      head += bytes;
    }
    {
      const std::lock_guard lock(mutex_);
      heads_.push_back(head);
    }
    send_all(socket, answer_(head));
    shut_down(socket);
  }
}

std::string ok(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace omnitrack::cache_test
