#include <algorithm>

#include <nlohmann/json.hpp>

#include "failure.hpp"
#include <omnitrack/lambda/response_stream.hpp>
#include <omnitrack/lambda/runtime_api.hpp>

namespace omnitrack::lambda {

namespace {

using Json = nlohmann::ordered_json;

// The head of an HTTP response, and what parts it from the body.
constexpr std::string_view http_type = "application/vnd.awslambda.http-integration-response";
// What would end the header's line begins another one.
bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

constexpr std::string_view end_of_head("\0\0\0\0\0\0\0\0", 8);

std::string head_text(const HttpHead& head) {
  Json headers = Json::object();
  for (const auto& [name, value] : head.headers) headers[name] = value;
  Json text = {{"statusCode", head.status}, {"headers", std::move(headers)}};
  if (!head.cookies.empty()) text["cookies"] = head.cookies;
  return text.dump(-1, ' ', false, Json::error_handler_t::replace).append(end_of_head);
}

}  // namespace

Result<void> ResponseStream::begin(std::string_view content_type) {
  if (has_begun_) return failure(ErrorCode::refused, "the response has begun");
  if (std::ranges::any_of(content_type, is_control)) {
    return failure(ErrorCode::refused, "the content type holds a control character");
  }
  has_begun_ = true;
  return api_->begin_response(*request_id_, content_type);
}

Result<void> ResponseStream::begin(const HttpHead& head) {
  if (auto begun = begin(http_type); !begun) return begun;
  return write(head_text(head));
}

Result<void> ResponseStream::write(std::string_view bytes) {
  if (!has_begun_) {
    if (auto begun = begin("application/octet-stream"); !begun) return begun;
  }
  return api_->send_piece(bytes);
}

}  // namespace omnitrack::lambda
