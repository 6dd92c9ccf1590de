#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/resource.hpp>
#include <omnitrack/route53/dns_record.hpp>

namespace omnitrack::cfn::route53 {
class HostedZone;  // defined in <omnitrack/cfn/route53.hpp>
}

namespace omnitrack {

class HostedZone;
class LogGroup;
class Vpc;

/// Properties of a hosted zone.
struct HostedZoneProps {
  using Makes = HostedZone;
  Id id;
  /// The domain name, e.g. `example.com`. A change replaces the zone.
  CheckedText<detail::DnsNameRule, struct required_zone_name> zone_name;
  /// A note for people, 256 characters at most.
  Value<std::string> comment = {};
  /// Where the queries of a public zone are logged: a log group in us-east-1, which Route 53 is
  /// then allowed to write to.
  Link<const LogGroup> query_log_group = {};
  /// What happens to the zone when it leaves the stack; its name servers are lost with it.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// The VPCs that the zone is for, which makes it private; the internet's where they are left out.
  Items<Link<const Vpc>> vpcs = {};
};

/// What is known of a hosted zone that is made elsewhere.
struct HostedZoneAttributes {
  /// The id, e.g. `Z0123456789ABCDEFGHIJ`.
  Required<Value<std::string>, struct required_zone_id> zone_id;
  /// The domain name.
  Required<Value<std::string>, struct required_zone_name> zone_name;
};

/// A domain's records: AWS::Route53::HostedZone, AWS::Logs::ResourcePolicy where queries are
/// logged, and AWS::Route53::KeySigningKey and AWS::Route53::DNSSEC where answers are signed.
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html
class HostedZone final : public Construct, public Measured {
 public:
  HostedZone(Attach at, const HostedZoneProps& props);
  HostedZone(Attach at, const struct ImportedHostedZoneProps& props);

  /// A zone that is made elsewhere, whose name is not known: names of records must be whole.
  static HostedZone& from_id(Construct& scope, const Id& id, const Value<std::string>& zone_id);
  /// A zone that is made elsewhere.
  static HostedZone& from_attributes(Construct& scope, const Id& id,
                                     const HostedZoneAttributes& attributes);

  /// Makes the records, for IPv4 and IPv6, by which a name leads to something of AWS's. A name
  /// that is surely outside of the zone is an error at the line of the call.
  void add_alias(const RecordName& name, const AliasTarget& target,
                 Source at = {__builtin_FILE(), __builtin_LINE()});
  /// Hands the names below a zone's over to that zone, by its name servers.
  DnsRecord& add_delegation(const HostedZone& zone);

  /// Has the answers of a public zone signed (DNSSEC). The key is of us-east-1, of the kind
  /// `KeySpec::ecc_nist_p256`, and signs and verifies. What the zone above must know of it is the
  /// owner's to tell.
  /// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html
  void sign(const KeyLink& key, std::string_view key_name = "main");

  /// Allows to change records; those of these names alone where any are given.
  void grant_change_records(Grantee& grantee, const List<std::string>& names = {}) const;

  /// Whether a whole name may be in the zone: not where both are known and it is outside.
  [[nodiscard]] bool may_hold(const Value<std::string>& domain_name) const;
  /// The same, and reports at a construct that a name is outside.
  bool check_holds(const Construct& at, const Value<std::string>& domain_name) const;

  /// One of Route 53's metrics of a public zone, which are in us-east-1 alone.
  /// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-hosted-zones-with-cloudwatch.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many queries there were.
  [[nodiscard]] Metric metric_queries() const { return metric("DNSQueries").sum(); }

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The id.
  [[nodiscard]] const Value<std::string>& zone_id() const { return zone_id_; }
  /// The domain name without a dot at its end; not set where only the id is known.
  [[nodiscard]] const Value<std::string>& zone_name() const { return zone_name_; }
  /// The name servers; an error where the zone is private or made elsewhere.
  [[nodiscard]] List<std::string> name_servers() const;
  /// The zone's own resource; an error where the zone is made elsewhere.
  [[nodiscard]] cfn::route53::HostedZone& resource();

 private:
  void log_queries(const HostedZoneProps& props);

  cfn::route53::HostedZone* resource_ = nullptr;  // null where the zone is made elsewhere
  bool is_private_ = false;
  Value<std::string> zone_id_;
  Value<std::string> zone_name_;
};

}  // namespace omnitrack
