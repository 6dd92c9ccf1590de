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
constexpr const char* type_header = "Lambda-Runtime-Function-Error-Type";
constexpr const char* body_trailer = "Lambda-Runtime-Function-Error-Body";

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
  // Why the body that is sent in pieces goes no further.
  Code piece_error;

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

  template <class Body>
  http::request<Body> message_of(const HttpRequest& request) const {
    http::request<Body> message(request.verb, request.target, 11);
    message.set(http::field::host, address.authority);
    message.set(http::field::user_agent, "omnitrack-lambda-runtime/0.1");
    if (request.verb == http::verb::post) {
      message.set(http::field::content_type,
                  beast::string_view(request.content_type.data(), request.content_type.size()));
    }
    return message;
  }

  Code send(const HttpRequest& request) {
    auto message = message_of<http::span_body<const char>>(request);
    if (request.verb == http::verb::post) {
      message.body() = {request.body.data(), request.body.size()};
      message.content_length(request.body.size());
    }
    if (!request.error_type.empty()) message.set(type_header, request.error_type);
    Code error;
    http::write(socket, message, error);
    return error;
  }

  Result<void> begin(const HttpRequest& request) {
    auto message = message_of<http::empty_body>(request);
    message.set("Lambda-Runtime-Function-Response-Mode", "streaming");
    message.set(http::field::trailer, std::string(type_header) + ", " + body_trailer);
    message.chunked(true);
    http::request_serializer<http::empty_body> serializer(message);
    http::write_header(socket, serializer, piece_error);
    return piece_result();
  }

  Result<void> send_piece(std::string_view bytes) {
    // A chunk without bytes would be the last one.
    if (piece_error || bytes.empty()) return piece_result();
    boost::asio::write(socket, http::make_chunk(boost::asio::buffer(bytes.data(), bytes.size())),
                       piece_error);
    return piece_result();
  }

  void send_last_piece(const HttpTrailer& trailer) {
    if (piece_error) return;
    http::fields fields;
    if (!trailer.type.empty()) {
      fields.set(type_header, trailer.type);
      fields.set(body_trailer, trailer.body);
    }
    boost::asio::write(socket, http::make_chunk_last(fields), piece_error);
  }

  [[nodiscard]] Result<void> piece_result() const {
    if (!piece_error) return {};
    return failure(
        ErrorCode::connection_lost,
        "the connection to the Runtime API broke amid a response: " + piece_error.message());
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
    return answer_after(send(request), request.patience);
  }

  // The answer to what was sent, or was cut.
  Result<HttpAnswer> answer_after(const Code& unsent, Patience patience) {
    // An API that takes no more of a request may have said why, and the kernel keeps that.
    if (!unsent) {
      if (auto ready = wait(patience); !ready) {
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

Result<void> HttpConnection::begin(const HttpRequest& request) {
  state_->piece_error = {};
  if (auto connected = state_->connect(); !connected) return connected;
  return state_->begin(request);
}

Result<void> HttpConnection::send_piece(std::string_view bytes) {
  return state_->send_piece(bytes);
}

Result<HttpAnswer> HttpConnection::end(const HttpTrailer& trailer) {
  state_->send_last_piece(trailer);
  auto answer = state_->answer_after(state_->piece_error, Patience::until_answered);
  state_->close();
  return answer;
}

}  // namespace omnitrack::lambda
