#include "import/owned.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "import/construct_props.hpp"
#include "import/constructs.hpp"
#include "import/network_acls.hpp"
#include "import/statements.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Function;
using tmpl::Kind;

/// A kind of resources that the construct of another one makes.
struct OwnedRow {
  std::string_view type;
  std::string_view owner;  ///< the class of the construct
  /// The id of the resource that owns one; empty where a call would make another resource.
  std::string_view (*owner_of)(const tmpl::Node& properties);
  /// What is called on the owner.
  std::vector<Code> (*calls)(const Element& element, Values& values, Comments& comments);
  /// Where it stands below the owner; by default where its own name says.
  std::string_view place = {};
  std::string (*place_of)(const tmpl::Node& properties) = nullptr;  ///< the same, by what it says
  bool is_counted = false;  ///< whether the place ends in its number among those of its owner
};

std::string_view referred(const tmpl::Node* value) {
  return value != nullptr && value->calls(Function::ref) ? value->argument().text()
                                                         : std::string_view();
}

std::string_view only_referred(const tmpl::Node* list) {
  if (list == nullptr || !list->is(Kind::list) || list->count != 1) return {};
  return referred(&list->items()[0]);
}

std::string_view owner_of_bucket_policy(const tmpl::Node& properties) {
  const bool is_plain = has_only(properties, {"Bucket", "PolicyDocument"}) &&
                        is_policy_document(properties.find("PolicyDocument"));
  return is_plain ? referred(properties.find("Bucket")) : std::string_view();
}

std::string_view owner_of_policy(const tmpl::Node& properties, std::string_view owners) {
  const bool is_plain = has_only(properties, {owners, "PolicyDocument"}) &&
                        is_policy_document(properties.find("PolicyDocument"));
  return is_plain ? only_referred(properties.find(owners)) : std::string_view();
}

std::string_view owner_of_queue_policy(const tmpl::Node& properties) {
  return owner_of_policy(properties, "Queues");
}

std::string_view owner_of_topic_policy(const tmpl::Node& properties) {
  return owner_of_policy(properties, "Topics");
}

std::vector<Code> policy_calls(const Element& element, Values& values, Comments& comments) {
  std::vector<Code> calls;
  for (Code& each :
       policy_statements(*element.resource->properties->find("PolicyDocument"), values, comments)) {
    std::vector<std::string> above = std::exchange(each.comments, {});
    calls.push_back(call("add_to_resource_policy", {std::move(each)}));
    calls.back().comments = std::move(above);
  }
  return calls;
}

// The name of a function as its construct gives it.
std::string_view named_function(const tmpl::Node* value) {
  const std::string_view name = referred(value);
  return name.empty() && value != nullptr ? owner_of_attribute(*value, "Arn") : name;
}

// Who may call: the host of a service, or an account. Empty of anything else.
std::string_view kind_of_caller(const tmpl::Node* value) {
  constexpr std::size_t digits_of_account = 12;
  if (value == nullptr) return {};
  if (referred(value) == "AWS::AccountId") return "PolicyPrincipal::aws";
  if (!value->is(Kind::string)) return {};
  const std::string_view text = value->text();
  if (text.find('.') != std::string_view::npos) return "PolicyPrincipal::service";
  const bool is_account =
      text.size() == digits_of_account && std::ranges::all_of(text, detail::is_digit);
  return is_account ? "PolicyPrincipal::aws" : std::string_view();
}

std::string_view owner_of_permission(const tmpl::Node& properties) {
  const tmpl::Node* account = properties.find("SourceAccount");
  const tmpl::Node* sender = properties.find("SourceArn");
  const auto is_known = [](const tmpl::Node* value) {
    return value == nullptr || is_some_text(value) || is_later(*value);
  };
  const bool is_plain =
      has_only(properties, {"Action", "FunctionName", "Principal", "SourceAccount", "SourceArn"}) &&
      is_text(properties.find("Action"), "lambda:InvokeFunction") &&
      !kind_of_caller(properties.find("Principal")).empty() && is_known(account) &&
      is_known(sender);
  return is_plain ? named_function(properties.find("FunctionName")) : std::string_view();
}

std::vector<Code> permission_calls(const Element& element, Values& values, Comments& /*comments*/) {
  const tmpl::Node& properties = *element.resource->properties;
  std::vector<Code> arguments{text_literal(element.place),
                              call(std::string(kind_of_caller(properties.find("Principal"))),
                                   {values.text(*properties.find("Principal"))})};
  const tmpl::Node* sender = properties.find("SourceArn");
  const tmpl::Node* account = properties.find("SourceAccount");
  if (sender != nullptr) arguments.push_back(values.text(*sender));
  if (sender == nullptr && account != nullptr) arguments.push_back(token("{}"));
  if (account != nullptr) arguments.push_back(values.text(*account));
  Code made = call("add_permission", std::move(arguments));
  // The construct names its function by what `Ref` gives.
  const tmpl::Node& function = *properties.find("FunctionName");
  if (function.calls(Function::ref)) return {std::move(made)};
  const MemberNames& names = *element.type->props.find("FunctionName");
  made.tail += ".props." + std::string(names.name) + " = " +
               laid_out(values.forced_property(function, names), 0, 0, 0);
  return {std::move(made)};
}

constexpr std::array<Words, 6> ways_to_subscribe{
    Words{"http", "Subscriber::url"},    Words{"https", "Subscriber::url"},

    Words{"email", "Subscriber::email"}, Words{"email-json", "Subscriber::email_json"},
    Words{"sms", "Subscriber::sms"},     Words{"application", "Subscriber::application"}};

// Whether the library finds the protocol out by the address.
bool is_told_by_address(const tmpl::Node& protocol, const tmpl::Node& endpoint) {
  if (protocol.text() == "http") return endpoint.text().starts_with("http:");
  return protocol.text() != "https" || !endpoint.text().starts_with("http:");
}

std::string_view owner_of_subscription(const tmpl::Node& properties) {
  const tmpl::Node* endpoint = properties.find("Endpoint");
  const bool is_plain = has_only(properties, {"Endpoint", "Protocol", "TopicArn"}) &&
                        endpoint != nullptr && (is_some_text(endpoint) || is_later(*endpoint)) &&
                        !word_for(properties.find("Protocol"), ways_to_subscribe).empty() &&
                        is_told_by_address(*properties.find("Protocol"), *endpoint);
  return is_plain ? referred(properties.find("TopicArn")) : std::string_view();
}

std::vector<Code> subscription_calls(const Element& element, Values& values,
                                     Comments& /*comments*/) {
  const tmpl::Node& properties = *element.resource->properties;
  const std::string way(word_for(properties.find("Protocol"), ways_to_subscribe));
  return {call("add_subscription", {text_literal(element.place),
                                    call(way, {values.text(*properties.find("Endpoint"))})})};
}

bool is_alias_name(const tmpl::Node* value) {
  constexpr std::size_t longest = 256;
  constexpr std::string_view begin = "alias/";
  if (value == nullptr) return false;
  if (is_later(*value)) return true;
  return value->is(Kind::string) && value->text().starts_with(begin) &&
         value->text().size() > begin.size() && value->text().size() <= longest &&
         !value->text().starts_with("alias/aws/") &&
         detail::has_only_letters_digits_and("/_-", value->text());
}

std::string_view owner_of_alias(const tmpl::Node& properties) {
  const bool is_plain = has_only(properties, {"AliasName", "TargetKeyId"}) &&
                        is_alias_name(properties.find("AliasName"));
  return is_plain ? referred(properties.find("TargetKeyId")) : std::string_view();
}

std::vector<Code> alias_calls(const Element& element, Values& values, Comments& /*comments*/) {
  return {call("add_alias", {values.text(*element.resource->properties->find("AliasName"))})};
}

std::string_view owner_of_acl_subnet(const tmpl::Node& properties) {
  const tmpl::Node* subnet = properties.find("SubnetId");
  const bool is_plain = has_only(properties, {"NetworkAclId", "SubnetId"}) && subnet != nullptr &&
                        (is_some_text(subnet) || is_later(*subnet));
  return is_plain ? referred(properties.find("NetworkAclId")) : std::string_view();
}

std::vector<Code> acl_subnet_calls(const Element& element, Values& values, Comments& /*comments*/) {
  const MemberNames& names = *element.type->props.find("SubnetId");
  return {call("add_subnet",
               {values.forced_property(*element.resource->properties->find("SubnetId"), names)})};
}

constexpr std::array<OwnedRow, 8> owned_rows{{
    {"AWS::EC2::NetworkAclEntry",
     "NetworkAcl",
     owner_of_acl_rule,
     acl_rule_calls,
     {},
     place_of_acl_rule},
    {"AWS::EC2::SubnetNetworkAclAssociation", "NetworkAcl", owner_of_acl_subnet, acl_subnet_calls,
     "Subnet", nullptr, true},
    {"AWS::KMS::Alias", "Key", owner_of_alias, alias_calls, "Alias"},
    {"AWS::Lambda::Permission", "Function", owner_of_permission, permission_calls},
    {"AWS::S3::BucketPolicy", "Bucket", owner_of_bucket_policy, policy_calls, "Policy"},
    {"AWS::SNS::Subscription", "Topic", owner_of_subscription, subscription_calls},
    {"AWS::SNS::TopicPolicy", "Topic", owner_of_topic_policy, policy_calls, "Policy"},
    {"AWS::SQS::QueuePolicy", "Queue", owner_of_queue_policy, policy_calls, "Policy"},
}};

const OwnedRow* owned_row_of(std::string_view type) {
  const auto found = std::ranges::find(owned_rows, type, &OwnedRow::type);
  return found == owned_rows.end() ? nullptr : &*found;
}

/// What of a template is named by something else than what it belongs to.
class NamesTaken {
 public:
  explicit NamesTaken(const tmpl::Index& index) {
    for (const tmpl::ResourceEntry& each : index.resources()) {
      const tmpl::Node& value = each.member->value;
      add_names(value);
      const tmpl::Node* on = value.find("DependsOn");
      if (on == nullptr) continue;
      add_wait(*on);
      for (const tmpl::Node& item : on->items()) add_wait(item);
    }
    for (const tmpl::Member& each : index.outputs()) add_names(each.value);
  }

  [[nodiscard]] bool has(std::string_view id) const { return named_.contains(id); }
  /// Whether something waits for it, by which it would wait for all that it owns, too.
  [[nodiscard]] bool is_waited_for(std::string_view id) const { return waited_for_.contains(id); }

 private:
  void add_names(const tmpl::Node& value) {
    meaning::for_each_name_in(value, [&](const meaning::Name& name) {
      if (name.of == meaning::Name::Of::entry) named_.insert(name.text);
    });
  }

  void add_wait(const tmpl::Node& id) {
    named_.insert(id.text());
    waited_for_.insert(id.text());
  }

  std::set<std::string_view> named_;
  std::set<std::string_view> waited_for_;
};

// Whether nothing is said of a resource but what it is.
bool is_bare(const tmpl::Node& resource) { return has_only(resource, {"Type", "Properties"}); }

std::string place_below_owner(const OwnedRow& row, const Element& element) {
  if (row.place_of != nullptr) return row.place_of(*element.resource->properties);
  if (!row.place.empty()) return std::string(row.place);
  const bool begins_so =
      element.id.starts_with(element.owner) && element.id.size() > element.owner.size();
  return std::string(begins_so ? element.id.substr(element.owner.size()) : element.id);
}

}  // namespace

void choose_owned(const tmpl::Index& index, Plan& plan) {
  const bool has_any = std::ranges::any_of(
      index.resources(), [](const auto& each) { return owned_row_of(each.type_name) != nullptr; });
  if (!has_any) return;
  const NamesTaken names(index);
  std::set<std::pair<std::string_view, std::string>> places;
  for (Element& each : plan.elements()) {
    const OwnedRow* row = each.type == nullptr ? nullptr : owned_row_of(each.resource->type_name);
    const tmpl::Node* properties = row == nullptr ? nullptr : each.resource->properties;
    if (properties == nullptr || !is_bare(each.member->value) || names.has(each.id)) continue;
    const std::string_view id = row->owner_of(*properties);
    const Element* owner = plan.find(meaning::Name::Of::entry, id);
    // What it owns would wait for what it waits for.
    const bool is_made = owner != nullptr && owner->construct != nullptr &&
                         owner->construct->class_name == row->owner && !names.is_waited_for(id) &&
                         owner->member->value.find("DependsOn") == nullptr;
    if (!is_made) continue;
    each.owner = id;
    each.place = place_below_owner(*row, each);
    const bool is_alone = row->is_counted || places.emplace(id, each.place).second;
    if (!is_alone) each.owner = {};
  }
}

void count_owned(Plan& plan) {
  std::map<std::string_view, int> counts;
  for (Element& each : plan.elements()) {
    if (each.owner.empty() || !owned_row_of(each.resource->type_name)->is_counted) continue;
    each.place += std::to_string(++counts[each.owner]);
  }
}

std::vector<Code> owner_calls(Element& element, Plan& plan, Values& values, Comments& comments) {
  const std::string owner = plan.name(*plan.use(meaning::Name::Of::entry, element.owner)) + '.';
  std::vector<Code> calls;
  for (Code& each : owned_row_of(element.resource->type_name)->calls(element, values, comments)) {
    element.is_resource_used = element.is_resource_used || !each.tail.empty();
    calls.push_back(wrapped(owner, std::move(each)));
  }
  return calls;
}

}  // namespace omnitrack::importing
