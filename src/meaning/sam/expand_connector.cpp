#include <array>

#include "meaning/sam/expander.hpp"
#include "meaning/sam/facts.hpp"
#include "meaning/sam/values.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Builder;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

std::string_view text_of(const Node& map, std::string_view key) {
  const Node* value = map.find(key);
  return value == nullptr ? std::string_view() : value->text();
}

std::string_view type_of(const Expander& expander, const Node& end) {
  const std::string_view id = text_of(end, "Id");
  if (!id.empty()) return expander.type_made_of(id);
  const std::string_view type = text_of(end, "Type");
  const Node* facts = facts_of_type(type);
  const Node* made = facts == nullptr ? nullptr : facts->find("made");
  return made == nullptr ? type : made->find("becomes")->text();
}

// A policy that names ends of a connector.
Node policy_of(Expander& expander, std::initializer_list<const Node*> ends, std::uint32_t at) {
  std::vector<Node> named;
  for (const Node* end : ends) {
    const std::string_view id = text_of(*end, "Id");
    if (!id.empty()) named.push_back(expander.ref(id, at));
    for (const Member& each : end->members()) {
      if (!each.value.is_scalar()) named.push_back(each.value);
    }
  }
  const Member statement = Builder::member("Statement", at, expander.builder().list(named, at, at));
  return expander.builder().map({&statement, 1}, at, at);
}

}  // namespace

void expand_connector(Expander& expander, std::string_view name, const Node& source,
                      const Node& properties, const Member& place, std::size_t resource) {
  const Node* given = properties.find("Destination");
  if (given == nullptr || given->is_call() || source.is_call()) return;
  const std::uint32_t at = place.key_begin;
  const bool is_list = given->is(Kind::list);
  const auto destinations = is_list ? given->items() : std::span<const Node>(given, 1);
  for (std::size_t i = 0; i < destinations.size(); ++i) {
    const Node& destination = destinations[i];
    const Node* facts =
        facts_of_connector(type_of(expander, source), type_of(expander, destination));
    if (facts == nullptr) continue;
    const std::string_view makes = text_of(*facts, "makes");
    const std::string suffix = is_list ? "Destination" + std::to_string(i) : std::string();
    const auto draft = [&](std::string_view ending, std::string_view type) {
      const std::string id = std::string(name).append(ending).append(suffix);
      return Draft{expander.builder().keep(id), type, &place};
    };
    const auto member = [at](std::string_view key, const Node& value) {
      return Builder::member(key, at, value);
    };
    if (makes == "AWS_LAMBDA_PERMISSION") {
      Draft permission = draft("WriteLambdaPermission", "AWS::Lambda::Permission");
      permission.properties = {
          member("Action", expander.text("lambda:InvokeFunction", at)),
          member("FunctionName", expander.get_att(text_of(destination, "Id"), "Arn", at)),
          member("Principal", expander.text("amazonaws.com", at))};
      permission.depends_on.push_back(expander.text(text_of(source, "Id"), at));
      expander.add(std::move(permission), resource);
    } else if (makes == "AWS_SNS_TOPIC_POLICY" || makes == "AWS_SQS_QUEUE_POLICY") {
      const bool is_topic = makes == "AWS_SNS_TOPIC_POLICY";
      Draft policy = draft(is_topic ? "TopicPolicy" : "QueuePolicy",
                           is_topic ? "AWS::SNS::TopicPolicy" : "AWS::SQS::QueuePolicy");
      const Node target = expander.ref(text_of(destination, "Id"), at);
      policy.properties = {
          member(is_topic ? "Topics" : "Queues", expander.builder().list({&target, 1}, at, at)),
          member("PolicyDocument", policy_of(expander, {&source, &destination}, at))};
      expander.add(std::move(policy), resource);
    } else {
      // The role of one end may use the other.
      const bool is_of_source = text_of(*facts, "roleOf") == "source";
      Draft policy = draft("Policy", "AWS::IAM::ManagedPolicy");
      policy.properties = {member(
          "PolicyDocument", policy_of(expander, {is_of_source ? &destination : &source}, at))};
      const std::string_view role =
          expander.role_of(text_of(is_of_source ? source : destination, "Id"));
      if (!role.empty()) {
        const Node roles = expander.ref(role, at);
        policy.properties.push_back(member("Roles", expander.builder().list({&roles, 1}, at, at)));
      }
      expander.add(std::move(policy), resource);
    }
  }
}

}  // namespace omnitrack::meaning::sam
