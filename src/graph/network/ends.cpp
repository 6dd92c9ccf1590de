#include "graph/network/ends.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "diff/security/add_new.hpp"
#include "graph/network/services.hpp"

namespace omnitrack::graph {

using meaning::IpNetwork;

namespace {

// What runs programs outside of any VPC, unless it is put into one.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
// https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
// https://docs.aws.amazon.com/apprunner/latest/dg/network-vpc.html
constexpr std::array<std::string_view, 6> free_types{
    "AWS::AppRunner::Service", "AWS::CodeBuild::Project",          "AWS::Glue::Job",
    "AWS::Lambda::Function",   "AWS::SageMaker::NotebookInstance", "AWS::Synthetics::Canary"};

// What connects or is connected to by means that are not looked into: on instances of a cluster,
// over a VPN, in a network of a service, by an accelerator.
constexpr std::array<std::string_view, 20> unmodelled_types{"AWS::Cloud9::EnvironmentEC2",
                                                            "AWS::DirectoryService::MicrosoftAD",
                                                            "AWS::EC2::ClientVpnEndpoint",
                                                            "AWS::EC2::CustomerGateway",
                                                            "AWS::EC2::VPNConnection",
                                                            "AWS::EC2::VerifiedAccessEndpoint",
                                                            "AWS::ECS::Service",
                                                            "AWS::EKS::FargateProfile",
                                                            "AWS::EKS::Nodegroup",
                                                            "AWS::EMR::Cluster",
                                                            "AWS::ElasticBeanstalk::Environment",
                                                            "AWS::GameLift::Fleet",
                                                            "AWS::GlobalAccelerator::Accelerator",
                                                            "AWS::Lightsail::Instance",
                                                            "AWS::NetworkFirewall::Firewall",
                                                            "AWS::Transfer::Server",
                                                            "AWS::VpcLattice::Resource",
                                                            "AWS::VpcLattice::Service",
                                                            "AWS::VpcLattice::ServiceNetwork",
                                                            "AWS::WorkSpaces::Workspace"};

EndKind kind_of(const End& end) {
  const std::string_view type = end.entry->type_name;
  if (end.interface_kind != nullptr) return EndKind::in_vpc;
  if (!end.subnets.empty()) return EndKind::subnet;
  if (type == "AWS::EFS::FileSystem") return EndKind::file_system;
  if (std::ranges::find(free_types, type) != free_types.end()) return EndKind::free;
  if (std::ranges::find(unmodelled_types, type) != unmodelled_types.end()) {
    return EndKind::unmodelled;
  }
  return end.service.empty() ? EndKind::none : EndKind::service;
}

/// Whether private addresses are some of a VPC of the templates, and not of a network elsewhere.
bool is_in_a_vpc(const Scene& scene, const Addresses& addresses) {
  if (is_public(*addresses.network)) return false;
  return std::ranges::any_of(
      scene.model().of_type("AWS::EC2::VPC"), [&](const tmpl::ResourceEntry* each) {
        const tmpl::Node* block = scene.find(*each, "CidrBlock");
        const Addresses all = block == nullptr ? Addresses() : read_addresses(scene, *block);
        return all.network && all.network->overlaps(*addresses.network);
      });
}

}  // namespace

std::vector<Group> End::groups() const {
  std::vector<Group> all;
  for (const Interface& each : interfaces) {
    for (const Group& group : each.groups) diff::add_new(all, group);
  }
  return all;
}

std::vector<std::vector<Spot>> End::spots() const {
  if (kind == EndKind::subnet) {
    std::vector<Spot> of_subnets;
    of_subnets.reserve(subnets.size());
    for (const tmpl::ResourceEntry* each : subnets) {
      of_subnets.push_back({.subnet = {.entry = each}, .shown = std::string(each->logical_id)});
    }
    return {std::move(of_subnets)};
  }
  std::map<std::size_t, std::vector<Spot>> places;
  for (const Interface& each : interfaces) {
    for (const SubnetOf& subnet : each.subnets) {
      places[each.place].push_back({.interface = &each,
                                    .subnet = subnet,
                                    .groups = each.groups,
                                    .shown = std::string(entry->logical_id)});
    }
  }
  std::vector<std::vector<Spot>> found;
  found.reserve(places.size());
  for (auto& [place, spots] : places) found.push_back(std::move(spots));
  return found;
}

std::vector<Addresses> outside_addresses(std::string_view name) {
  if (name == internet) return {whole_internet(false), whole_internet(true)};
  std::string text(name);
  if (text.find('/') == std::string::npos) {
    text += text.find(':') == std::string::npos ? "/32" : "/128";
  }
  const auto network = IpNetwork::parse(text);
  if (!network) return {};
  return {{.network = *network, .is_exact = true, .shown = std::string(name)}};
}

End end_of(const Scene& scene, std::string_view name) {
  End end{.outside = outside_addresses(name), .shown = std::string(name)};
  if (!end.outside.empty() && !is_in_a_vpc(scene, end.outside.front())) {
    end.kind = EndKind::outside;
    return end;
  }
  end.entry = scene.model().stacks().find(name);
  if (end.entry == nullptr || !scene.reader().exists(*end.entry)) return end;
  end.shown = std::string(end.entry->logical_id);
  end.service = endpoint_service(end.entry->type_name);
  end.interfaces = interfaces_of(scene, *end.entry);
  if (!end.interfaces.empty()) end.interface_kind = end.interfaces.front().kind;
  if (end.entry->type_name == "AWS::EC2::Subnet") end.subnets = {end.entry};
  if (end.entry->type_name == "AWS::EC2::VPC") {
    end.subnets = scene.naming(*end.entry, "AWS::EC2::Subnet", "VpcId");
  }
  end.kind = kind_of(end);
  return end;
}

}  // namespace omnitrack::graph
