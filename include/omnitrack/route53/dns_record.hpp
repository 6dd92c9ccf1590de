#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/route53/dns_name.hpp>
#include <omnitrack/route53/record_data.hpp>

namespace omnitrack::cfn::route53 {
class RecordSet;  // defined in <omnitrack/cfn/route53.hpp>
}

namespace omnitrack {

class HealthCheck;
class HostedZone;

namespace detail {

inline void resolvers_keep_a_record_for_0_to_2147483647_seconds() {}

}  // namespace detail

/// How long resolvers keep a record, in seconds.
using RecordTtl = CheckedNumber<detail::TimeBetween<
    0, 2147483647, detail::resolvers_keep_a_record_for_0_to_2147483647_seconds, 1>>;

/// How one of several records of a name and type is chosen for an answer.
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
class RecordRouting {
 public:
  /// The share of the answers, 0 to 255, among the weights of all records of the name.
  static RecordRouting weighted(std::int64_t weight);
  /// By the region of AWS's from which the answer is quickest.
  static RecordRouting latency(const Value<std::string>& region);
  /// Askers on a continent: AF, AN, AS, EU, NA, OC or SA.
  static RecordRouting continent(std::string_view code);
  /// Askers in a country by its two letters, or in a state of the United States or an oblast of
  /// Ukraine.
  static RecordRouting country(std::string_view code, std::string_view subdivision = {});
  /// Askers whom no other record is for.
  static RecordRouting everywhere_else();
  /// By the distance to a region of AWS's, which a bias of -99 to 99 makes smaller or larger.
  static RecordRouting proximity(std::string_view region, std::int64_t bias = 0);
  /// The record that is given as long as it is healthy.
  static RecordRouting failover_primary();
  /// The record that is given while the primary is not healthy.
  static RecordRouting failover_secondary();
  /// Up to eight healthy records together.
  static RecordRouting multivalue();

  /// The ways in which a record is chosen.
  enum class Kind : std::uint8_t {
    weighted,
    latency,
    geolocation,
    proximity,
    failover,
    multivalue,
  };
  /// Which it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The weight or the bias.
  [[nodiscard]] std::int64_t number() const { return number_; }
  /// The region, the continent, the country, or `PRIMARY` or `SECONDARY`.
  [[nodiscard]] const Value<std::string>& text() const { return text_; }
  /// The part of the country, or `continent` where the text is one.
  [[nodiscard]] std::string_view detail() const { return detail_; }

 private:
  RecordRouting(Kind kind, const Value<std::string>& text, std::int64_t number = 0,
                std::string_view detail = {})
      : kind_(kind), number_(number), text_(text), detail_(detail) {}
  Kind kind_;
  std::int64_t number_;
  Value<std::string> text_;
  Text detail_;
};

class DnsRecord;

/// Properties of a record.
struct DnsRecordProps {
  using Makes = DnsRecord;
  Id id;
  /// What it says.
  Required<RecordData, struct required_data_by_RecordData> data;
  /// The zone that it is in.
  Required<Link<const HostedZone>, struct required_zone> zone;
  /// A note for people, 256 characters at most.
  Value<std::string> comment = {};
  /// Whether an alias counts as healthy only while its target does.
  Bool evaluate_target_health = false;
  /// What decides whether the record is given.
  Link<const HealthCheck> health_check = {};
  /// The name in the zone, e.g. `www` or `www.example.com`; that of the zone where it is left out.
  /// A reference is the whole name.
  RecordName name = {};
  /// How one of several records of the name is chosen; there is but one where it is left out.
  Optional<RecordRouting> routing = {};
  /// What tells the records of a name apart, 128 characters at most; the id where it is left out.
  Value<std::string> set_identifier = {};
  /// How long resolvers keep it, in seconds; 1,800 where it is left out, and none of an alias.
  RecordTtl ttl = {};
};

/// A record: AWS::Route53::RecordSet.
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/rrsets-working-with.html
class DnsRecord final : public Construct {
 public:
  DnsRecord(Attach at, const DnsRecordProps& props);

  /// The whole name.
  [[nodiscard]] const Value<std::string>& domain_name() const { return name_; }
  /// Whether the name is in the zone, as far as that is known.
  [[nodiscard]] bool is_in_zone() const { return is_in_zone_; }
  /// The record's own resource.
  [[nodiscard]] cfn::route53::RecordSet& resource() { return resource_; }

 private:
  void check(const DnsRecordProps& props) const;
  void route(const DnsRecordProps& props);
  void set_alias(const DnsRecordProps& props);

  Value<std::string> name_;
  bool is_in_zone_;
  cfn::route53::RecordSet& resource_;
};

}  // namespace omnitrack
