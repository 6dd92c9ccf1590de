#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "address.hpp"
#include "stop_signal.hpp"
#include <omnitrack/lambda/error.hpp>

namespace omnitrack::lambda {

/// How SIGTERM ends a wait for an answer.
enum class Patience : std::uint8_t {
  until_stopped,   ///< at once
  until_answered,  ///< when the answer is there, or a second later
};

/// What is asked of the API.
struct HttpRequest {
  boost::beast::http::verb verb;
  std::string target;
  /// How long is waited, and whether a wait that was cut is begun again without end.
  Patience patience;
  std::string_view content_type = {};
  std::string_view body = {};
  /// The header that names the type of a function's error; empty for none.
  std::string error_type = {};
};

/// What ends a body that was sent in pieces: the error that broke it off; empty where none did.
struct HttpTrailer {
  std::string type = {};
  std::string body = {};
};

/// What the API answered.
using HttpAnswer = boost::beast::http::response<boost::beast::http::string_body>;

/// A connection to the API that is kept, and made anew where the API closed it.
class HttpConnection {
 public:
  /// Does not connect yet; the signal must outlive it.
  HttpConnection(Address address, const StopSignal& stop);
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;
  ~HttpConnection();

  /// Sends a request and waits for its answer, whatever its status; again on a new connection where
  /// the connection broke. So a request may arrive twice where it was the answer that got lost.
  Result<HttpAnswer> exchange(const HttpRequest& request);

  /// Begins a request whose body comes in pieces. Nothing of it is sent twice.
  Result<void> begin(const HttpRequest& request);
  /// Sends a piece of it; fails as before once it failed.
  Result<void> send_piece(std::string_view bytes);
  /// Ends it, waits for its answer and closes the connection, as the API asks for.
  Result<HttpAnswer> end(const HttpTrailer& trailer);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace omnitrack::lambda
