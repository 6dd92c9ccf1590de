#include "http_connection.hpp"

#include <poll.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <utility>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "failure.hpp"

namespace omnitrack::lambda {

namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using boost::asio::ip::tcp;
using Code = boost::system::error_code;

constexpr int attempts = 3;
// Lambda's largest event has 6 MB, and no header of it more than a few KB.
constexpr std::size_t largest_body = std::size_t{64} << 20U;
constexpr std::uint32_t largest_header = 64U << 10U;
constexpr int finish_within_ms = 1000;

bool means_no_http(const Code& error) {
  return error.category() == http::make_error_code(http::error{}).category() &&
         error != http::error::end_of_stream && error != http::error::partial_message;
}

}  // namespace

struct HttpConnection::State {
  State(Address where, const StopSignal& signal) : address(std::move(where)), stop(signal) {}

  Address address;
  const StopSignal& stop;
  boost::asio::io_context context;
  tcp::socket socket{context};
  // What was read beyond an answer; there is nothing of that between exchanges.
  beast::flat_buffer buffer;

  // Whether the connection is there and silent, as it is while nothing is asked.
  bool is_usable() {
    if (!socket.is_open()) return false;
    pollfd watched{socket.native_handle(), POLLIN, 0};
    return poll(&watched, 1, 0) == 0;
  }

  void close() {
    Code ignored;
    socket.close(ignored);
    buffer.clear();
  }

  Result<void> connect() {
    if (is_usable()) return {};
    close();
    Code error;
    const auto found = tcp::resolver(context).resolve(address.host, address.port, error);
    if (!error) boost::asio::connect(socket, found, error);
    if (error) {
      return failure(ErrorCode::connect_failed, "no connection to the Runtime API at " +
                                                    address.authority + ": " + error.message());
    }
    socket.set_option(tcp::no_delay(true), error);
    return {};
  }

  // Waits until there is something of an answer.
  Result<void> wait(Patience patience) {
    std::array<pollfd, 2> watched{
        {{socket.native_handle(), POLLIN, 0}, {stop.descriptor(), POLLIN, 0}}};
    int limit = -1;
    while (true) {
      const int ready = poll(watched.data(), watched.size(), limit);
      if (ready < 0 && errno == EINTR) continue;
      if (watched[0].revents != 0) return {};
      if (ready == 0 || patience == Patience::until_stopped) {
        return failure(ErrorCode::stopped, "the process was asked to end");
      }
      limit = finish_within_ms;
      watched[1].fd = -1;
    }
  }

  Code send(const HttpRequest& request) {
    http::request<http::span_body<const char>> message(request.verb, request.target, 11);
    message.set(http::field::host, address.authority);
    message.set(http::field::user_agent, "omnitrack-lambda-runtime/0.1");
    if (request.verb == http::verb::post) {
      message.set(http::field::content_type,
                  beast::string_view(request.content_type.data(), request.content_type.size()));
      message.body() = {request.body.data(), request.body.size()};
      message.content_length(request.body.size());
    }
    if (!request.error_type.empty()) {
      message.set("Lambda-Runtime-Function-Error-Type", request.error_type);
    }
    Code error;
    http::write(socket, message, error);
    return error;
  }

  Result<HttpAnswer> receive() {
    http::response_parser<http::string_body> parser;
    parser.body_limit(largest_body);
    parser.header_limit(largest_header);
    Code error;
    http::read(socket, buffer, parser, error);
    if (error) {
      close();
      if (means_no_http(error)) {
        return failure(ErrorCode::protocol_error,
                       "what came from the Runtime API is no answer of it: " + error.message());
      }
      return failure(ErrorCode::connection_lost,
                     "the connection to the Runtime API broke: " + error.message());
    }
    if (!parser.keep_alive() || buffer.size() != 0) close();
    return parser.release();
  }

  Result<HttpAnswer> exchange_once(const HttpRequest& request) {
    const Code unsent = send(request);
    // An API that takes no more of a request may have said why, and the kernel keeps that.
    if (!unsent) {
      if (auto ready = wait(request.patience); !ready) {
        return tl::unexpected<Error>(std::move(ready).error());
      }
    }
    auto answer = receive();
    if (unsent) close();
    return answer;
  }
};

HttpConnection::HttpConnection(Address address, const StopSignal& stop)
    : state_(std::make_unique<State>(std::move(address), stop)) {}

HttpConnection::~HttpConnection() = default;

Result<HttpAnswer> HttpConnection::exchange(const HttpRequest& request) {
  using Clock = std::chrono::steady_clock;
  for (int attempt = 1;; ++attempt) {
    if (auto connected = state_->connect(); !connected) {
      return tl::unexpected<Error>(std::move(connected).error());
    }
    const auto started = Clock::now();
    auto answer = state_->exchange_once(request);
    if (answer || answer.error().code != ErrorCode::connection_lost) return answer;
    // A long wait that was cut says nothing about the next one.
    if (request.patience == Patience::until_stopped &&
        Clock::now() - started > std::chrono::seconds(1)) {
      attempt = 0;
    }
    if (attempt == attempts) return answer;
  }
}

}  // namespace omnitrack::lambda
