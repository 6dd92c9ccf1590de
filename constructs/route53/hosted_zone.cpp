#include "omnitrack/route53/hosted_zone.hpp"

#include <algorithm>
#include <string>

#include "../imported.hpp"
#include "../in_tree.hpp"
#include "../other_stack.hpp"
#include "global_metric.hpp"
#include "names_in_zones.hpp"
#include <omnitrack/cfn/logs.hpp>
#include <omnitrack/cfn/route53.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {

/// What a hosted zone that is made elsewhere is made of.
struct ImportedHostedZoneProps {
  using Makes = HostedZone;
  Id id;
  Value<std::string> zone_id;
  Value<std::string> zone_name;
};

namespace {

std::string_view without_last_dot(std::string_view name) {
  return name.ends_with('.') ? name.substr(0, name.size() - 1) : name;
}

// The id of the records of a name; the zone's own name needs one too.
std::string id_of_name(const RecordName& name) {
  if (!name.is_text()) return name.is_set() ? "Alias" : "Apex";
  const std::string_view text = name.text();
  if (text.empty()) return "Apex";
  return text == "*" ? "Wildcard" : std::string(text);
}

}  // namespace

HostedZone::HostedZone(Attach at, const HostedZoneProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::route53::HostedZoneProps{
          .id = primary(),
          .name = props.zone_name.value(),
      })),
      is_private_(!props.vpcs.empty()),
      zone_id_(resource_->ref()),
      zone_name_(props.zone_name.is_text()
                     ? Value<std::string>(without_last_dot(props.zone_name.text()))
                     : props.zone_name.value()) {
  resource_->set_removal_policy(props.removal_policy);
  if (props.comment.is_set()) {
    resource_->props.hosted_zone_config =
        cfn::route53::hosted_zone::HostedZoneConfig{.comment = props.comment};
  }
  for (const Link<const Vpc>& vpc : props.vpcs) {
    resource_->props.vpcs.add(cfn::route53::hosted_zone::VPC{
        .vpc_id = vpc->id(),
        .vpc_region = vpc->stack().region(),
    });
  }
  if (props.zone_name.is_broken()) {
    error(codes::OT3320, "'" + std::string(props.zone_name.text()) + "' is not a name for a zone",
          "use labels of 1 to 63 letters, digits, hyphens and underscores, joined by dots");
  }
  if (props.query_log_group.is_set()) log_queries(props);
}

HostedZone::HostedZone(Attach at, const ImportedHostedZoneProps& props)
    : Construct(std::move(at)), zone_id_(props.zone_id), zone_name_(props.zone_name) {}

HostedZone& HostedZone::from_id(Construct& scope, const Id& id, const Value<std::string>& zone_id) {
  return scope.add(ImportedHostedZoneProps{.id = id, .zone_id = zone_id, .zone_name = {}});
}

HostedZone& HostedZone::from_attributes(Construct& scope, const Id& id,
                                        const HostedZoneAttributes& attributes) {
  return scope.add(ImportedHostedZoneProps{
      .id = id, .zone_id = attributes.zone_id, .zone_name = attributes.zone_name});
}

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html
void HostedZone::log_queries(const HostedZoneProps& props) {
  if (is_private_) {
    error(codes::OT3326, "the queries of a private zone are to be logged",
          "leave `query_log_group` out: the queries of a VPC are logged by its resolver");
    return;
  }
  resource_->props.query_logging_config = cfn::route53::hosted_zone::QueryLoggingConfig{
      .cloud_watch_logs_log_group_arn = props.query_log_group->arn()};
  // The zone is made with its logs on, so the policy cannot name a zone that is not there yet.
  const Value<std::string> zones = concat("arn:", stack().partition(), ":route53:::hostedzone/*");
  const PolicyDocument policy{{
      .actions = {"logs:CreateLogStream", "logs:PutLogEvents"},
      .conditions = {{"ArnLike", Json::object({{"aws:SourceArn", zones}})},
                     {"StringEquals", Json::object({{"aws:SourceAccount", stack().account()}})}},
      .principals = PolicyPrincipal::service("route53.amazonaws.com"),
      .resources = {props.query_log_group->arn()},
  }};
  resource_->depends_on(add(cfn::logs::ResourcePolicyProps{
      .id = child("QueryLogPolicy"),
      .policy_document = policy.json(),
      .policy_name = concat(stack().stack_name(), "-", Construct::id(), "-queries"),
  }));
}

// A target of a later stack may use the zone, for its certificate: so its records lie with it.
void HostedZone::add_alias(const RecordName& name, const AliasTarget& target, Source at) {
  const Construct* owner = found_in_other_stack(*this, target.alias_address().dns_name.node());
  const bool is_later = owner != nullptr && is_in_later_stack(*owner, *this);
  Construct& home = is_later ? in_tree(*owner->parent()) : *this;
  std::string id = is_later ? path() + ' ' + id_of_name(name) : id_of_name(name);
  std::replace(id.begin(), id.end(), '/', ' ');
  const DnsRecord& ipv4 = home.add(DnsRecordProps{
      .id = {id + "A", at}, .data = RecordData::alias(target), .zone = *this, .name = name});
  // One mistake is told once, at the first of both.
  if (!ipv4.is_in_zone()) return;
  home.add(DnsRecordProps{.id = {id + "AAAA", at},
                          .data = RecordData::alias_ipv6(target),
                          .zone = *this,
                          .name = name});
}

bool HostedZone::may_hold(const Value<std::string>& domain_name) const {
  return !domain_name.is_literal_text() || !zone_name_.is_literal_text() ||
         route53::is_in_zone(domain_name.literal_text(), zone_name_.literal_text());
}

bool HostedZone::check_holds(const Construct& at, const Value<std::string>& domain_name) const {
  if (may_hold(domain_name)) return true;
  route53::refuse_of_zone(at, domain_name.literal_text(), zone_name_.literal_text());
  return false;
}

DnsRecord& HostedZone::add_delegation(const HostedZone& zone) {
  return add(DnsRecordProps{
      .id = child(std::string(zone.id()) + "Delegation"),
      .data = RecordData::ns(zone.name_servers()),
      .zone = *this,
      .name = zone.zone_name(),
      .ttl = 172800,
  });
}

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/access-control-managing-permissions.html#KMS-key-policy-for-DNSSEC
void HostedZone::sign(const KeyLink& key, std::string_view key_name) {
  if (is_private_) {
    error(codes::OT3326, "the answers of a private zone are to be signed",
          "leave it: only public zones have DNSSEC");
    return;
  }
  const Json by_account = Json::object({{"aws:SourceAccount", stack().account()}});
  key.allow_service("dnssec-route53.amazonaws.com",
                    {"kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"},
                    {{"StringEquals", by_account}});
  key.allow_service("dnssec-route53.amazonaws.com", {"kms:CreateGrant"},
                    {{"Bool", Json::object({{"kms:GrantIsForAWSResource", "true"}})},
                     {"StringEquals", by_account}});
  const auto& signing_key = add(cfn::route53::KeySigningKeyProps{
      .id = child("SigningKey"),
      .hosted_zone_id = zone_id_,
      .key_management_service_arn = key.arn(),
      .name = key_name,
      .status = cfn::route53::KeySigningKeyProps::Status::active,
  });
  add(cfn::route53::DNSSECProps{.id = child("Dnssec"), .hosted_zone_id = zone_id_})
      .depends_on(signing_key);
}

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-conditions-route53.html
void HostedZone::grant_change_records(Grantee& grantee, const List<std::string>& names) const {
  Map<Json> conditions;
  if (names.is_set()) {
    conditions = {
        {"ForAllValues:StringEquals",
         Json::object({{"route53:ChangeResourceRecordSetsNormalizedRecordNames", names}})}};
  }
  grantee.add_to_policy({.actions = {"route53:ChangeResourceRecordSets"},
                         .conditions = conditions,
                         .resources = {arn()}});
  grantee.add_to_policy({.actions = {"route53:ListResourceRecordSets"}, .resources = {arn()}});
  grantee.add_to_policy(
      {.actions = {"route53:GetChange"},
       .resources = {concat("arn:", stack().partition(), ":route53:::change/*")}});
}

Metric HostedZone::metric(std::string_view metric_name) const {
  return route53::global_metric(*this, metric_name, "HostedZoneId", zone_id());
}

Value<std::string> HostedZone::arn() const {
  return concat("arn:", stack().partition(), ":route53:::hostedzone/", zone_id());
}

List<std::string> HostedZone::name_servers() const {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "name_servers()");
    return {};
  }
  if (is_private_) {
    error(codes::OT3326, "name_servers() is asked of a private zone",
          "a private zone needs no delegation: its VPCs find it");
  }
  return resource_->attr_name_servers();
}

cfn::route53::HostedZone& HostedZone::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::route53::HostedZoneProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
