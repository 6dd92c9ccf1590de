#include "omnitrack/route53/dns_record.hpp"

#include <string>

#include "bucket_websites.hpp"
#include "names_in_zones.hpp"
#include <omnitrack/cfn/route53.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/route53/health_check.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

using cfn::route53::record_set::GeoLocation;

// The whole name of a record; one that ends in a dot, or in the zone's name, is whole already.
Value<std::string> whole_name(const RecordName& name, const HostedZone& zone) {
  const Value<std::string>& zone_name = zone.zone_name();
  if (!zone_name.is_set() || (name.is_set() && !name.is_text())) return name.value();
  const std::string_view text = name.text();
  if (text.empty()) return zone_name;
  if (text.ends_with('.') || route53::is_in_zone(text, zone_name.literal_text()))
    return name.value();
  return concat(text, ".", zone_name);
}

bool is_elsewhere(const RecordName& name, const HostedZone& zone) {
  return name.is_text() && zone.zone_name().is_literal_text() &&
         route53::is_outside_of_zone(name.text(), zone.zone_name().literal_text());
}

bool is_apex(const Value<std::string>& name, const HostedZone& zone) {
  if (!name.is_literal_text() || !zone.zone_name().is_literal_text()) return false;
  return route53::is_same_name(name.literal_text(), zone.zone_name().literal_text());
}

}  // namespace

RecordRouting RecordRouting::weighted(std::int64_t weight) { return {Kind::weighted, {}, weight}; }

RecordRouting RecordRouting::latency(const Value<std::string>& region) {
  return {Kind::latency, region};
}

RecordRouting RecordRouting::continent(std::string_view code) {
  return {Kind::geolocation, code, 0, "continent"};
}

RecordRouting RecordRouting::country(std::string_view code, std::string_view subdivision) {
  return {Kind::geolocation, code, 0, subdivision};
}

RecordRouting RecordRouting::everywhere_else() { return {Kind::geolocation, "*"}; }

RecordRouting RecordRouting::proximity(std::string_view region, std::int64_t bias) {
  return {Kind::proximity, region, bias};
}

RecordRouting RecordRouting::failover_primary() { return {Kind::failover, "PRIMARY"}; }

RecordRouting RecordRouting::failover_secondary() { return {Kind::failover, "SECONDARY"}; }

RecordRouting RecordRouting::multivalue() { return {Kind::multivalue, {}}; }

DnsRecord::DnsRecord(Attach at, const DnsRecordProps& props)
    : Construct(std::move(at)),
      name_(whole_name(props.name, *props.zone)),
      is_in_zone_(!is_elsewhere(props.name, *props.zone)),
      resource_(add(cfn::route53::RecordSetProps{
          .id = primary(),
          .name = name_,
          .type = props.data.type(),
          .comment = props.comment,
          .hosted_zone_id = props.zone->zone_id(),
          .resource_records = props.data.values(),
      })) {
  cfn::route53::RecordSetProps& made = resource_.props;
  if (props.data.target() != nullptr || props.data.website() != nullptr) {
    set_alias(props);
  } else if (props.ttl.is_known()) {
    made.ttl = std::to_string(props.ttl.number());
  } else {
    made.ttl = props.ttl.is_set() ? as<std::string>(props.ttl.value()) : Value<std::string>("1800");
  }
  if (props.health_check.is_set()) made.health_check_id = props.health_check->health_check_id();
  route(props);
  check(props);
}

void DnsRecord::set_alias(const DnsRecordProps& props) {
  AliasAddress address;
  if (props.data.target() != nullptr) {
    address = props.data.target()->alias_address();
  } else {
    const std::string_view region = props.data.website()->stack().fixed_region();
    const route53::WebsiteEndpoint* endpoint = route53::website_endpoint(region);
    if (endpoint == nullptr) {
      error(codes::OT3325,
            region.empty() ? "the region of the bucket's website is not known"
                           : "no website of a bucket is known in " + std::string(region),
            "give the bucket's stack a region, or write the alias as an AliasTarget of your own");
      address = {"unknown", "unknown"};
    } else {
      address = {endpoint->domain_name, endpoint->hosted_zone_id};
    }
  }
  cfn::route53::record_set::AliasTarget target{
      .dns_name = address.dns_name,
      .hosted_zone_id = address.hosted_zone_id,
  };
  if (props.evaluate_target_health) target.evaluate_target_health = true;
  resource_.props.alias_target = target;
}

void DnsRecord::route(const DnsRecordProps& props) {
  if (!props.routing.has_value()) return;
  const RecordRouting& routing = *props.routing;
  cfn::route53::RecordSetProps& made = resource_.props;
  made.set_identifier =
      props.set_identifier.is_set() ? props.set_identifier : Value<std::string>(Construct::id());
  switch (routing.kind()) {
    case RecordRouting::Kind::weighted:
      made.weight = routing.number();
      break;
    case RecordRouting::Kind::latency:
      made.region = routing.text();
      break;
    case RecordRouting::Kind::geolocation:
      if (routing.detail() == "continent") {
        made.geo_location = GeoLocation{.continent_code = routing.text()};
      } else {
        GeoLocation location{.country_code = routing.text()};
        if (!routing.detail().empty()) location.subdivision_code = routing.detail();
        made.geo_location = location;
      }
      break;
    case RecordRouting::Kind::proximity:
      made.geo_proximity_location = {{"AWSRegion", routing.text()}, {"Bias", routing.number()}};
      break;
    case RecordRouting::Kind::failover:
      made.failover = as<cfn::route53::RecordSetProps::Failover>(routing.text());
      break;
    case RecordRouting::Kind::multivalue:
      made.multi_value_answer = true;
      break;
  }
}

void DnsRecord::check(const DnsRecordProps& props) const {
  const bool is_alias = props.data.target() != nullptr || props.data.website() != nullptr;
  if (props.name.is_broken()) {
    error(codes::OT3320, "'" + std::string(props.name.text()) + "' is not a name for a record",
          "use labels of 1 to 63 letters, digits, hyphens and underscores, joined by dots");
  } else if (!name_.is_set()) {
    error(codes::OT3320, "the record has no name, and its zone's name is not known",
          "give a whole name, or import the zone by HostedZone::from_attributes");
  } else if (!is_in_zone_) {
    route53::refuse_of_zone(*this, props.name.text(), props.zone->zone_name().literal_text());
  }
  if (!props.data.broken_value().empty()) {
    error(codes::OT3321,
          "'" + std::string(props.data.broken_value()) + "' is no value of a record of the type " +
              std::string(props.data.type()),
          "give an address as its digits are written, and numbers of 0 to 65535");
  } else if (!is_alias && !props.data.values().is_set()) {
    error(codes::OT3321, "the record has no value", "give at least one value");
  }
  if (props.ttl.is_broken()) {
    error(codes::OT3322,
          "ttl is " + std::to_string(props.ttl.number()) + ", which is out of bounds",
          "it is 0 to 2147483647 seconds");
  }
  if (is_alias && props.ttl.is_set()) {
    error(codes::OT3323, "an alias has a `ttl`", "leave it out: that of the target counts");
  }
  if (!is_alias && props.evaluate_target_health) {
    error(codes::OT3323, "a record that is no alias evaluates the health of its target",
          "leave `evaluate_target_health` out, or give a `health_check`");
  }
  if (props.data.type() == "CNAME" && is_apex(name_, *props.zone)) {
    error(codes::OT3323, "a CNAME record has the name of its zone",
          "use an alias: RecordData::alias, or HostedZone::add_alias");
  }
  if (!props.routing.has_value()) {
    if (props.set_identifier.is_set()) {
      error(codes::OT3324, "the record has a `set_identifier` but no `routing`",
            "choose a `routing`, or leave `set_identifier` out");
    }
    return;
  }
  const RecordRouting& routing = *props.routing;
  const std::int64_t number = routing.number();
  const bool is_weight = routing.kind() == RecordRouting::Kind::weighted;
  if (is_weight && (number < 0 || number > 255)) {
    error(codes::OT3322, "weight is " + std::to_string(number) + ", which is out of bounds",
          "it is 0 to 255");
  }
  if (!is_weight && (number < -99 || number > 99)) {
    error(codes::OT3322, "bias is " + std::to_string(number) + ", which is out of bounds",
          "it is -99 to 99");
  }
  if (routing.kind() == RecordRouting::Kind::multivalue &&
      (is_alias || props.data.type() == "CNAME" || props.data.type() == "NS")) {
    error(codes::OT3324, "an alias, a CNAME or an NS record is to be one of several values",
          "choose another routing");
  }
}

}  // namespace omnitrack
