#include "every_construct.hpp"

namespace every_construct {

void add_route53(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& zone = stack.add(HostedZoneProps{.id = "HostedZone", .zone_name = "example.com"});
  stack.add(DnsRecordProps{
      .id = "DnsRecord", .data = RecordData::a({"192.0.2.1"}), .zone = zone, .name = "www"});
  stack.add(HealthCheckProps{.id = "HealthCheck", .domain_name = "www.example.com"});
}

}  // namespace every_construct
