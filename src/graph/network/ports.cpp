#include <algorithm>
#include <array>

#include "graph/network/interfaces.hpp"
#include "graph/network/listeners.hpp"
#include "support/letters.hpp"

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

/// The port that an engine listens on where nobody says another one.
/// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
std::string_view port_of_engine(std::string_view engine) {
  struct EnginePort {
    std::string_view prefix;
    std::string_view port;
  };
  constexpr std::array<EnginePort, 8> engines{{{"aurora", "3306"},
                                               {"mysql", "3306"},
                                               {"mariadb", "3306"},
                                               {"postgres", "5432"},
                                               {"oracle", "1521"},
                                               {"sqlserver", "1433"},
                                               {"db2", "50000"},
                                               {"memcached", "11211"}}};
  for (const EnginePort& each : engines) {
    if (engine.starts_with(each.prefix)) return each.port;
  }
  return {};
}

}  // namespace

ListeningPorts ports_of(const Scene& scene, const ResourceEntry& entry, const InterfaceKind& kind) {
  ListeningPorts ports;
  bool has_unknown = false;
  for (const ValueAt& each : scene.values(entry, kind.port_ways)) {
    const auto text = scene.reader().text(each.node);
    has_unknown = has_unknown || !text;
    if (text) add_ports(*text, ports.sure);
  }
  if (entry.type_name == "AWS::ElasticLoadBalancingV2::LoadBalancer") {
    for (const ResourceEntry* each :
         scene.naming(entry, "AWS::ElasticLoadBalancingV2::Listener", "LoadBalancerArn")) {
      if (const auto text = scene.text(*each, "Port")) add_ports(*text, ports.sure);
    }
  }
  if (!ports.sure.empty() || has_unknown) return ports;
  if (auto by_settings = ports_by_settings(scene, entry)) return *std::move(by_settings);
  const std::string engine = scene.text(entry, "Engine|EngineFamily").value_or("");
  const std::string_view own = port_of_engine(support::to_lower(engine));
  add_ports(own.empty() ? kind.ports : own, ports.sure);
  return ports;
}

}  // namespace omnitrack::graph
