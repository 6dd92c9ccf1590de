#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "graph/network/interfaces.hpp"

namespace omnitrack::graph {

/// Adds the ports of a text, which blanks separate, each once.
void add_ports(std::string_view text, std::vector<Port>& ports);

/// The ports of what listens on others by its settings, such as the brokers of Kafka; nothing where
/// a resource is no such one.
std::optional<ListeningPorts> ports_by_settings(const Scene& scene,
                                                const tmpl::ResourceEntry& entry);

}  // namespace omnitrack::graph
