#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/aws_cli.hpp"

namespace omnitrack::deploy {

/// Something that happened to a stack or to a resource of it.
struct StackEvent {
  std::string id = {};
  std::string time = {};  ///< ISO 8601, as the AWS CLI writes it
  std::string stack_id = {};
  std::string logical_id = {};
  std::string physical_id = {};
  std::string type_name = {};
  std::string status = {};
  std::string reason = {};  ///< may be empty
  std::string token = {};   ///< of the request that caused it; may be empty

  /// Whether it tells of the stack that it is of, not of a resource.
  [[nodiscard]] bool is_of_stack() const { return physical_id == stack_id; }
  [[nodiscard]] bool is_failure() const { return status.ends_with("_FAILED"); }
};

/// Reads an answer to describe-stack-events, whose latest event comes first: the earliest first.
std::vector<StackEvent> read_events(const AwsAnswer& answer);

/// Follows what happens to one stack.
class EventFeed {
 public:
  /// Follows the events of a request's token, of all requests where it is empty, from a time on,
  /// from the beginning where that is empty. An event that tells no token may be of any request.
  /// The event of an id, and those before it, are left out too.
  EventFeed(std::string stack, std::string token, std::string since = {},
            std::string last_event = {})
      : stack_(std::move(stack)),
        token_(std::move(token)),
        since_(std::move(since)),
        last_event_(std::move(last_event)) {}

  [[nodiscard]] const std::string& stack() const { return stack_; }

  /// Takes in what happened: the events that are new, the earliest first.
  std::vector<StackEvent> take(std::vector<StackEvent> events);
  /// Asks for what happened since the last call. Throws AwsFailure.
  std::vector<StackEvent> poll(const AwsCli& aws);
  /// The same where that is likely to be little: an old stack's thousands of events are not read
  /// each time.
  std::vector<StackEvent> poll_latest(const AwsCli& aws);

 private:
  std::string stack_;
  std::string token_;
  std::string since_;
  std::string last_event_;
  std::set<std::string, std::less<>> seen_;
};

/// Whether a reason tells that a resource was stopped since another one failed.
bool is_consequence(std::string_view reason);

/// The id of the latest event of a stack; empty where there is none. Throws AwsFailure.
std::string last_event_of(const AwsCli& aws, const std::string& stack);

/// The earliest failure that does not follow from another one; where a nested stack failed, that in
/// it, if its events are among them. Null where nothing failed. The events stand in their order.
const StackEvent* first_cause(const std::vector<StackEvent>& events);

/// What helps against a reason that services commonly give; empty where nothing is known.
std::string hint_for_reason(std::string_view reason);

}  // namespace omnitrack::deploy
