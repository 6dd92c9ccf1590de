#include "graph/network/ends.hpp"

#include <algorithm>

#include "graph/network/acls.hpp"
#include "graph/network/services.hpp"

namespace omnitrack::graph {

using meaning::IpNetwork;
using tmpl::ResourceEntry;

namespace {

// A load balancer may forward to another one, and that to a target.
constexpr int most_hops = 3;
constexpr std::size_t most_ports = 64;

const Port any_port{.protocol = "tcp", .number = 0};

/// The first of the best answers: others fail alike.
Answer best_of(std::vector<Answer> answers) {
  const auto best = std::ranges::max_element(answers, {}, &Answer::verdict);
  return best == answers.end() ? Answer() : std::move(*best);
}

bool lacks_address(const Answer& answer) {
  return std::ranges::any_of(answer.reasons, [](const Reason& each) {
    return each.kind == RuleKind::address && each.says == Verdict::no;
  });
}

/// Of the families of addresses the one that gets through, or else those that get furthest; of
/// these, one without an address is worth a word only where it stands alone.
Answer best_family(std::vector<Answer> families) {
  const auto hindrances = [](const Answer& each) {
    return std::ranges::count(each.reasons, Verdict::no, &Reason::says);
  };
  std::vector<Answer> best;
  for (Answer& each : families) {
    if (best.empty()) {
      best.push_back(std::move(each));
      continue;
    }
    const bool is_further =
        each.verdict > best.front().verdict ||
        (each.verdict == best.front().verdict && hindrances(each) < hindrances(best.front()));
    if (is_further) {
      best.front() = std::move(each);
    } else if (each.verdict == best.front().verdict && !lacks_address(each) &&
               hindrances(each) == hindrances(best.front())) {
      best.push_back(std::move(each));
    }
  }
  return any_of(std::move(best));
}

bool is_balancer(const End& end) {
  return end.interfaces.kind != nullptr && end.interfaces.kind->publicity == Publicity::scheme;
}

}  // namespace

std::vector<Spot> End::spots() const {
  if (kind == EndKind::subnet) {
    return {{.subnet = {.entry = entry}, .shown = std::string(entry->logical_id)}};
  }
  std::vector<Spot> found;
  for (const SubnetOf& each : interfaces.subnets) {
    found.push_back({.interfaces = &interfaces,
                     .subnet = each,
                     .groups = interfaces.groups,
                     .shown = std::string(entry->logical_id)});
  }
  return found;
}

std::vector<Addresses> outside_addresses(std::string_view name) {
  if (name == internet) return {whole_internet(false), whole_internet(true)};
  std::string text(name);
  if (text.find('/') == std::string::npos) {
    text += text.find(':') == std::string::npos ? "/32" : "/128";
  }
  const auto network = IpNetwork::parse(text);
  if (!network || !is_public(*network)) return {};
  return {{.network = *network, .is_exact = true, .shown = std::string(name)}};
}

End end_of(const Scene& scene, std::string_view name) {
  End end{.outside = outside_addresses(name), .shown = std::string(name)};
  if (!end.outside.empty()) {
    end.kind = EndKind::outside;
    return end;
  }
  end.entry = scene.model().stacks().find(name);
  if (end.entry == nullptr || !scene.reader().exists(*end.entry)) return end;
  end.shown = std::string(end.entry->logical_id);
  end.service = endpoint_service(end.entry->type_name);
  end.interfaces = interfaces_of(scene, *end.entry);
  if (end.interfaces.kind != nullptr) {
    end.kind = EndKind::in_vpc;
  } else if (end.entry->type_name == "AWS::EC2::Subnet") {
    end.kind = EndKind::subnet;
  } else if (end.entry->type_name == "AWS::Lambda::Function") {
    end.kind = EndKind::free;
  } else if (end.entry->type_name == "AWS::EFS::FileSystem") {
    end.kind = EndKind::file_system;
  } else if (!end.service.empty()) {
    end.kind = EndKind::service;
  }
  return end;
}

bool Connections::are_possible(const End& from, const End& to) {
  const bool opens = from.kind == EndKind::outside || from.kind == EndKind::in_vpc ||
                     from.kind == EndKind::subnet || from.kind == EndKind::free;
  return opens && to.kind != EndKind::none;
}

// A file system is reached at its mount targets.
// https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html
Answer Connections::at_mount_targets(const End& from, const End& to,
                                     const std::optional<Port>& port) const {
  std::vector<Answer> ways;
  for (const ResourceEntry* each :
       scene_.naming(*to.entry, "AWS::EFS::MountTarget", "FileSystemId")) {
    ways.push_back(reach(from, end_of(scene_, each->logical_id), port));
  }
  if (!ways.empty()) return any_of(std::move(ways));
  Answer none = open_answer();
  none.require(reason_of(RuleKind::address, Verdict::no, *to.entry, nullptr,
                         to.shown + " has no mount target"));
  return none;
}

Answer Connections::reach(const End& from, const End& to, const std::optional<Port>& port,
                          int hops) const {
  if (to.kind == EndKind::file_system) return at_mount_targets(from, to, port);
  std::vector<Answer> ways;
  for (const Port& each : ports_to_try(from, to, port)) {
    ways.push_back(directly(from, to, each));
    if (ways.back().verdict == Verdict::yes) return std::move(ways.back());
  }
  Answer direct = best_of(std::move(ways));
  if (to.entry == nullptr || hops == most_hops) return direct;
  std::vector<Answer> all{std::move(direct)};
  for (const Forwarder& each : forwarders_to(scene_, *to.entry)) {
    all.push_back(through(each, from, to, port, hops + 1));
  }
  return any_of(std::move(all));
}

std::vector<Port> Connections::open_ports(const End& from, const End& to) const {
  std::vector<Port> open;
  for (const Port& each : ports_to_try(from, to, std::nullopt)) {
    if (directly(from, to, each).verdict == Verdict::no) continue;
    if (each.number == 0) return {};
    open.push_back(each);
  }
  return open;
}

std::vector<Port> Connections::ports_to_try(const End& from, const End& to,
                                            const std::optional<Port>& port) const {
  if (port) return {*port};
  if (to.interfaces.kind == nullptr) return {any_port};
  std::vector<Port> ports = ports_of(scene_, *to.entry, *to.interfaces.kind);
  if (!ports.empty()) return ports;
  // A port passes if one does at which something that decides begins.
  add_ports_told_apart(scene_, to.interfaces.groups, true, ports);
  add_ports_told_apart(scene_, from.interfaces.groups, false, ports);
  for (const End* end : {&from, &to}) {
    for (const SubnetOf& each : end->interfaces.subnets) {
      if (each.entry != nullptr) add_ports_told_apart(scene_, *each.entry, ports);
    }
  }
  if (ports.empty()) ports.push_back(any_port);
  if (ports.size() > most_ports) ports.resize(most_ports);
  return ports;
}

Answer Connections::directly(const End& from, const End& to, const Port& port) const {
  Answer answer = open_answer();
  if (to.interfaces.kind != nullptr && !to.interfaces.kind->takes_connections &&
      from.kind != EndKind::in_vpc) {
    return from_internet_to_service(scene_, *to.entry, to.service);
  }
  switch (from.kind) {
    case EndKind::outside:
      return from_outside(from.outside, to, port);
    case EndKind::free:
      answer.require(
          reason_of(RuleKind::service, Verdict::yes, *from.entry, nullptr,
                    from.shown + " runs outside of any VPC, with a way to the internet"));
      if (to.kind == EndKind::outside) return answer;
      if (!to.service.empty()) {
        if (to.kind != EndKind::in_vpc) return answer;
        if (!to.interfaces.kind->takes_connections) return answer;
      }
      answer.require(from_outside({whole_internet(false)}, to, port));
      return answer;
    default:
      return from_vpc(from, to, port);
  }
}

Answer Connections::from_outside(const std::vector<Addresses>& from, const End& to,
                                 const Port& port) const {
  if (to.kind == EndKind::outside) return open_answer();
  if (to.kind == EndKind::service || to.kind == EndKind::free) {
    return from_internet_to_service(scene_, *to.entry, to.service);
  }
  std::vector<Answer> families;
  for (const Addresses& each : from) {
    std::vector<Answer> spots;
    for (const Spot& spot : to.spots()) spots.push_back(paths_.in(each, spot, port));
    // A load balancer has an address in each of its subnets, other resources in one of them.
    families.push_back(is_balancer(to)
                           ? any_of(std::move(spots))
                           : each_of(std::move(spots), "the subnet that " + to.shown + " is in"));
  }
  return best_family(std::move(families));
}

Answer Connections::from_vpc(const End& from, const End& to, const Port& port) const {
  const std::vector<Spot> targets = to.spots();
  const bool is_called =
      !to.service.empty() && (to.kind == EndKind::service || to.kind == EndKind::free ||
                              !to.interfaces.kind->takes_connections);
  std::vector<Answer> sources;
  for (const Spot& spot : from.spots()) {
    if (to.kind == EndKind::outside) {
      std::vector<Answer> families;
      for (const Addresses& each : to.outside) {
        families.push_back(paths_.out(spot, each, port));
      }
      sources.push_back(best_family(std::move(families)));
      continue;
    }
    if (is_called) {
      sources.push_back(to_service(scene_, paths_, spot, to.service));
      continue;
    }
    std::vector<Answer> cases;
    cases.reserve(targets.size());
    for (const Spot& target : targets) cases.push_back(paths_.within(spot, target, port));
    std::vector<Answer> ways{
        is_balancer(to) ? any_of(std::move(cases))
                        : each_of(std::move(cases), "the subnet that " + to.shown + " is in")};
    if (ways.front().verdict != Verdict::yes) {
      Answer around = paths_.out(spot, whole_internet(false), port);
      around.require(from_outside({whole_internet(false)}, to, port));
      if (around.verdict != Verdict::no) ways.push_back(std::move(around));
    }
    sources.push_back(any_of(std::move(ways)));
  }
  return each_of(std::move(sources), "the subnet that " + from.shown + " is in");
}

Answer Connections::through(const Forwarder& forwarder, const End& from, const End& to,
                            const std::optional<Port>& port, int hops) const {
  const End balancer = end_of(scene_, forwarder.balancer->logical_id);
  Answer answer = open_answer();
  const bool is_asked = !port || !forwarder.listens || port->number == forwarder.listens->number;
  if (!is_asked) return {};
  if (balancer.entry == from.entry && from.entry != nullptr) {
    answer.require(forwarder.step);
  } else {
    answer.require(reach(from, balancer, forwarder.listens, hops));
    answer.require(forwarder.step);
  }
  if (!forwarder.is_invocation) answer.require(forwarded(forwarder, from, balancer, to));
  return answer;
}

Answer Connections::forwarded(const Forwarder& forwarder, const End& from, const End& balancer,
                              const End& to) const {
  const Port port = forwarder.sends_to.value_or(any_port);
  std::vector<Answer> cases;
  for (const Spot& source : balancer.spots()) {
    for (const Spot& target : to.spots()) {
      Answer one;
      if (forwarder.keeps_client && from.kind == EndKind::outside) {
        // The target's rules see the client; those that name the balancer's groups see these.
        std::vector<Answer> clients;
        for (const Addresses& each : from.outside) {
          Answer client = open_answer();
          const Party party{.addresses = each, .groups = source.groups};
          if (!target.groups.empty()) {
            client.require(groups_let(scene_, target.groups, true, party, port));
          }
          clients.push_back(std::move(client));
        }
        one = best_of(std::move(clients));
      } else {
        one = paths_.within(source, target, port);
      }
      cases.push_back(std::move(one));
    }
  }
  return each_of(std::move(cases),
                 "the subnets that " + balancer.shown + " and " + to.shown + " are in");
}

}  // namespace omnitrack::graph
