#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "address.hpp"
#include "error_report.hpp"
#include "failure.hpp"
#include "http_connection.hpp"
#include "stop_signal.hpp"
#include "support/base64.hpp"
#include <omnitrack/lambda/runtime_api.hpp>

namespace omnitrack::lambda {

namespace {

using boost::beast::http::verb;

constexpr std::string_view version = "/2018-06-01/runtime/";
constexpr std::size_t longest_excerpt = 300;

std::string target(std::string_view path) { return std::string(version).append(path); }

std::string header(const HttpAnswer& answer, const char* name) { return std::string(answer[name]); }

// A request's id becomes part of a path.
bool is_request_id(std::string_view id) {
  return !id.empty() && id.size() <= 128 && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

std::optional<Invocation::Time> parse_time(std::string_view text) {
  if (text.empty()) return Invocation::Time::max();
  std::int64_t milliseconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return Invocation::Time(std::chrono::milliseconds(milliseconds));
}

// What the API's statuses mean, by its OpenAPI document.
Result<void> check(const HttpAnswer& answer, std::string_view asked) {
  const unsigned status = answer.result_int();
  if (status >= 200 && status < 300) return {};
  ErrorCode code = ErrorCode::protocol_error;
  if (status == 413) {
    code = ErrorCode::too_large;
  } else if (status >= 500) {
    code = ErrorCode::container_error;
  } else if (status >= 400) {
    code = ErrorCode::refused;
  }
  return failure(code, "the Runtime API answered the " + std::string(asked) + " with " +
                           std::to_string(status) + ": " +
                           answer.body().substr(0, longest_excerpt));
}

}  // namespace

struct RuntimeApi::State {
  explicit State(Address address) : connection(std::move(address), stop) {}

  Result<void> post(const HttpRequest& request, std::string_view what) {
    auto answer = connection.exchange(request);
    if (!answer) return tl::unexpected<Error>(std::move(answer).error());
    return check(*answer, what);
  }

  Result<void> post_error(std::string_view path, std::string_view category,
                          const FunctionError& error) {
    const std::string body = error_body(error);
    return post({.verb = verb::post,
                 .target = target(path),
                 .patience = Patience::until_answered,
                 .content_type = "application/vnd.aws.lambda.error+json",
                 .body = body,
                 .error_type = error_type_header(category, error)},
                "error");
  }

  Result<void> end_response(const HttpTrailer& trailer) {
    auto answer = connection.end(trailer);
    if (!answer) return tl::unexpected<Error>(std::move(answer).error());
    return check(*answer, "response");
  }

  StopSignal stop;
  HttpConnection connection;
};

RuntimeApi::RuntimeApi(std::unique_ptr<State> state) : state_(std::move(state)) {}
RuntimeApi::RuntimeApi(RuntimeApi&& other) noexcept = default;
RuntimeApi& RuntimeApi::operator=(RuntimeApi&& other) noexcept = default;
RuntimeApi::~RuntimeApi() = default;

Result<RuntimeApi> RuntimeApi::at(std::string_view address) {
  auto parsed = parse_address(address);
  if (!parsed) return tl::unexpected<Error>(std::move(parsed).error());
  return RuntimeApi(std::make_unique<State>(*std::move(parsed)));
}

Result<Invocation> RuntimeApi::next() {
  auto answer = state_->connection.exchange({.verb = verb::get,
                                             .target = target("invocation/next"),
                                             .patience = Patience::until_stopped});
  if (!answer) return tl::unexpected<Error>(std::move(answer).error());
  if (auto checked = check(*answer, "request for an invocation"); !checked) {
    return tl::unexpected<Error>(std::move(checked).error());
  }
  const auto deadline = parse_time(header(*answer, "Lambda-Runtime-Deadline-Ms"));
  std::string id = header(*answer, "Lambda-Runtime-Aws-Request-Id");
  if (!is_request_id(id)) {
    return failure(ErrorCode::protocol_error, "an invocation's request id is '" + id + "'");
  }
  if (!deadline) {
    return failure(
        ErrorCode::protocol_error,
        "an invocation's deadline is '" + header(*answer, "Lambda-Runtime-Deadline-Ms") + "'");
  }
  return Invocation{.event = std::move(answer->body()),
                    .request_id = std::move(id),
                    .deadline = *deadline,
                    .function_arn = header(*answer, "Lambda-Runtime-Invoked-Function-Arn"),
                    .trace_id = header(*answer, "Lambda-Runtime-Trace-Id"),
                    .client_context = header(*answer, "Lambda-Runtime-Client-Context"),
                    .cognito_identity = header(*answer, "Lambda-Runtime-Cognito-Identity"),
                    .tenant_id = header(*answer, "Lambda-Runtime-Aws-Tenant-Id")};
}

Result<void> RuntimeApi::respond(const std::string& request_id, std::string_view response) {
  return state_->post({.verb = verb::post,
                       .target = target("invocation/" + request_id + "/response"),
                       .patience = Patience::until_answered,
                       .content_type = "application/json",
                       .body = response},
                      "response");
}

Result<void> RuntimeApi::begin_response(const std::string& request_id,
                                        std::string_view content_type) {
  return state_->connection.begin({.verb = verb::post,
                                   .target = target("invocation/" + request_id + "/response"),
                                   .patience = Patience::until_answered,
                                   .content_type = content_type});
}

Result<void> RuntimeApi::send_piece(std::string_view bytes) {
  return state_->connection.send_piece(bytes);
}

Result<void> RuntimeApi::end_response() { return state_->end_response({}); }

Result<void> RuntimeApi::break_off_response(const FunctionError& error) {
  return state_->end_response({.type = error_type_header("Function", error),
                               .body = support::to_base64(error_body(error))});
}

Result<void> RuntimeApi::fail(const std::string& request_id, const FunctionError& error) {
  return state_->post_error("invocation/" + request_id + "/error", "Function", error);
}

Result<void> RuntimeApi::fail_initialization(const FunctionError& error) {
  return state_->post_error("init/error", "Runtime", error);
}

}  // namespace omnitrack::lambda
