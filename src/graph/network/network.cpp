#include "graph/network/network.hpp"

#include <map>
#include <utility>

#include "graph/network/connections.hpp"

namespace omnitrack::graph {

class Network::Engine {
 public:
  explicit Engine(const Stacks& stacks) : model_(stacks), named_(named_networks(stacks.index())) {}

  [[nodiscard]] Model& model() { return model_; }

  /// Whether something holds of an end in some scenario.
  bool is_any(std::string_view name, const std::function<bool(const End&)>& test) {
    bool found = false;
    in_each_scenario(model_, [&](const diff::Reader& reader) {
      found = found || test(end_of(Scene(model_, reader), name));
      return open_answer();
    });
    return found;
  }

  std::optional<Answer> reach(std::string_view from, std::string_view to,
                              const std::optional<Port>& port) {
    bool is_possible = false;
    Answer answer = in_each_scenario(model_, [&](const diff::Reader& reader) {
      const Scene scene(model_, reader);
      const End source = end_of(scene, from);
      const End target = end_of(scene, to);
      Answer one;
      if (!Connections::are_possible(source, target)) {
        for (const End* each : {&source, &target}) {
          if (each->kind != EndKind::none || each->entry == nullptr) continue;
          one.require(reason_of(RuleKind::service, Verdict::no, *each->entry, nullptr,
                                std::string(each->entry->logical_id) + " is not there"));
        }
        return one;
      }
      is_possible = true;
      return Connections(scene, named_).reach(source, target, port);
    });
    if (!is_possible) return std::nullopt;
    return answer;
  }

  std::vector<Port> open_ports(std::string_view from, std::string_view to) {
    std::map<std::pair<int, std::string>, Port> ports;
    in_each_scenario(model_, [&](const diff::Reader& reader) {
      const Scene scene(model_, reader);
      const End source = end_of(scene, from);
      const End target = end_of(scene, to);
      if (Connections::are_possible(source, target)) {
        for (Port& each : Connections(scene, named_).open_ports(source, target)) {
          ports.emplace(std::pair(each.number, each.protocol), std::move(each));
        }
      }
      return open_answer();
    });
    std::vector<Port> found;
    found.reserve(ports.size());
    for (auto& [key, port] : ports) found.push_back(std::move(port));
    return found;
  }

 private:
  Model model_;
  std::vector<meaning::IpNetwork> named_;
};

Network::Network(const Stacks& stacks) : engine_(std::make_unique<Engine>(stacks)) {}
Network::~Network() = default;

std::size_t Network::tries() const { return engine_->model().tries(); }

bool Network::has(std::string_view end) const {
  return engine_->is_any(end, [](const End& each) { return each.kind != EndKind::none; });
}

bool Network::takes_connections(std::string_view resource) const {
  return engine_->is_any(resource, [](const End& each) {
    return each.kind == EndKind::file_system || each.kind == EndKind::unmodelled ||
           (each.kind == EndKind::in_vpc && each.takes_connections());
  });
}

bool Network::leads_on(std::string_view resource) const {
  return engine_->is_any(resource, [](const End& each) {
    const bool only_answers =
        each.interface_kind != nullptr && each.interface_kind->opens == Opening::nothing;
    return each.kind != EndKind::subnet && !only_answers;
  });
}

std::optional<Answer> Network::reach(std::string_view from, std::string_view to,
                                     std::optional<Port> port) const {
  return engine_->reach(from, to, port);
}

std::vector<Port> Network::open_ports(std::string_view from, std::string_view to) const {
  return engine_->open_ports(from, to);
}

std::vector<Reached> Network::open_to_the_world() const {
  std::vector<Reached> found;
  for (const tmpl::ResourceEntry& each : engine_->model().index().resources()) {
    if (each.type_name == "AWS::EC2::VPC") continue;
    auto answer = reach(internet, each.logical_id);
    if (answer && answer->verdict != Verdict::no) {
      found.push_back({std::string(each.logical_id), std::move(*answer)});
    }
  }
  return found;
}

std::vector<Reached> Network::ways_out() const {
  std::vector<Reached> found;
  for (const tmpl::ResourceEntry* each : engine_->model().of_type("AWS::EC2::Subnet")) {
    auto answer = reach(each->logical_id, internet);
    if (answer) found.push_back({std::string(each->logical_id), std::move(*answer)});
  }
  return found;
}

std::vector<Reached> Network::who_reaches(std::string_view to) const {
  std::vector<Reached> found;
  const auto add = [&](std::string_view from) {
    auto answer = from == to ? std::nullopt : reach(from, to);
    if (answer && answer->verdict != Verdict::no) {
      found.push_back({std::string(from), std::move(*answer)});
    }
  };
  add(internet);
  for (const tmpl::ResourceEntry& each : engine_->model().index().resources()) {
    const bool is_nobody =
        each.type_name == "AWS::EC2::Subnet" || each.type_name == "AWS::EC2::VPC";
    if (!is_nobody) add(each.logical_id);
  }
  return found;
}

}  // namespace omnitrack::graph
