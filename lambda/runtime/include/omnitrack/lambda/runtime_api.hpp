#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <omnitrack/lambda/error.hpp>
#include <omnitrack/lambda/invocation.hpp>

namespace omnitrack::lambda {

/// Speaks Lambda's Runtime API, version 2018-06-01, over one connection that is kept and made anew
/// where the API closed it. `run` does this for a function; it is of use by itself for a loop of
/// one's own. Not for several threads at once.
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
class RuntimeApi {
 public:
  /// Speaks to the API at HOST[:PORT], without connecting yet; fails with `invalid_environment`.
  /// SIGTERM ends a wait with `stopped` while it lives.
  static Result<RuntimeApi> at(std::string_view address);
  RuntimeApi(RuntimeApi&& other) noexcept;
  RuntimeApi& operator=(RuntimeApi&& other) noexcept;
  RuntimeApi(const RuntimeApi&) = delete;
  RuntimeApi& operator=(const RuntimeApi&) = delete;
  ~RuntimeApi();

  /// Waits for the next invocation, however long.
  Result<Invocation> next();
  /// Answers an invocation with a JSON document; fails with `too_large` where the API says so.
  Result<void> respond(const std::string& request_id, std::string_view response);
  /// Begins to answer an invocation piece by piece; no other request goes before its end. It cannot
  /// be sent again where the connection breaks.
  /// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming
  Result<void> begin_response(const std::string& request_id, std::string_view content_type);
  /// Sends a piece of the response; fails as before once it failed.
  Result<void> send_piece(std::string_view bytes);
  /// Ends the response.
  Result<void> end_response();
  /// Breaks the response off with an error.
  Result<void> break_off_response(const FunctionError& error);
  /// Answers an invocation with its error.
  Result<void> fail(const std::string& request_id, const FunctionError& error);
  /// Reports that the function cannot start; the process should end then.
  Result<void> fail_initialization(const FunctionError& error);

 private:
  struct State;
  explicit RuntimeApi(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace omnitrack::lambda
