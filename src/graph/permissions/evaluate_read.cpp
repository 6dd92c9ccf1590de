#include <algorithm>

#include "graph/permissions/evaluate.hpp"
#include "graph/permissions/managed.hpp"
#include "graph/permissions/variables.hpp"

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
void fill_in_api(const Target& target, Held& held) {
  static const meaning::Symbols left_out = diff::symbols_of("execute-api:/");
  const auto invoked = std::ranges::find(target.names, "execute-api-general", &Named::kinds);
  if (invoked == target.names.end()) return;
  meaning::Symbols base = invoked->name.symbols;
  base.pop_back();
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
  fill_in_api(target_, targets_);
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

void Evaluation::read_identity(const ResourceEntry& identity, Held& held) const {
  const diff::HolderReader reader(policies_, attachments_);
  reader.read(std::string(identity.logical_id), &identity, held);
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html: a user has the policies of its
// groups.
void Evaluation::read_groups() {
  for (const ValueAt& each : scene_.values(*actor_.identity, "Groups")) {
    const ResourceEntry* group = scene_.named(each.node, "AWS::IAM::Group");
    if (group != nullptr) read_identity(*group, own_);
  }
  for (const ResourceEntry* each :
       scene_.naming(*actor_.identity, "AWS::IAM::UserToGroupAddition", "Users")) {
    const ResourceEntry* group = scene_.named(*each, "GroupName", "AWS::IAM::Group");
    if (group != nullptr) read_identity(*group, own_);
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
