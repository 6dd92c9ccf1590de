#include <omnitrack/lambda/error.hpp>

namespace omnitrack::lambda {

std::string_view name(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_environment:
      return "invalid_environment";
    case ErrorCode::connect_failed:
      return "connect_failed";
    case ErrorCode::connection_lost:
      return "connection_lost";
    case ErrorCode::protocol_error:
      return "protocol_error";
    case ErrorCode::refused:
      return "refused";
    case ErrorCode::too_large:
      return "too_large";
    case ErrorCode::container_error:
      return "container_error";
    case ErrorCode::stopped:
      return "stopped";
  }
  return "unknown";
}

}  // namespace omnitrack::lambda
