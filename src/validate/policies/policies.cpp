#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "schema/facts.hpp"
#include "validate/policies/inline_policies.hpp"
#include "validate/policies/policy.hpp"

namespace omnitrack::validate {

using meaning::for_each_at;
using meaning::may_be_rewritten;
using meaning::Path;

namespace {

/// A SAM resource's policies may be names and templates too; only documents are looked at.
bool is_sam_document(const tmpl::Node& value) { return value.find("Statement") != nullptr; }

void check_resource(const Context& context, const tmpl::ResourceEntry& resource,
                    schema::Facts<schema::PolicyPlace> places, InlinePolicies& inline_policies) {
  const Path root;
  const Path section(root, "Resources");
  const Path entry(section, resource.logical_id);
  const Path properties(entry, "Properties");
  const bool is_sam = resource.type_name.starts_with("AWS::Serverless::");
  for (const schema::PolicyPlace& place : places) {
    const PolicyRules rules = policy_rules(place);
    const tmpl::Node* bucket = resource.type_name == "AWS::S3::BucketPolicy"
                                   ? meaning::find_value(resource.properties, "Bucket")
                                   : nullptr;
    const PolicyScope scope{context.index, context.report, rules, bucket};
    for_each_at(*resource.properties, place.path, properties,
                [&](const tmpl::Node& document, const Path& at) {
                  if (is_sam && !is_sam_document(document)) return;
                  check_policy_document(scope, document, at);
                });
    if (place.is_of_all) {
      inline_policies.add(resource, place);
    } else {
      check_policy_size(context, resource, place, properties);
    }
  }
}

}  // namespace

void check_policies(const Context& context) {
  if (context.index.may_rewrite_resources()) return;
  InlinePolicies inline_policies(context);
  for (const tmpl::ResourceEntry& resource : context.index.resources()) {
    if (resource.properties == nullptr) continue;
    const auto places = schema::facts_of<schema::PolicyPlace>(resource.type_name);
    if (places.empty() || may_be_rewritten(resource)) continue;
    check_resource(context, resource, places, inline_policies);
  }
  inline_policies.report();
}

}  // namespace omnitrack::validate
