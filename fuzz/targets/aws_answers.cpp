// Reads what a fuzzer makes up as an answer of the AWS CLI, of each kind, and as a file of prepared
// change sets: what is written of such a file is read as the same.

#include <stdexcept>
#include <string>

#include "deploy/change_set.hpp"
#include "deploy/deployed_stack.hpp"
#include "deploy/events.hpp"
#include "deploy/prepared.hpp"
#include "deploy/stack_state.hpp"
#include "engine/target.hpp"
#include "properties/require.hpp"

namespace omnitrack::fuzz {

namespace {

void read_as_change_set(const deploy::AwsAnswer& answer) {
  try {
    const deploy::ChangeSet made = deploy::read_change_set(answer);
    for (const deploy::ResourceVerdict& each : made.verdicts) {
      require(!each.replaces() || !deploy::word_for(each).empty(), "what is replaced has a word",
              each.action);
    }
  } catch (const deploy::AwsFailure& failure) {
    require(!std::string_view(failure.what()).empty(), "a failure says what is wrong");
  }
}

void read_answer(std::string_view input) {
  try {
    const deploy::AwsAnswer answer{std::string(input)};
    read_as_change_set(answer);
    const std::vector<deploy::StackEvent> events = deploy::read_events(answer);
    const deploy::StackEvent* cause = deploy::first_cause(events);
    require(cause == nullptr || cause->is_failure(), "the cause of a failure is a failure");
    for (const deploy::StackEvent& each : events) {
      static_cast<void>(deploy::hint_for_reason(each.reason));
    }
    deploy::EventFeed feed("stack", "");
    feed.take(events);
    require(feed.take(events).empty(), "what was taken in is not new");
    static_cast<void>(deploy::read_validations(answer));
    static_cast<void>(deploy::template_text_in(answer));
    if (const auto state = deploy::read_stack_state(answer)) {
      static_cast<void>(deploy::next_step(state->status));
      require(deploy::stack_name_in(state->id).size() <= state->id.size(),
              "the name of a stack is a part of its ARN", state->id);
    }
  } catch (const deploy::AwsFailure& failure) {
    require(!std::string_view(failure.what()).empty(), "a failure says what is wrong");
  }
}

void read_prepared(std::string_view input) {
  try {
    const std::string written =
        deploy::json_of_prepared(deploy::read_prepared("prepared.json", std::string(input)));
    const std::string again =
        deploy::json_of_prepared(deploy::read_prepared("prepared.json", written));
    require(again == written, "what is read is written alike", written);
  } catch (const std::invalid_argument& mistake) {
    require(!std::string_view(mistake.what()).empty(), "a mistake says what is wrong");
  }
}

void read_answers(std::string_view input) {
  read_answer(input);
  read_prepared(input);
}

const NamedTarget target("aws_answers", read_answers);

}  // namespace

}  // namespace omnitrack::fuzz
