#include "diff/effects/copies.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"

namespace omnitrack::diff {

namespace {

using meaning::only_value;
using tmpl::ResourceEntry;

/// A type whose resources are copies of others, as these are when the copy is made.
struct CopyType {
  std::string_view type;
  std::string_view of;    ///< the property that names what it is a copy of
  std::string_view noun;  ///< for people
  /// How the types of the parts begin that are copied too; each names the whole by `of`.
  std::string_view parts = {};
  bool is_renewed_by_update = false;
};

// https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-version.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lex-botversion.html
// https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-deploy.html
// https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-management-deploy.html
// https://docs.aws.amazon.com/bedrock/latest/userguide/flows-deploy.html
// https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-agent.html
constexpr std::array<CopyType, 9> copy_types{{
    {"AWS::ApiGateway::Deployment", "RestApiId", "deployment", "AWS::ApiGateway::"},
    {"AWS::ApiGatewayV2::Deployment", "ApiId", "deployment", "AWS::ApiGatewayV2::"},
    {"AWS::Bedrock::AgentAlias", "AgentId", "alias", {}, true},
    {"AWS::Bedrock::FlowVersion", "FlowArn", "version"},
    {"AWS::Bedrock::GuardrailVersion", "GuardrailIdentifier", "version"},
    {"AWS::Bedrock::PromptVersion", "PromptArn", "version"},
    {"AWS::Lambda::Version", "FunctionName", "version"},
    {"AWS::Lex::BotVersion", "BotId", "version", {}, true},
    {"AWS::StepFunctions::StateMachineVersion", "StateMachineArn", "version"},
}};

/// What is no part of a copy: properties of a type, or the type as a whole.
struct NotCopied {
  std::string_view type;
  std::string_view property = {};
};

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
// https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html
constexpr std::array<NotCopied, 20> not_copied{{
    {"AWS::ApiGateway::BasePathMapping"},
    {"AWS::ApiGateway::BasePathMappingV2"},
    {"AWS::ApiGateway::Deployment"},
    {"AWS::ApiGateway::DocumentationPart"},
    {"AWS::ApiGateway::DocumentationVersion"},
    {"AWS::ApiGateway::RestApi", "Description"},
    {"AWS::ApiGateway::RestApi", "EndpointConfiguration"},
    {"AWS::ApiGateway::RestApi", "Name"},
    {"AWS::ApiGateway::RestApi", "Tags"},
    {"AWS::ApiGateway::Stage"},
    {"AWS::ApiGatewayV2::Api", "Description"},
    {"AWS::ApiGatewayV2::Api", "Name"},
    {"AWS::ApiGatewayV2::Api", "Tags"},
    {"AWS::ApiGatewayV2::ApiMapping"},
    {"AWS::ApiGatewayV2::Deployment"},
    {"AWS::ApiGatewayV2::Stage"},
    {"AWS::Lambda::Function", "CodeSigningConfigArn"},
    {"AWS::Lambda::Function", "RecursiveLoop"},
    {"AWS::Lambda::Function", "ReservedConcurrentExecutions"},
    {"AWS::Lambda::Function", "Tags"},
}};

bool is_never_copied(std::string_view type) {
  return std::ranges::any_of(not_copied, [type](const NotCopied& each) {
    return each.property.empty() && each.type == type;
  });
}

const CopyType* copy_type(std::string_view type) {
  const bool may_be_one =
      type.ends_with("Version") || type.ends_with("Deployment") || type.ends_with("Alias");
  if (!may_be_one) return nullptr;
  const auto found = std::ranges::find(copy_types, type, &CopyType::type);
  return found == copy_types.end() ? nullptr : &*found;
}

/// The resource that a property of another one refers to; empty where it refers to none.
std::string_view referred_by(const tmpl::Index& index, const ResourceEntry& resource,
                             std::string_view property) {
  const tmpl::Node* value = only_value(index, resource, property);
  return value == nullptr ? std::string_view() : meaning::referred_id(*value);
}

/// A copy that is as it was.
struct OldCopy {
  const CopyType* type;
  std::string_view logical_id;
};

/// The copies that stay as they are, by what they are copies of.
class OldCopies {
 public:
  explicit OldCopies(const StackDiff& diff) : diff_(diff), after_(*diff.written_after()) {
    for (const ResourceEntry& each : after_.resources()) {
      const CopyType* type = copy_type(each.type_name);
      if (type == nullptr) continue;
      const std::string_view whole = referred_by(after_, each, type->of);
      if (whole.empty()) continue;
      if (is_renewed(*type, each)) {
        renewed_[whole] = type;
      } else {
        old_.try_emplace(whole, OldCopy{type, each.logical_id});
      }
    }
    for (const auto& [whole, type] : renewed_) old_.erase(whole);
    if (!old_.empty()) drop_what_deploys_itself();
  }

  [[nodiscard]] bool any() const { return !old_.empty(); }

  /// The old copy that a changed resource is in; null where there is none.
  [[nodiscard]] const OldCopy* of(const ResourceChange& change) const {
    const auto itself = old_.find(change.logical_id);
    if (itself != old_.end()) return &itself->second;
    if (is_never_copied(change.type_name)) return nullptr;
    for (const CopyType& each : copy_types) {
      if (each.parts.empty() || !change.type_name.starts_with(each.parts)) continue;
      const bool is_there = change.after != nullptr;
      const tmpl::Index& index = is_there ? *diff_.after : *diff_.before;
      const auto found =
          old_.find(referred_by(index, is_there ? *change.after : *change.before, each.of));
      if (found != old_.end() && found->second.type == &each) return &found->second;
    }
    return nullptr;
  }

 private:
  [[nodiscard]] bool is_renewed(const CopyType& type, const ResourceEntry& copy) const {
    const ResourceChange* change = diff_.find(copy.logical_id);
    return change != nullptr && (change->is_made() || type.is_renewed_by_update);
  }

  /// A stage with `AutoDeploy` has each change at once.
  void drop_what_deploys_itself() {
    for (const ResourceEntry& each : after_.resources()) {
      if (each.type_name != "AWS::ApiGatewayV2::Stage") continue;
      const tmpl::Node* deploys = only_value(after_, each, "AutoDeploy");
      if (deploys == nullptr || meaning::known_boolean(deploys) == false) continue;
      old_.erase(referred_by(after_, each, "ApiId"));
    }
  }

  const StackDiff& diff_;
  const tmpl::Index& after_;
  std::map<std::string_view, OldCopy> old_;
  std::map<std::string_view, const CopyType*> renewed_;
};

bool has_copied_change(const ResourceChange& change) {
  return change.before == nullptr || change.after == nullptr ||
         std::ranges::any_of(change.changes,
                             [&](const Change& each) { return is_copied(change.type_name, each); });
}

}  // namespace

bool is_copied(std::string_view type, const Change& change) {
  constexpr std::string_view properties = "/Properties/";
  std::string_view path = change.path;
  if (!path.starts_with(properties) || change.effect == Effect::none) return false;
  path.remove_prefix(properties.size());
  const std::string_view property = path.substr(0, path.find('/'));
  return std::ranges::none_of(not_copied, [&](const NotCopied& each) {
    return each.type == type && each.property == property;
  });
}

void tell_of_old_copies(StackDiff& diff) {
  if (diff.before == nullptr || diff.after == nullptr || diff.resources.empty()) return;
  const OldCopies copies(diff);
  if (!copies.any()) return;
  for (ResourceChange& change : diff.resources) {
    const OldCopy* copy = copies.of(change);
    if (copy == nullptr || !has_copied_change(change)) continue;
    change.add_reason(std::string(copy->type->noun) + " '" + std::string(copy->logical_id) +
                      "' stays as it was, without this change; a new one needs another logical id");
  }
}

}  // namespace omnitrack::diff
