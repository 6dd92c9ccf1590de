#include <algorithm>
#include <array>
#include <charconv>

#include "graph/network/interfaces.hpp"
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
  constexpr std::array<EnginePort, 9> engines{{{"aurora-postgresql", "5432"},
                                               {"aurora", "3306"},
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

void add_port(std::string_view text, std::vector<Port>& ports) {
  Port port;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), port.number);
  if (read.ec == std::errc()) ports.push_back(std::move(port));
}

}  // namespace

std::vector<Port> ports_of(const Scene& scene, const ResourceEntry& entry,
                           const InterfaceKind& kind) {
  std::vector<Port> ports;
  const auto add_unique = [&ports](const std::string& text) {
    std::vector<Port> read;
    add_port(text, read);
    for (Port& each : read) {
      if (std::ranges::find(ports, each.number, &Port::number) == ports.end()) {
        ports.push_back(std::move(each));
      }
    }
  };
  bool has_unknown = false;
  for (const ValueAt& each : scene.values(entry, kind.port_ways)) {
    const auto text = scene.reader().text(each.node);
    has_unknown = has_unknown || !text;
    if (text) add_unique(*text);
  }
  if (entry.type_name == "AWS::ElasticLoadBalancingV2::LoadBalancer") {
    for (const ResourceEntry* each :
         scene.naming(entry, "AWS::ElasticLoadBalancingV2::Listener", "LoadBalancerArn")) {
      if (const auto text = scene.text(*each, "Port")) add_unique(*text);
    }
  }
  if (!ports.empty() || has_unknown) return ports;
  const std::string engine = scene.text(entry, "Engine|EngineFamily").value_or("");
  const std::string_view own = port_of_engine(support::to_lower(engine));
  std::string_view rest = own.empty() ? kind.ports : own;
  while (!rest.empty()) {
    const std::size_t blank = rest.find(' ');
    add_unique(std::string(rest.substr(0, blank)));
    rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
  }
  return ports;
}

}  // namespace omnitrack::graph
