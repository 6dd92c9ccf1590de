// says: the_name_of_a_record_is_a_domain_name
#include <omnitrack/route53/hosted_zone.hpp>

void build(omnitrack::HostedZone& zone, const omnitrack::AliasTarget& target) {
#ifdef MISTAKE
  zone.add_alias("https://www", target);
#else
  zone.add_alias("www", target);
  zone.add_alias("", target);
#endif
}
