#include <algorithm>

#include "graph/permissions/api_calls.hpp"
#include "graph/permissions/attached.hpp"
#include "graph/permissions/evaluate.hpp"
#include "graph/permissions/managed.hpp"
#include "graph/permissions/variables.hpp"
#include "graph/stacks/function_names.hpp"

namespace omnitrack::graph {

using diff::Held;
using diff::Pattern;
using diff::Statement;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// Puts the ARN of an API in place of what its own policy may leave out of it: in
/// `execute-api:/stage/GET/path`.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
void fill_in_api(const Scene& scene, const Target& target, Held& held) {
  static const meaning::Symbols left_out = diff::symbols_of("execute-api:/");
  if (!is_api(*target.entry)) return;
  const meaning::Symbols base = call_base(scene, *target.entry).symbols;
  for (Statement& each : held.resource.statements) {
    for (Pattern& where : each.where.patterns) {
      if (where.symbols.starts_with(left_out)) where.symbols.replace(0, left_out.size(), base);
    }
  }
}

}  // namespace

void Evaluation::read() {
  const diff::HolderReader reader(policies_, attachments_);
  reader.read(std::string(target_.entry->logical_id), target_.entry, targets_);
  read_attached_by_text(target_, targets_, targets_.resource);
  read_policies_of_service();
  read_permissions_of_function();
  fill_in_api(scene_, target_, targets_);
  if (actor_.identity != nullptr) {
    read_identity(*actor_.identity, own_);
    read_groups();
    read_managed(own_);
    read_boundary();
  }
  for (Held* held : {&own_, &targets_, boundary_ ? &*boundary_ : nullptr}) {
    if (held == nullptr) continue;
    for (diff::Grants* grants : {&held->identity, &held->resource, &held->trust}) {
      for (Statement& each : grants->statements) fill_variables(scene_, actor_, target_, each);
    }
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-resourcepolicy.html:
// one that is about all log groups whose ARNs its statements name.
void Evaluation::read_policies_of_service() {
  if (target_.entry->type_name != "AWS::Logs::LogGroup") return;
  const diff::HolderReader reader(policies_, attachments_);
  for (const ResourceEntry* each : scene_.model().of_type("AWS::Logs::ResourcePolicy")) {
    if (scene_.reader().exists(*each)) reader.read_entry(*each, targets_);
  }
}

// A permission is for the name of the function alone by which it is given, also where that is an
// alias or a version.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
void Evaluation::read_permissions_of_function() {
  if (target_.entry->type_name != "AWS::Lambda::Function") return;
  constexpr std::string_view type = "AWS::Lambda::Permission";
  const FunctionNames names(scene_, *target_.entry);
  std::vector<Statement>& statements = targets_.resource.statements;
  std::erase_if(statements, [type](const Statement& each) { return each.in->type_name == type; });
  const diff::HolderReader reader(policies_, attachments_);
  for (const ResourceEntry* each : names.naming(type, "FunctionName")) {
    const std::size_t before = statements.size();
    reader.read_entry(*each, targets_);
    if (statements.size() == before) continue;
    Pattern name = target_.arn;
    const meaning::Symbols qualifier = *names.qualifier_in(*scene_.find(*each, "FunctionName"));
    if (!qualifier.empty()) name.symbols += U':' + qualifier;
    statements.back().where.patterns = {std::move(name)};
  }
}

void Evaluation::read_identity(const ResourceEntry& identity, Held& held) const {
  const diff::HolderReader reader(policies_, attachments_);
  reader.read(std::string(identity.logical_id), &identity, held);
  read_attached_by_text(target_of(scene_, identity), held, held.identity);
}

/// Reads the policies that name their holder by a text; one that may be another's is not read.
void Evaluation::read_attached_by_text(const Target& holder, Held& held,
                                       diff::Grants& unread) const {
  const diff::HolderReader reader(policies_, attachments_);
  for (const AttachedByText& each : attached_by_text(scene_, holder)) {
    if (each.unknown.empty()) {
      reader.read_entry(*each.policy, held);
      continue;
    }
    const std::string id(each.policy->logical_id);
    unread.unread_parts.push_back(
        {.key = id,
         .words = "whether the policy " + id + " is of " + std::string(holder.entry->logical_id),
         .in = each.policy,
         .at = each.at});
  }
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html: a user has the policies of its
// groups.
void Evaluation::read_groups() {
  const auto read = [this](const ResourceEntry& in, const Node& named) {
    const ResourceEntry* group = scene_.named(&named, "AWS::IAM::Group");
    if (group != nullptr) return read_identity(*group, own_);
    const std::string name = scene_.reader().pattern(named, diff::Wildcards::none).shown;
    own_.identity.unread_parts.push_back(
        {.key = name,
         .words = "the policies of the group " + name + ", which is not in the templates",
         .in = &in,
         .at = &named});
  };
  for (const ValueAt& each : scene_.values(*actor_.identity, "Groups/*")) {
    read(*each.in, *each.node);
  }
  for (const ResourceEntry* each :
       scene_.naming(*actor_.identity, "AWS::IAM::UserToGroupAddition", "Users")) {
    const Node* named = scene_.find(*each, "GroupName");
    if (named != nullptr) read(*each, *named);
  }
}

/// Reads the policies of AWS that somebody carries, of which the statements are known.
void Evaluation::read_managed(Held& held) const {
  for (const diff::Carried& each : held.carried) {
    const Node* statements = statements_of(each, target_.services);
    if (statements == nullptr) continue;
    for (const Node& statement : statements->items()) {
      policies_.read_statement(*each.in, statement, *each.at, held.identity);
    }
  }
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
void Evaluation::read_boundary() {
  const Node* value = scene_.find(*actor_.identity, "PermissionsBoundary");
  if (value == nullptr) return;
  boundary_step_ = reason_of(RuleKind::boundary, Verdict::yes, *actor_.identity, value, {});
  const ResourceEntry* policy = scene_.named(value, "AWS::IAM::ManagedPolicy");
  if (policy != nullptr) {
    boundary_.emplace();
    boundary_step_.resource = std::string(policy->logical_id);
    boundary_step_.pointer.clear();
    const diff::HolderReader reader(policies_, attachments_);
    reader.read_entry(*policy, *boundary_);
    return;
  }
  const diff::Carried carried{.arn = scene_.reader().pattern(*value, diff::Wildcards::none),
                              .in = actor_.identity,
                              .at = value};
  if (diff::is_administrator(carried)) return;
  if (statements_of(carried, target_.services) != nullptr) {
    boundary_.emplace();
    boundary_->carried.push_back(carried);
    read_managed(*boundary_);
    return;
  }
  unknown_boundary_ = "the permissions boundary " + std::string(name_of(carried)) +
                      ", which is not in the templates";
}

}  // namespace omnitrack::graph
