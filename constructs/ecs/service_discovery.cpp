#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/cfn/servicediscovery.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ecs/ecs_service.hpp>

namespace omnitrack {

// Tasks with a network of their own register their addresses, so the records are of the type A;
// others register a port of their instance, which takes records of the type SRV. A namespace
// without DNS has none.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
void EcsService::register_tasks(const ServiceDiscovery& discovery) {
  namespace discovery_service = cfn::servicediscovery::service;
  if (!cluster_->namespace_arn().is_set()) {
    error(codes::OT3423, "the service is found in no namespace",
          "set `service_namespace` of the cluster, with the VPC whose DNS answers for it");
    return;
  }
  auto& made = add(cfn::servicediscovery::ServiceProps{
      .id = child("Discovery"),
      .name = discovery.name.text(),
      .namespace_id = cluster_->namespace_arn(),
  });
  if (cluster_->has_dns_namespace()) {
    made.props.dns_config = discovery_service::DnsConfig{
        .dns_records = {discovery_service::DnsRecord{
            .ttl = as<double>(discovery.ttl.is_set() ? discovery.ttl : Value<std::int64_t>(60)),
            .type = task_definition_->has_own_network() ? "A" : "SRV"}},
    };
    made.props.health_check_custom_config =
        discovery_service::HealthCheckCustomConfig{.failure_threshold = 1.0};
  }
  cfn::ecs::service::ServiceRegistry registry{.registry_arn = made.attr_arn()};
  const Container* container = task_definition_->default_container();
  if (!task_definition_->has_own_network() && container != nullptr && !container->ports.empty()) {
    registry.container_name = container->name.value();
    registry.container_port = container->ports[0].port.value();
  }
  resource_->props.service_registries = {registry};
}

}  // namespace omnitrack
