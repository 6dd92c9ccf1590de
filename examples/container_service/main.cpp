// A web app in containers behind a load balancer, with a database that it alone can reach.

#include <omnitrack/omnitrack.hpp>

using namespace omnitrack;

namespace {

void build(App& app) {
  auto& stack = app.add(StackProps{.id = "Shop", .description = "A web app with a database"});
  auto& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 2, .nat_gateways = 1});
  auto& zone = HostedZone::from_attributes(
      stack, "Zone", {.zone_id = "Z0123456789ABCDEFGHIJ", .zone_name = "example.com"});
  auto& certificate = stack.add(CertificateProps{
      .id = "Certificate", .domain_name = "shop.example.com", .hosted_zone = zone});
  auto& database = stack.add(DatabaseInstanceProps{
      .id = "Database",
      .engine = DatabaseEngine::postgres("17.6"),
      .vpc = vpc,
      .database_name = "shop",
      .multi_az = true,
  });
  auto& service = stack.add(LoadBalancedFargateServiceProps{
      .id = "Service",
      .image = ContainerImage::registry("public.ecr.aws/nginx/nginx:stable"),
      .certificate = certificate,
      .domain_name = "shop.example.com",
      .environment = {{"DB_HOST", database.endpoint_address()}},
      .hosted_zone = zone,
      .internet_facing = true,
      .secrets = {{"DB_PASSWORD", ContainerSecret::secrets_manager(database.secret(), "password")}},
      .vpc = vpc,
  });
  database.connections().allow_from(service);
  service.auto_scale({.min = 2, .max = 10}).on_cpu(60);
  stack.add(OutputProps{.id = "Url", .value = service.url()});
}

}  // namespace

int main(int argc, char** argv) { return omnitrack::run(argc, argv, build); }
