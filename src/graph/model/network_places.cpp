#include "graph/model/network_places.hpp"

#include <algorithm>

#include "meaning/cases.hpp"
#include "meaning/known.hpp"

namespace omnitrack::graph {

namespace {

constexpr std::string_view vpc_type = "AWS::EC2::VPC";
constexpr std::string_view group_type = "AWS::EC2::SecurityGroup";
constexpr std::string_view subnet_type = "AWS::EC2::Subnet";

std::string_view known_property(const Resource& resource, std::string_view name) {
  return meaning::known_text(meaning::find_value(resource.entry->properties, name)).value_or("");
}

// `a` of `!Sub "${AWS::Region}a"`.
std::string_view zone_letter(const tmpl::Node& zone) {
  constexpr std::string_view region = "${AWS::Region}";
  if (!zone.calls(tmpl::Function::sub)) return {};
  const std::string_view text = zone.argument().text();
  return text.starts_with(region) ? text.substr(region.size()) : std::string_view();
}

void read_zone(const Resource& subnet, SubnetPlace& place) {
  const tmpl::Node* zone = meaning::find_value(subnet.entry->properties, "AvailabilityZone");
  if (zone == nullptr) {
    place.title = "Any availability zone";
    return;
  }
  place.zone = meaning::written_text(*zone);
  place.title = "Availability zone";
  if (const auto text = meaning::known_text(zone)) {
    place.title = *text;
  } else if (zone->calls(tmpl::Function::select) && zone->argument().items().size() == 2) {
    const auto number = meaning::known_integer(&zone->argument().items()[0]);
    if (number) place.title += ' ' + std::to_string(*number + 1);
  } else if (const auto letter = zone_letter(*zone); !letter.empty()) {
    place.title.append(" ").append(letter);
  } else if (zone->calls(tmpl::Function::ref)) {
    place.title += ' ' + std::string(zone->argument().text());
  }
}

// Whether a property lists security groups that something carries: some are called `GroupSet`, or
// `Groups`, of a network interface.
bool carries_groups(std::string_view path) {
  return path.find("ecurityGroup") != std::string_view::npos ||
         path.find("GroupSet") != std::string_view::npos ||
         (path.find("NetworkInterfaces") != std::string_view::npos &&
          path.find("Groups") != std::string_view::npos);
}

class Finding {
 public:
  explicit Finding(const Graph& graph) : graph_(graph), places_{} {
    places_.subnets_of.resize(graph.resources.size());
    places_.vpc_of.resize(graph.resources.size(), nowhere);
    places_.are_given.resize(graph.resources.size());
  }

  NetworkPlaces find() {
    for (std::size_t i = 0; i < graph_.resources.size(); ++i) {
      const Resource& resource = graph_.resources[i];
      if (resource.is_in_given_subnets) places_.are_given[resource.owner] = true;
      if (resource.type() == vpc_type) places_.vpcs.push_back(i);
      if (resource.type() != subnet_type) continue;
      SubnetPlace& place = places_.subnets[i];
      read_zone(resource, place);
      place.cidr = known_property(resource, "CidrBlock");
    }
    read_tables();
    for (const Naming& each : graph_.namings) {
      if (type(each.target) == vpc_type) {
        if (type(each.user) == subnet_type) places_.subnets[each.user].vpc = each.target;
        if (type(each.user) == group_type) vpc_of_group_[each.user] = each.target;
      }
      note(each);
    }
    for (const Naming& each : graph_.namings) note_group(each);
    for (auto& [subnet, place] : places_.subnets) {
      const auto tier = tiers_.find(table_of_[subnet]);
      if (tier != tiers_.end()) place.tier = tier->second;
    }
    for (auto& each : places_.subnets_of) {
      std::ranges::sort(each);
      each.erase(std::unique(each.begin(), each.end()), each.end());
    }
    return std::move(places_);
  }

 private:
  [[nodiscard]] std::string_view type(std::size_t resource) const {
    return graph_.resources[resource].type();
  }

  // Which table a subnet uses, and what each table's routes lead to.
  void read_tables() {
    std::map<std::size_t, std::size_t> table_of_route;
    std::map<std::size_t, std::size_t> table_of_association;
    for (const Naming& each : graph_.namings) {
      if (type(each.target) != "AWS::EC2::RouteTable") continue;
      if (type(each.user) == "AWS::EC2::Route") table_of_route[each.user] = each.target;
      if (type(each.user) == "AWS::EC2::SubnetRouteTableAssociation") {
        table_of_association[each.user] = each.target;
      }
    }
    for (const Naming& each : graph_.namings) {
      if (const auto found = table_of_association.find(each.user);
          found != table_of_association.end() && type(each.target) == subnet_type) {
        table_of_[each.target] = found->second;
      }
      const auto route = table_of_route.find(each.user);
      if (route == table_of_route.end() || type(each.target) == "AWS::EC2::RouteTable") continue;
      if (each.how == meaning::Reference::How::depends_on) continue;
      Tier& tier = tiers_.try_emplace(route->second, Tier::closed).first->second;
      if (type(each.target) == "AWS::EC2::InternetGateway") tier = Tier::open;
      if (type(each.target) == "AWS::EC2::NatGateway" && tier == Tier::closed) {
        tier = Tier::outgoing;
      }
    }
  }

  void note(const Naming& each) {
    const Resource& user = graph_.resources[each.user];
    const std::size_t owner = user.owner;
    const bool is_box = type(owner) == vpc_type || type(owner) == subnet_type;
    if (is_box || each.how == meaning::Reference::How::depends_on) return;
    if (graph_.resources[owner].stack != graph_.resources[each.target].stack) return;
    if (type(each.target) == subnet_type) places_.subnets_of[owner].push_back(each.target);
    const bool is_of_network = user.type().starts_with("AWS::EC2::") ||
                               user.type().starts_with("AWS::ElasticLoadBalancing");
    if (type(each.target) == vpc_type && is_of_network) places_.vpc_of[owner] = each.target;
  }

  // What carries a security group stands in the VPC of that.
  void note_group(const Naming& each) {
    const Resource& user = graph_.resources[each.user];
    const Resource& group = graph_.resources[each.target];
    if (group.type() != group_type || user.type().starts_with(group_type)) return;
    if (user.stack != group.stack) return;
    const auto at = meaning::locate(user.entry->member->value, *each.at);
    if (!at || !carries_groups(at->path)) return;
    if (!places_.subnets_of[user.owner].empty() || places_.vpc_of[user.owner] != nowhere) return;
    if (const auto vpc = vpc_of_group_.find(each.target); vpc != vpc_of_group_.end()) {
      places_.vpc_of[user.owner] = vpc->second;
    } else if (meaning::find_value(group.entry->properties, "VpcId") != nullptr) {
      places_.are_given[user.owner] = true;
    }
  }

  const Graph& graph_;
  NetworkPlaces places_;
  std::map<std::size_t, std::size_t> table_of_;  // by subnet
  std::map<std::size_t, Tier> tiers_;            // by route table
  std::map<std::size_t, std::size_t> vpc_of_group_;
};

}  // namespace

NetworkPlaces find_network_places(const Graph& graph) { return Finding(graph).find(); }

}  // namespace omnitrack::graph
