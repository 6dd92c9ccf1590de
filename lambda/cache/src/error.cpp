#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

std::string_view name(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_configuration:
      return "invalid_configuration";
    case ErrorCode::invalid_key:
      return "invalid_key";
    case ErrorCode::invalid_value:
      return "invalid_value";
    case ErrorCode::busy:
      return "busy";
    case ErrorCode::unavailable:
      return "unavailable";
    case ErrorCode::connect_failed:
      return "connect_failed";
    case ErrorCode::tls_failed:
      return "tls_failed";
    case ErrorCode::authentication_failed:
      return "authentication_failed";
    case ErrorCode::timed_out:
      return "timed_out";
    case ErrorCode::connection_lost:
      return "connection_lost";
    case ErrorCode::protocol_error:
      return "protocol_error";
    case ErrorCode::server_error:
      return "server_error";
    case ErrorCode::cross_slot:
      return "cross_slot";
    case ErrorCode::cluster_down:
      return "cluster_down";
    case ErrorCode::slot_moving:
      return "slot_moving";
    case ErrorCode::in_progress:
      return "in_progress";
    case ErrorCode::payload_mismatch:
      return "payload_mismatch";
    case ErrorCode::claim_lost:
      return "claim_lost";
    case ErrorCode::answer_unreadable:
      return "answer_unreadable";
    case ErrorCode::deadline_exceeded:
      return "deadline_exceeded";
  }
  return "unknown";
}

bool is_outage(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_configuration:
    case ErrorCode::invalid_key:
    case ErrorCode::invalid_value:
    case ErrorCode::cross_slot:
    case ErrorCode::in_progress:
    case ErrorCode::payload_mismatch:
    case ErrorCode::claim_lost:
    case ErrorCode::answer_unreadable:
    case ErrorCode::deadline_exceeded:
      return false;
    default:
      return true;
  }
}

}  // namespace omnitrack::cache
