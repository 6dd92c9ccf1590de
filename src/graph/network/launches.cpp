#include "graph/network/launches.hpp"

#include <algorithm>
#include <array>

#include "diff/security/add_new.hpp"

namespace omnitrack::graph {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// Where a launch finds its settings: the first place that has one decides.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-templates.html
struct Launch {
  std::vector<ValueAt> places;
  std::string unknown = {};  ///< the launch template that is not in the templates; or empty
};

constexpr std::string_view launch_template = "AWS::EC2::LaunchTemplate";

/// Where the launch templates of a type are named, as a map with an id or a name.
struct NamesTemplates {
  std::string_view type;
  std::string_view ways;
};

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ and the type's page
constexpr std::array<NamesTemplates, 4> names_of_templates{{
    {"AWS::EC2::Instance", "LaunchTemplate"},
    {"AWS::AutoScaling::AutoScalingGroup",
     "LaunchTemplate|MixedInstancesPolicy/LaunchTemplate/LaunchTemplateSpecification|"
     "MixedInstancesPolicy/LaunchTemplate/Overrides/*/LaunchTemplateSpecification"},
    {"AWS::EC2::EC2Fleet", "LaunchTemplateConfigs/*/LaunchTemplateSpecification"},
    {"AWS::EC2::SpotFleet",
     "SpotFleetRequestConfigData/LaunchTemplateConfigs/*/LaunchTemplateSpecification"},
}};

/// The data of the launch template that a specification names; nothing where it is elsewhere.
std::optional<ValueAt> data_of(const Scene& scene, const ValueAt& specification) {
  for (const ValueAt& each :
       scene.values_below(specification, "LaunchTemplateId>|LaunchTemplateName>")) {
    if (each.in->type_name != launch_template) continue;
    const Node* data = scene.find(*each.in, "LaunchTemplateData");
    if (data != nullptr) return ValueAt{each.in, data};
  }
  return std::nullopt;
}

/// The launches that a resource may make, by one launch template or another.
std::vector<Launch> launches_of(const Scene& scene, const ResourceEntry& entry) {
  const ValueAt own{&entry, entry.properties};
  std::vector<Launch> launches;
  const auto names = std::ranges::find(names_of_templates, entry.type_name, &NamesTemplates::type);
  for (const ValueAt& each : scene.values(entry, names->ways)) {
    const auto data = data_of(scene, each);
    if (data) {
      launches.push_back({.places = {own, *data}});
    } else {
      launches.push_back({.places = {own},
                          .unknown = "the launch template of " + std::string(entry.logical_id) +
                                     ", which is not in the templates"});
    }
  }
  for (const ValueAt& each : scene.values(
           entry, "LaunchConfigurationName>|SpotFleetRequestConfigData/LaunchSpecifications/*")) {
    launches.push_back({.places = {own, each}});
  }
  if (launches.empty()) launches.push_back({.places = {own}});
  return launches;
}

/// What the first place has that has any.
std::vector<ValueAt> first_of(const Scene& scene, const Launch& launch, std::string_view ways) {
  for (const ValueAt& each : launch.places) {
    std::vector<ValueAt> found = scene.values_below(each, ways);
    if (!found.empty()) return found;
  }
  return {};
}

/// The subnets that a group or a fleet chooses from, which it puts in place of a template's.
constexpr std::string_view subnets_of_all =
    "VPCZoneIdentifier|LaunchTemplateConfigs/*/Overrides/*/SubnetId|"
    "SpotFleetRequestConfigData/LaunchTemplateConfigs/*/Overrides/*/SubnetId";

void add_groups(const Scene& scene, const std::vector<ValueAt>& named, Interface& to) {
  for (const ValueAt& each : named) {
    const bool is_map = each.node->is(tmpl::Kind::map) && !each.node->is_call();
    if (!is_map) diff::add_new(to.groups, read_group(scene, *each.node));
  }
}

class CardReader {
 public:
  CardReader(const Scene& scene, const ResourceEntry& entry, const InterfaceKind& kind)
      : scene_(scene), entry_(entry), kind_(kind) {}

  std::vector<Interface> read() {
    std::size_t last = 0;
    for (const Launch& each : launches_of(scene_, entry_)) {
      last = std::max(last, add_launched(each));
    }
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network-interface-attachments.html
    for (const ResourceEntry* each :
         scene_.naming(entry_, "AWS::EC2::NetworkInterfaceAttachment", "InstanceId")) {
      const ValueAt at{each, scene_.find(*each, "NetworkInterfaceId")};
      if (at.node != nullptr) add_existing(at, ++last);
    }
    return std::move(found_);
  }

 private:
  Interface& add(std::size_t place) {
    Interface& one = found_.emplace_back();
    one.kind = &kind_;
    one.of = &entry_;
    one.place = place;
    return one;
  }

  /// Adds what a launch makes, and returns the last of their places.
  std::size_t add_launched(const Launch& launch) {
    const std::vector<ValueAt> items = first_of(scene_, launch, "NetworkInterfaces/*");
    if (items.empty()) {
      Interface& one = add(0);
      add_subnets(launch, nullptr, one);
      take_public(first_of(scene_, launch, "AssociatePublicIpAddress"), launch, one);
      one.ipv6 = first_of(scene_, launch, "Ipv6AddressCount|Ipv6Addresses");
      take_groups(launch, one);
      return 0;
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      const ValueAt& item = items[i];
      const Node* existing = scene_.reader().find(item.node, "NetworkInterfaceId");
      if (existing != nullptr) {
        add_existing({item.in, existing}, i);
        continue;
      }
      Interface& one = add(i);
      add_subnets(launch, &item, one);
      add_groups(scene_, scene_.values_below(item, "GroupSet|Groups"), one);
      if (one.groups.empty()) take_groups(launch, one);
      take_public(scene_.values_below(item, "AssociatePublicIpAddress"), launch, one);
      one.ipv6 = scene_.values_below(item, "Ipv6AddressCount|Ipv6Addresses");
      // https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html
      one.may_get_public = items.size() == 1;
    }
    return items.size() - 1;
  }

  void add_existing(const ValueAt& named, std::size_t place) {
    Interface& one = add(place);
    one.own = scene_.named(named.node, "AWS::EC2::NetworkInterface");
    one.may_get_public = false;
    if (one.own == nullptr) {
      one.subnets.push_back({.unknown = scene_.unknown_of(*named.node)});
      return;
    }
    add_subnets_of(scene_.values(*one.own, "SubnetId"), one);
    add_groups(scene_, scene_.values(*one.own, "GroupSet"), one);
    one.ipv6 = scene_.values(*one.own, "Ipv6AddressCount|Ipv6Addresses");
  }

  void add_subnets(const Launch& launch, const ValueAt* item, Interface& to) {
    std::vector<ValueAt> named = scene_.values_below(launch.places.front(), subnets_of_all);
    if (named.empty() && item != nullptr) named = scene_.values_below(*item, "SubnetId");
    if (named.empty()) named = first_of(scene_, launch, "SubnetId");
    add_subnets_of(named, to);
  }

  void add_subnets_of(const std::vector<ValueAt>& named, Interface& to) {
    for (const ValueAt& each : named) add_subnet(scene_, *each.node, to);
  }

  void take_groups(const Launch& launch, Interface& to) const {
    add_groups(scene_, first_of(scene_, launch, group_ways), to);
    if (!to.groups.empty() || launch.unknown.empty()) return;
    to.groups.push_back({.key = launch.unknown,
                         .shown = "the groups of " + launch.unknown,
                         .unknown = launch.unknown});
  }

  static void take_public(const std::vector<ValueAt>& said, const Launch& launch, Interface& to) {
    if (!said.empty()) {
      to.says_public = said.front();
    } else {
      to.public_unknown = launch.unknown;
    }
  }

  static constexpr std::string_view group_ways =
      "SecurityGroupIds|SecurityGroups|SecurityGroups/*/GroupId";

  const Scene& scene_;
  const ResourceEntry& entry_;
  const InterfaceKind& kind_;
  std::vector<Interface> found_;
};

}  // namespace

bool launches_instances(const InterfaceKind& kind) {
  return std::ranges::find(names_of_templates, kind.type, &NamesTemplates::type) !=
         names_of_templates.end();
}

std::vector<Interface> interfaces_of_launched(const Scene& scene, const ResourceEntry& entry,
                                              const InterfaceKind& kind) {
  return CardReader(scene, entry, kind).read();
}

}  // namespace omnitrack::graph
