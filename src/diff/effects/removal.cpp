#include "diff/effects/removal.hpp"

#include "meaning/known.hpp"
#include "schema/facts.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
Disposition disposition_by_default(const tmpl::ResourceEntry& resource) {
  if (resource.type_name == "AWS::RDS::DBCluster") return Disposition::snapshot;
  const bool is_alone = resource.type_name == "AWS::RDS::DBInstance" &&
                        meaning::find_value(resource.properties, "DBClusterIdentifier") == nullptr;
  return is_alone ? Disposition::snapshot : Disposition::deleted;
}

/// SAM names a version of a layer anew where it changes, and keeps the old one by itself.
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html
bool is_kept_layer(const tmpl::ResourceEntry& resource) {
  if (resource.type_name != "AWS::Serverless::LayerVersion") return false;
  const tmpl::Node* policy = meaning::find_value(resource.properties, "RetentionPolicy");
  if (policy == nullptr) return true;
  const auto text = meaning::known_text(policy);
  return text && support::same_but_for_case(*text, "Retain");
}

// A policy that is not known before deployment may be the one that deletes; a snapshot is kept only
// of what has snapshots.
Disposition disposition_of(const tmpl::ResourceEntry& resource, const tmpl::Node& policy) {
  const auto text = meaning::known_text(&policy);
  if (text == "Retain" || text == "RetainExceptOnCreate") return Disposition::retained;
  return text == "Snapshot" && takes_snapshots(resource) ? Disposition::snapshot
                                                         : Disposition::deleted;
}

Disposition disposition_by(const tmpl::ResourceEntry& resource, std::string_view attribute,
                           Disposition otherwise) {
  const tmpl::Node* policy = meaning::find_value(&resource.member->value, attribute);
  return policy == nullptr ? otherwise : disposition_of(resource, *policy);
}

}  // namespace

bool has_unknown_policy(const tmpl::ResourceEntry& resource, std::string_view attribute) {
  const tmpl::Node* policy = meaning::find_value(&resource.member->value, attribute);
  return policy != nullptr && !meaning::known_text(policy);
}

bool takes_snapshots(const tmpl::ResourceEntry& resource) {
  return schema::fact_of<schema::Snapshots>(resource.type_name).has_value();
}

Disposition disposition_on_removal(const tmpl::ResourceEntry& before) {
  if (is_kept_layer(before)) return Disposition::retained;
  return disposition_by(before, "DeletionPolicy", disposition_by_default(before));
}

// Without an UpdateReplacePolicy the old one is deleted, whatever the DeletionPolicy says.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
Disposition disposition_on_replacement(const tmpl::ResourceEntry& before,
                                       const tmpl::ResourceEntry& after) {
  if (is_kept_layer(before)) return Disposition::retained;
  const Disposition old_disposition =
      disposition_by(before, "UpdateReplacePolicy", Disposition::deleted);
  const Disposition new_disposition =
      disposition_by(after, "UpdateReplacePolicy", Disposition::deleted);
  if (old_disposition == new_disposition) return old_disposition;
  return old_disposition == Disposition::deleted || new_disposition == Disposition::deleted
             ? Disposition::deleted
             : Disposition::snapshot;
}

}  // namespace omnitrack::diff
