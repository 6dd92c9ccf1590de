#include <array>

#include "meaning/permission_facts.hpp"
#include "meaning/sam/expander.hpp"
#include "meaning/sam/facts.hpp"
#include "meaning/sam/policies.hpp"
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
  // Ends that are given by texts name nothing here; what they are allowed is said all the same.
  if (named.empty()) named.push_back(expander.ref("AWS::StackName", at));
  const Member statement = Builder::member("Statement", at, expander.builder().list(named, at, at));
  return expander.builder().map({&statement, 1}, at, at);
}

/// The ARN of an end of a connector.
Node arn_of(Expander& expander, const Node& end, std::string_view type, std::uint32_t at) {
  if (const Node* given = end.find("Arn")) return *given;
  const std::string_view id = text_of(end, "Id");
  const bool is_ref = type == "AWS::SNS::Topic" || type == "AWS::StepFunctions::StateMachine";
  return is_ref ? expander.ref(id, at) : expander.get_att(id, "Arn", at);
}

/// What the names in the statements of a connector stand for.
ConnectorNames names_of(Expander& expander, const Node& source, const Node& destination,
                        std::uint32_t at) {
  const auto own = [&](const Node& end, std::string_view field) {
    const Node* given = end.find(field);
    return given != nullptr ? *given : expander.ref(text_of(end, "Id"), at);
  };
  const Node* qualifier = source.find("Qualifier");
  return {{"Source.Arn", arn_of(expander, source, type_of(expander, source), at)},
          {"Destination.Arn", arn_of(expander, destination, type_of(expander, destination), at)},
          {"Source.ResourceId", own(source, "ResourceId")},
          {"Source.Qualifier", qualifier != nullptr ? *qualifier : expander.text("*", at)},
          {"Destination.Name", own(destination, "Name")}};
}

/// What a connector says for each of its permissions, `Read` and `Write`.
std::vector<Node> profiles(Expander& expander, const Node& source, const Node& destination,
                           const Node& properties, std::uint32_t at) {
  std::vector<Node> found;
  const Node* of_source =
      permission_fact("sam_policies", "connectors")->find(type_of(expander, source));
  const Node* profile =
      of_source == nullptr ? nullptr : of_source->find(type_of(expander, destination));
  const Node* asked = properties.find("Permissions");
  if (profile == nullptr || asked == nullptr) return found;
  const ConnectorNames names = names_of(expander, source, destination, at);
  for (const Node& each : asked->items()) {
    const Node* one = profile->find(each.text());
    if (one != nullptr) found.push_back(filled_policy(expander, *one, nullptr, names, at));
  }
  return found;
}

/// The statements that a connector writes, as one document.
Node written_policy(Expander& expander, const std::vector<Node>& profiles, std::uint32_t at) {
  std::vector<Node> statements;
  for (const Node& each : profiles) {
    const Node* list = each.find("Statement");
    if (list == nullptr) continue;
    statements.insert(statements.end(), list->items().begin(), list->items().end());
  }
  const Member statement =
      Builder::member("Statement", at, expander.builder().list(statements, at, at));
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
    std::vector<Node> written;
    if (expander.writes_policies()) {
      written = profiles(expander, source, destination, properties, at);
    }
    const auto document = [&](std::initializer_list<const Node*> ends) {
      return expander.writes_policies() ? written_policy(expander, written, at)
                                        : policy_of(expander, ends, at);
    };
    if (makes == "AWS_LAMBDA_PERMISSION") {
      Draft permission = draft("WriteLambdaPermission", "AWS::Lambda::Permission");
      permission.properties = {
          member("Action", expander.text("lambda:InvokeFunction", at)),
          member("FunctionName", expander.get_att(text_of(destination, "Id"), "Arn", at)),
          member("Principal", expander.text("amazonaws.com", at))};
      if (!written.empty()) {
        permission.properties.erase(permission.properties.begin());
        permission.properties.pop_back();
        permission.properties.insert(permission.properties.end(), written.front().members().begin(),
                                     written.front().members().end());
      }
      permission.depends_on.push_back(expander.text(text_of(source, "Id"), at));
      expander.add(std::move(permission), resource);
    } else if (makes == "AWS_SNS_TOPIC_POLICY" || makes == "AWS_SQS_QUEUE_POLICY") {
      const bool is_topic = makes == "AWS_SNS_TOPIC_POLICY";
      Draft policy = draft(is_topic ? "TopicPolicy" : "QueuePolicy",
                           is_topic ? "AWS::SNS::TopicPolicy" : "AWS::SQS::QueuePolicy");
      const Node target = expander.ref(text_of(destination, "Id"), at);
      policy.properties = {
          member(is_topic ? "Topics" : "Queues", expander.builder().list({&target, 1}, at, at)),
          member("PolicyDocument", document({&source, &destination}))};
      expander.add(std::move(policy), resource);
    } else {
      // The role of one end may use the other.
      const bool is_of_source = text_of(*facts, "roleOf") == "source";
      Draft policy = draft("Policy", "AWS::IAM::ManagedPolicy");
      policy.properties = {
          member("PolicyDocument", document({is_of_source ? &destination : &source}))};
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
