#include "deploy/events.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::deploy {

namespace {

// What CloudFormation says of resources that it stops since another one failed.
constexpr std::array<std::string_view, 5> consequence_words{
    "creation cancelled", "update cancelled", "operation cancelled", "Resource import cancelled",
    "The following resource(s) failed"};

struct ReasonHint {
  std::string_view words;
  std::string_view hint;
};

// The first whose words are in a reason.
constexpr std::array<ReasonHint, 9> reason_hints{{
    {"already exists",
     "a resource of that name is there: import it, delete it, or choose another name"},
    {"AlreadyExists",
     "a resource of that name is there: import it, delete it, or choose another name"},
    {"imit exceeded", "the account's quota is used up: ask for more in Service Quotas"},
    {"LimitExceeded", "the account's quota is used up: ask for more in Service Quotas"},
    {"cannot be assumed", "a new role takes some seconds to be known everywhere: deploy again"},
    {"not empty", "empty the bucket first: CloudFormation deletes no objects"},
    {"AccessDenied", "the caller, or the role of the stack, lacks that right"},
    {"not authorized", "the caller, or the role of the stack, lacks that right"},
    {"Rate exceeded", "the service was asked too often: deploy again"},
}};

// Whether a time is before another, by seconds: their fractions are written in several ways.
bool is_before(std::string_view time, std::string_view other) {
  constexpr std::size_t whole_seconds = std::string_view("2026-01-31T23:59:59").size();
  return time.substr(0, whole_seconds) < other.substr(0, whole_seconds);
}

bool is_consequence(const StackEvent& event) {
  return std::ranges::any_of(consequence_words, [&](std::string_view each) {
    return event.reason.find(each) != std::string::npos;
  });
}

}  // namespace

std::vector<StackEvent> read_events(const AwsAnswer& answer) {
  std::vector<StackEvent> events;
  for (const tmpl::Node& each : items_at(answer.root(), "StackEvents")) {
    events.push_back({.id = std::string(text_at(each, "EventId")),
                      .time = std::string(text_at(each, "Timestamp")),
                      .stack_id = std::string(text_at(each, "StackId")),
                      .logical_id = std::string(text_at(each, "LogicalResourceId")),
                      .physical_id = std::string(text_at(each, "PhysicalResourceId")),
                      .type_name = std::string(text_at(each, "ResourceType")),
                      .status = std::string(text_at(each, "ResourceStatus")),
                      .reason = std::string(text_at(each, "ResourceStatusReason")),
                      .token = std::string(text_at(each, "ClientRequestToken"))});
  }
  std::ranges::reverse(events);
  return events;
}

std::vector<StackEvent> EventFeed::take(std::vector<StackEvent> events) {
  std::erase_if(events, [&](const StackEvent& each) {
    const bool is_of_another = !token_.empty() && !each.token.empty() && each.token != token_;
    return is_of_another || is_before(each.time, since_) || !seen_.insert(each.id).second;
  });
  return events;
}

std::vector<StackEvent> EventFeed::poll(const AwsCli& aws) {
  return take(
      read_events(aws.ask({"cloudformation", "describe-stack-events", "--stack-name", stack_})));
}

const StackEvent* first_cause(const std::vector<StackEvent>& events) {
  const auto is_cause = [](const StackEvent& each) {
    return each.is_failure() && !each.is_of_stack() && !is_consequence(each);
  };
  const auto found = std::ranges::find_if(events, is_cause);
  if (found == events.end()) {
    const auto any = std::ranges::find_if(events, &StackEvent::is_failure);
    return any == events.end() ? nullptr : &*any;
  }
  const StackEvent* cause = &*found;
  while (cause->type_name == "AWS::CloudFormation::Stack") {
    const auto inner = std::ranges::find_if(events, [&](const StackEvent& each) {
      return is_cause(each) && each.stack_id == cause->physical_id;
    });
    if (inner == events.end()) break;
    cause = &*inner;
  }
  return cause;
}

std::string_view hint_for_reason(std::string_view reason) {
  const auto* const found = std::ranges::find_if(reason_hints, [&](const ReasonHint& each) {
    return reason.find(each.words) != std::string_view::npos;
  });
  return found == reason_hints.end() ? std::string_view() : found->hint;
}

}  // namespace omnitrack::deploy
