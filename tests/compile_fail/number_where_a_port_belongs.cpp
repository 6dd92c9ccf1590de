// says: say_the_protocol_as_in_Port_tcp_443
#include <omnitrack/ec2/security_group.hpp>

void build(omnitrack::SecurityGroup& group) {
#ifdef MISTAKE
  group.allow_from("10.0.0.0/8", 443);
#else
  group.allow_from("10.0.0.0/8", omnitrack::Port::tcp(443));
#endif
}
