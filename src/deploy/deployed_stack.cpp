#include "deploy/deployed_stack.hpp"

namespace omnitrack::deploy {

namespace {

constexpr std::size_t calls_a_stack = 3;

// The answer of a call; nothing where what it asks for is not there.
const AwsAnswer* answer_of(const AwsCli::Outcome& outcome) {
  if (outcome.answer) return &*outcome.answer;
  if (outcome.failure->fault() != AwsFault::not_found) throw AwsFailure(*outcome.failure);
  return nullptr;
}

std::vector<std::string> living_change_sets(const AwsAnswer& answer) {
  std::vector<std::string> names;
  for (const tmpl::Node& each : items_at(answer.root(), "Summaries")) {
    const std::string_view status = text_at(each, "Status");
    if (text_at(each, "ExecutionStatus") == "AVAILABLE" || status == "CREATE_PENDING" ||
        status == "CREATE_IN_PROGRESS") {
      names.emplace_back(text_at(each, "ChangeSetName"));
    }
  }
  return names;
}

// A stack that was never made has change sets, and no template that CloudFormation would tell.
DeployedStack read(const AwsCli::Outcome* outcomes) {
  DeployedStack stack;
  stack.state = state_in(outcomes[0]);
  if (!stack.state) return stack;
  if (next_step(stack.state->status) != NextStep::create) {
    if (const AwsAnswer* answer = answer_of(outcomes[1])) {
      stack.template_text = template_text_in(*answer);
    }
    // What is not known must not pass for nothing.
    if (!stack.template_text) {
      throw AwsFailure(AwsFault::other, "it does not tell the template of a stack that is there",
                       {});
    }
  }
  if (const AwsAnswer* answer = answer_of(outcomes[2])) {
    stack.change_sets = living_change_sets(*answer);
  }
  return stack;
}

// The part of `arn:PARTITION:SERVICE:REGION:ACCOUNT:…` at a place.
std::string_view part_of(std::string_view arn, std::size_t place) {
  if (!arn.starts_with("arn:")) return {};
  for (; place > 0; --place) {
    const std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos) return {};
    arn.remove_prefix(colon + 1);
  }
  return arn.substr(0, arn.find(':'));
}

}  // namespace

std::vector<DeployedStack> look_at(const AwsCli& aws, const std::vector<std::string>& names) {
  std::vector<AwsCli::Words> calls;
  for (const std::string& name : names) {
    calls.push_back(state_call(name));
    calls.push_back(template_call(name));
    calls.push_back({"cloudformation", "list-change-sets", "--stack-name", name});
  }
  const std::vector<AwsCli::Outcome> outcomes = aws.ask_all(calls);
  std::vector<DeployedStack> stacks;
  stacks.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    stacks.push_back(read(&outcomes[i * calls_a_stack]));
  }
  return stacks;
}

std::optional<std::string> template_text_in(const AwsAnswer& answer) {
  const tmpl::Node* body = answer.root().find("TemplateBody");
  if (body == nullptr) return std::nullopt;
  // A template in JSON comes as JSON, one in YAML as a text.
  return std::string(body->is(tmpl::Kind::string) ? body->text() : answer.text_of(*body));
}

AwsCli::Words template_call(const std::string& stack) {
  return {"cloudformation", "get-template", "--stack-name", stack, "--template-stage", "Original"};
}

std::string_view account_in(std::string_view arn) { return part_of(arn, 4); }
std::string_view region_in(std::string_view arn) { return part_of(arn, 3); }

std::string_view stack_name_in(std::string_view arn) {
  constexpr std::string_view head = "stack/";
  std::string_view name = part_of(arn, 5);
  if (!name.starts_with(head)) return {};
  name.remove_prefix(head.size());
  return name.substr(0, name.find('/'));
}

}  // namespace omnitrack::deploy
