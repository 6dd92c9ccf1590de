// A static site on a CDN, with a certificate and records in a hosted zone.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Site", .region = "us-east-1"});
  auto& zone = HostedZone::from_attributes(
      stack, "Zone", {.zone_id = "Z0123456789ABCDEFGHIJ", .zone_name = "example.com"});
  auto& site = stack.add(StaticSiteProps{
      .id = "Site",
      .domain_names = {"example.com", "www.example.com"},
      .error_page = "/404.html",
      .hosted_zone = zone,
  });
  stack.add(OutputProps{.id = "Bucket", .value = site.bucket().name()});
  stack.add(OutputProps{.id = "Url", .value = site.url()});
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
