// Has a server of this process answer a request for an invocation with what a fuzzer makes up, and
// reports an error of that text: an invocation has an id that may stand in a path, and no header
// that is sent has a line end.

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>

#include <netinet/in.h>

#include "engine/target.hpp"
#include "error_report.hpp"
#include "properties/require.hpp"
#include "template/parse.hpp"
#include <omnitrack/lambda/runtime_api.hpp>

namespace omnitrack::fuzz {

namespace {

// Answers whatever is asked with one text, and closes the connection.
class Server {
 public:
  Server() : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof(address);
    require(bind(listener_, generic, size) == 0 && listen(listener_, 16) == 0 &&
                getsockname(listener_, generic, &size) == 0,
            "a server can be started");
    port_ = ntohs(address.sin_port);
    std::thread([this] { serve(); }).detach();
  }

  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  void answer_with(std::string_view text) {
    const std::lock_guard lock(mutex_);
    answer_ = text;
  }

 private:
  [[nodiscard]] std::string answer() {
    const std::lock_guard lock(mutex_);
    return answer_;
  }

  [[noreturn]] void serve() {
    while (true) {
      const int connection = accept(listener_, nullptr, nullptr);
      if (connection < 0) std::abort();
      std::array<char, 4096> request{};
      static_cast<void>(recv(connection, request.data(), request.size(), 0));
      const std::string text = answer();
      static_cast<void>(send(connection, text.data(), text.size(), MSG_NOSIGNAL));
      shutdown(connection, SHUT_WR);
      close(connection);
    }
  }

  int listener_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::string answer_;
};

void check_answer(std::string_view input) {
  static Server server;
  server.answer_with(input);
  auto api = lambda::RuntimeApi::at(server.address());
  require(api.has_value(), "the address is one");
  const auto invocation = api->next();
  if (!invocation) {
    require(!invocation.error().message.empty(), "an error has a message");
    return;
  }
  const std::string& id = invocation->request_id;
  require(!id.empty() && id.find_first_of("/ \r\n?#%") == std::string::npos,
          "an id may stand in a path", id);
}

void check_error(std::string_view input) {
  const lambda::FunctionError error{std::string(input), std::string(input), {std::string(input)}};
  tmpl::Template body("body", lambda::error_body(error));
  require(tmpl::parse_json(body).empty(), "an error's body is JSON", body.text());
  const std::string type = lambda::error_type_header("Function", error);
  require(type.find_first_of("\r\n") == std::string::npos, "a header is one line", type);
}

void ask(std::string_view input) {
  check_error(input);
  check_answer(input);
}

const NamedTarget target("runtime_api", ask);

}  // namespace

}  // namespace omnitrack::fuzz
