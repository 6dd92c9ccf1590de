#include "deploy/events.hpp"

#include <algorithm>
#include <array>
#include <cctype>

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
constexpr std::array<ReasonHint, 22> reason_hints{{
    {"already exists",
     "a resource of that name is there: import it, delete it, or choose another name"},
    {"AlreadyExists",
     "a resource of that name is there: import it, delete it, or choose another name"},
    {"custom-named resource requires replacing",
     "give it another name, or none, so that the new one can stand beside the old one"},
    {"imit exceeded", "the account's quota is used up: ask for more in Service Quotas"},
    {"LimitExceeded", "the account's quota is used up: ask for more in Service Quotas"},
    {"cannot be assumed", "a new role takes some seconds to be known everywhere: deploy again"},
    {"Invalid principal in policy",
     "a principal of the policy does not exist: look for a role or user that is deleted"},
    {"not empty", "empty the bucket first: CloudFormation deletes no objects"},
    {"as it is in use by", "first deploy the stacks that import it, without the import"},
    {"has a dependent object",
     "something outside of the stack uses it, such as a network interface: remove that first"},
    {"DependencyViolation",
     "something outside of the stack uses it, such as a network interface: remove that first"},
    {"Circuit Breaker",
     "its tasks do not become healthy: look at the reasons of stopped tasks and at their logs"},
    {"from custom resource", "its function answered so: look at its logs in CloudWatch"},
    {"did not receive a response from your Custom Resource",
     "its function never answered: look at its logs in CloudWatch, and at its way to S3"},
    {"did not stabilize",
     "it did not become ready in time: look at its own events and logs, then deploy again"},
    {"NotStabilized",
     "it did not become ready in time: look at its own events and logs, then deploy again"},
    {"Exceeded attempts to wait",
     "it did not become ready in time: look at its own events and logs, then deploy again"},
    {"ExpiredToken", "the credentials ran out meanwhile: log in and run it again"},
    {"token included in the request is expired",
     "the credentials ran out meanwhile: log in and run it again"},
    {"AccessDenied", "the caller, or the role of the stack, lacks that right"},
    {"not authorized", "the caller, or the role of the stack, lacks that right"},
    {"Rate exceeded", "the service was asked too often: deploy again"},
}};

// Whether a time is before another, by seconds: their fractions are written in several ways.
bool is_before(std::string_view time, std::string_view other) {
  constexpr std::size_t whole_seconds = std::string_view("2026-01-31T23:59:59").size();
  return time.substr(0, whole_seconds) < other.substr(0, whole_seconds);
}

// The action that a reason says somebody may not do; empty where it names none.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
std::string_view denied_action(std::string_view reason) {
  constexpr std::string_view before = "not authorized to perform: ";
  const std::size_t begin = reason.find(before);
  if (begin == std::string_view::npos) return {};
  std::string_view action = reason.substr(begin + before.size());
  const auto is_part = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ':' || c == '-';
  };
  action = action.substr(
      0, static_cast<std::size_t>(std::ranges::find_if_not(action, is_part) - action.begin()));
  return action.find(':') == std::string_view::npos ? std::string_view() : action;
}

}  // namespace

bool is_consequence(std::string_view reason) {
  return std::ranges::any_of(consequence_words, [&](std::string_view each) {
    return reason.find(each) != std::string_view::npos;
  });
}

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
  const auto last = std::ranges::find(events, last_event_, &StackEvent::id);
  if (!last_event_.empty() && last != events.end()) events.erase(events.begin(), last + 1);
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

std::vector<StackEvent> EventFeed::poll_latest(const AwsCli& aws) {
  constexpr std::string_view most = "200";
  const AwsAnswer answer = aws.ask({"cloudformation", "describe-stack-events", "--stack-name",
                                    stack_, "--max-items", std::string(most)});
  std::vector<StackEvent> events = read_events(answer);
  const bool may_be_more = !text_at(answer.root(), "NextToken").empty() && !events.empty() &&
                           !seen_.contains(events.front().id) &&
                           !is_before(events.front().time, since_);
  return may_be_more ? poll(aws) : take(std::move(events));
}

std::string last_event_of(const AwsCli& aws, const std::string& stack) {
  const std::vector<StackEvent> events = read_events(aws.ask(
      {"cloudformation", "describe-stack-events", "--stack-name", stack, "--max-items", "1"}));
  return events.empty() ? std::string() : events.back().id;
}

const StackEvent* first_cause(const std::vector<StackEvent>& events) {
  const auto is_cause = [](const StackEvent& each) {
    return each.is_failure() && !each.is_of_stack() && !is_consequence(each.reason);
  };
  const auto found = std::ranges::find_if(events, is_cause);
  if (found == events.end()) {
    const auto any = std::ranges::find_if(events, &StackEvent::is_failure);
    return any == events.end() ? nullptr : &*any;
  }
  const StackEvent* cause = &*found;
  // Each step goes into another stack, so there are no more than events.
  for (std::size_t steps = 0;
       steps < events.size() && cause->type_name == "AWS::CloudFormation::Stack"; ++steps) {
    const auto inner = std::ranges::find_if(events, [&](const StackEvent& each) {
      return is_cause(each) && each.stack_id == cause->physical_id;
    });
    if (inner == events.end()) break;
    cause = &*inner;
  }
  return cause;
}

std::string hint_for_reason(std::string_view reason) {
  const std::string_view action = denied_action(reason);
  if (!action.empty() && reason.find("explicit deny") != std::string_view::npos) {
    return "a policy denies " + std::string(action) + ", whatever another one allows";
  }
  if (!action.empty()) {
    return "the caller, or the role of the stack, needs " + std::string(action);
  }
  const auto* const found = std::ranges::find_if(reason_hints, [&](const ReasonHint& each) {
    return reason.find(each.words) != std::string_view::npos;
  });
  return found == reason_hints.end() ? std::string() : std::string(found->hint);
}

}  // namespace omnitrack::deploy
