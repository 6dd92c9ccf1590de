#include "graph/network/interfaces.hpp"
#include "graph/network/listeners.hpp"
#include "meaning/permission_facts.hpp"
#include "support/letters.hpp"

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

/// The ports that a resource listens on where nobody says others: those of its engine, or of its
/// type.
std::string_view own_ports(const Scene& scene, const ResourceEntry& entry) {
  const tmpl::Node* facts = meaning::permission_fact("ports", entry.type_name);
  if (facts == nullptr) return {};
  const tmpl::Node* engines = facts->find("of");
  const std::string engine =
      engines == nullptr
          ? std::string()
          : support::to_lower(scene.text(entry, meaning::fact_text(facts, "by")).value_or(""));
  if (!engine.empty()) {
    for (const tmpl::Member& each : engines->members()) {
      if (engine.starts_with(each.key())) return each.value.text();
    }
  }
  return meaning::fact_text(facts, "ports");
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
  add_ports(own_ports(scene, entry), ports.sure);
  return ports;
}

}  // namespace omnitrack::graph
