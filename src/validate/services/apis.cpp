#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "meaning/condition_logic.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::condition_of;
using meaning::find_value;
using meaning::Path;
using meaning::referred_id;
using meaning::surely_same;
using meaning::written_text;
using tmpl::Node;

namespace {

bool refers_to_any(const Node& value, const std::unordered_set<std::string_view>& ids) {
  if (ids.contains(referred_id(value))) return true;
  if (value.calls(tmpl::Function::sub)) return true;  // it may name one in its text
  for (const Node& item : value.items()) {
    if (refers_to_any(item, ids)) return true;
  }
  for (const tmpl::Member& member : value.members()) {
    if (refers_to_any(member.value, ids)) return true;
  }
  return false;
}

bool has_definition(const tmpl::Index& index, std::string_view api) {
  const tmpl::ResourceEntry* resource = index.find_resource(api);
  if (resource == nullptr || resource->properties == nullptr) return resource == nullptr;
  return resource->properties->is_call() || resource->properties->find("Body") != nullptr ||
         resource->properties->find("BodyS3Location") != nullptr;
}

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html
constexpr std::size_t maximum_filters = 2;

}  // namespace

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-account.html
void check_api_accounts(const Context& context) {
  const tmpl::ResourceEntry* earlier = nullptr;
  for (const tmpl::ResourceEntry& resource : context.index.resources()) {
    // Accounts with conditions may never meet.
    if (resource.type_name != "AWS::ApiGateway::Account" || !condition_of(resource).empty()) {
      continue;
    }
    if (earlier == nullptr) {
      earlier = &resource;
      continue;
    }
    const Path root;
    const Path section(root, "Resources");
    const Path at(section, resource.logical_id);
    context.report.warning_at_key(
        codes::OT4662, *resource.member, at,
        "'" + std::string(earlier->logical_id) +
            "' also sets the one AWS::ApiGateway::Account of the account and region",
        "keep one for all APIs: the one that is made last wins, and the deletion of either leaves "
        "the other without");
  }
}

void check_api_deployments(const Context& context) {
  std::unordered_map<std::string_view, std::unordered_set<std::string_view>> methods;
  for (const tmpl::ResourceEntry& resource : context.index.resources()) {
    if (resource.type_name != "AWS::ApiGateway::Method") continue;
    const Node* api = find_value(resource.properties, "RestApiId");
    if (api != nullptr) methods[referred_id(*api)].insert(resource.logical_id);
  }
  for (const tmpl::ResourceEntry& resource : context.index.resources()) {
    if (resource.type_name != "AWS::ApiGateway::Deployment") continue;
    const Node* api = find_value(resource.properties, "RestApiId");
    if (api == nullptr) continue;
    const auto found = methods.find(referred_id(*api));
    if (found == methods.end() || has_definition(context.index, found->first)) continue;
    // Anything else that it waits for may wait for the methods.
    if (resource.member->value.find("DependsOn") != nullptr) continue;
    if (refers_to_any(*resource.properties, found->second)) continue;
    const Path root;
    const Path section(root, "Resources");
    const Path at(section, resource.logical_id);
    context.report.warning_at_key(codes::OT4660, *resource.member, at,
                                  "this deployment may be made before the API's methods",
                                  "add 'DependsOn' with each AWS::ApiGateway::Method of the API");
  }
}

void check_subscription_filters(const Context& context) {
  std::unordered_map<std::string, std::size_t> filters;
  for (const tmpl::ResourceEntry& resource : context.index.resources()) {
    if (resource.type_name != "AWS::Logs::SubscriptionFilter") continue;
    const Node* group = find_value(resource.properties, "LogGroupName");
    if (group == nullptr || !surely_same(*group, *group)) continue;
    // Filters with conditions may never meet.
    if (!condition_of(resource).empty() || group->calls(tmpl::Function::if_)) continue;
    if (++filters[written_text(*group)] != maximum_filters + 1) continue;
    const Path root;
    const Path section(root, "Resources");
    const Path entry(section, resource.logical_id);
    const Path properties(entry, "Properties");
    const Path at(properties, "LogGroupName");
    context.report.error(codes::OT4661, *group, at,
                         "this log group already has two subscription filters, the most that "
                         "CloudWatch allows",
                         "send the events to one stream, and filter them there");
  }
}

}  // namespace omnitrack::validate
