#include "cluster_node.hpp"

#include <exception>
#include <utility>

namespace omnitrack::cache {

namespace {

// A line of INFO; https://valkey.io/commands/info/
std::string line_of_info(std::string_view info, std::string_view name) {
  const std::string begin = "\r\n" + std::string(name) + ":";
  const std::size_t found = info.find(begin);
  if (found == std::string_view::npos) return {};
  info.remove_prefix(found + begin.size());
  return std::string(info.substr(0, info.find('\r')));
}

}  // namespace

Configuration configuration_of_node(const Configuration& configuration, const Endpoint& endpoint) {
  Configuration made = configuration;
  made.host = endpoint.host;
  made.port = endpoint.port;
  return made;
}

ClusterNode::ClusterNode(const Configuration& configuration, Endpoint endpoint,
                         const std::optional<TlsContext>& tls)
    : endpoint_(std::move(endpoint)),
      configuration_(configuration_of_node(configuration, endpoint_)),
      client_(configuration_, std::make_unique<Pool>(configuration_, tls)) {}

std::string ClusterNode::zone(Deadline limit) {
  std::unique_lock lock(zone_mutex_);
  if (zone_) return *zone_;
  // Whoever comes while another asks does without.
  if (is_learning_zone_ || zone_not_before_.left() > std::chrono::nanoseconds(0)) return {};
  is_learning_zone_ = true;
  lock.unlock();
  std::optional<std::string> learned = learn_zone(limit);
  lock.lock();
  is_learning_zone_ = false;
  zone_ = std::move(learned);
  if (!zone_) {
    zone_not_before_ = Deadline(Deadline::Clock::now() + configuration_.cluster.refresh_after);
  }
  return zone_.value_or(std::string());
}

std::optional<std::string> ClusterNode::learn_zone(Deadline limit) {
  if (configuration_.cluster.zone_of) {
    try {
      return configuration_.cluster.zone_of(endpoint_.host, endpoint_.port);
    } catch (const std::exception&) {
      return std::nullopt;
    }
  }
  const Commands command{"INFO", "server"};
  auto replies = client_.receive(client_.send(command, limit));
  if (!replies || !replies->front().is(Reply::Kind::text)) return std::nullopt;
  return line_of_info(replies->front().text, "availability_zone");
}

}  // namespace omnitrack::cache
