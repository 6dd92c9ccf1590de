#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <omnitrack/lambda/invocation.hpp>

namespace omnitrack::lambda {

class RuntimeApi;

/// How an HTTP response begins, for a function behind a function URL or an API of API Gateway.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
struct HttpHead {
  int status = 200;
  /// Names with their values.
  std::vector<std::pair<std::string, std::string>> headers = {};
  /// Values of `Set-Cookie`, for a function URL.
  std::vector<std::string> cookies = {};
};

/// The response to an invocation, sent piece by piece as it comes, up to 200 MB.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
///
/// Where the function is not asked for a stream, Lambda gathers the pieces. Not for several threads
/// at once.
class ResponseStream {
 public:
  /// Answers an invocation of the API; both must outlive the stream.
  ResponseStream(RuntimeApi& api, const std::string& request_id)
      : api_(&api), request_id_(&request_id) {}

  /// Begins a response of a type, `application/octet-stream` where nothing is said. Fails with
  /// `refused` where the response has begun, or the type holds a control character.
  Result<void> begin(std::string_view content_type);
  /// Begins an HTTP response. Fails with `refused` where the response has begun.
  Result<void> begin(const HttpHead& head);
  /// Sends bytes on their way at once; begins the response where that is to be done. What fails
  /// once fails until the end, and cannot be sent again.
  Result<void> write(std::string_view bytes);

  /// Whether the response has begun: an error can only break it off from then on.
  [[nodiscard]] bool has_begun() const { return has_begun_; }

 private:
  RuntimeApi* api_;
  const std::string* request_id_;
  bool has_begun_ = false;
};

/// Answers an invocation piece by piece; what it returns or throws as an error before the first
/// piece is the invocation's error, and breaks the response off later.
using StreamHandler =
    std::function<tl::expected<void, FunctionError>(const Invocation&, ResponseStream&)>;

}  // namespace omnitrack::lambda
