#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/link.hpp>

namespace omnitrack {

/// How much of what its stage does API Gateway logs of each call.
enum class ApiLogLevel : std::uint8_t { off, error, info };

class LogGroup;

/// Where an API's stage writes its access log; nowhere by default.
class AccessLogDestination {
 public:
  /// Nowhere.
  constexpr AccessLogDestination() = default;
  /// A log group.
  AccessLogDestination(const LogGroup& log_group);
  /// A Firehose stream named `amazon-apigateway-…`, by its ARN.
  static AccessLogDestination firehose(const Value<std::string>& arn);

  /// An address; deleted, so that the compiler points at it.
  template <class A, class = detail::give_the_construct_itself_not_its_address>
    requires(!detail::TextLike<A*>)
  AccessLogDestination(A* address) = delete;
  /// An ARN; deleted, so that the compiler points at it.
  template <class U, class = detail::give_the_construct_itself_or_what_its_from_function_imports>
  AccessLogDestination(const Value<U>& arn) = delete;

  /// Whether there is one.
  [[nodiscard]] bool is_set() const { return arn_.is_set(); }
  /// Its ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }

 private:
  Value<std::string> arn_;
};

/// The access log of an API's stage: one line a call.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
struct ApiAccessLog {
  /// Where it goes; without one there is no access log.
  AccessLogDestination destination = {};
  /// One line of text with `$context` variables, `$context.requestId` or
  /// `$context.extendedRequestId` among them; JSON with the standard fields where it is left out.
  Value<std::string> format = {};
};

/// How many calls are let through.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
struct ApiThrottle {
  /// Calls at the same moment.
  Value<std::int64_t> burst_limit = {};
  /// Calls a second in the long run.
  Value<double> rate_limit = {};
};

namespace detail {

inline void an_api_stage_name_has_1_to_128_letters_digits_underscores_or_hyphens() {}

struct ApiStageNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.empty() || name.size() > 128) return false;
    return has_only_letters_digits_and("_-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) an_api_stage_name_has_1_to_128_letters_digits_underscores_or_hyphens();
  }
};

}  // namespace detail

/// The name of an API's stage, the first part of its paths: 1 to 128 letters, digits, underscores
/// and hyphens.
using ApiStageName = CheckedText<detail::ApiStageNameRule>;

}  // namespace omnitrack
