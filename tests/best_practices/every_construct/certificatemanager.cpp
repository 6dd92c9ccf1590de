#include "every_construct.hpp"

namespace every_construct {

void add_certificatemanager(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(CertificateProps{
      .id = "Certificate", .domain_name = "www.example.com", .hosted_zone = in.zone});
}

}  // namespace every_construct
