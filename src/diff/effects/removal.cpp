#include "diff/effects/removal.hpp"

#include "validate/known.hpp"

namespace omnitrack::diff {

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
Fate fate_by_default(const tmpl::ResourceEntry& resource) {
  if (resource.type_name == "AWS::RDS::DBCluster") return Fate::snapshot;
  const bool is_alone = resource.type_name == "AWS::RDS::DBInstance" &&
                        validate::find_value(resource.properties, "DBClusterIdentifier") == nullptr;
  return is_alone ? Fate::snapshot : Fate::deleted;
}

// A policy that is not known before deployment may be the one that deletes.
Fate fate_of(const tmpl::Node& policy) {
  const auto text = validate::known_text(&policy);
  if (text == "Retain" || text == "RetainExceptOnCreate") return Fate::retained;
  return text == "Snapshot" ? Fate::snapshot : Fate::deleted;
}

Fate fate_by(const tmpl::ResourceEntry& resource, std::string_view attribute, Fate otherwise) {
  const tmpl::Node* policy = validate::find_value(&resource.member->value, attribute);
  return policy == nullptr ? otherwise : fate_of(*policy);
}

}  // namespace

Fate fate_on_removal(const tmpl::ResourceEntry& before) {
  return fate_by(before, "DeletionPolicy", fate_by_default(before));
}

// Without an UpdateReplacePolicy the old one is deleted, whatever the DeletionPolicy says.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
Fate fate_on_replacement(const tmpl::ResourceEntry& before, const tmpl::ResourceEntry& after) {
  const Fate old_fate = fate_by(before, "UpdateReplacePolicy", Fate::deleted);
  const Fate new_fate = fate_by(after, "UpdateReplacePolicy", Fate::deleted);
  if (old_fate == new_fate) return old_fate;
  return old_fate == Fate::deleted || new_fate == Fate::deleted ? Fate::deleted : Fate::snapshot;
}

}  // namespace omnitrack::diff
