#include "validate/together/together_digest.hpp"

#include <algorithm>
#include <string_view>

#include "meaning/name_claims.hpp"

namespace omnitrack::validate {

namespace {

bool may_export(const tmpl::Member& output) {
  return tmpl::is_loop_key(output.key()) || output.value.find("Export") != nullptr;
}

bool connects_networks(std::string_view type) {
  return type.starts_with("AWS::EC2::VPCPeering") || type.starts_with("AWS::EC2::TransitGateway");
}

}  // namespace

TogetherDigest digest_of(const tmpl::Index& index) {
  TogetherDigest digest;
  const std::string_view text = index.source().text();
  digest.has_links = text.find("ImportValue") != std::string_view::npos ||
                     text.find("GetStackOutput") != std::string_view::npos ||
                     std::ranges::any_of(index.outputs(), may_export);
  for (const tmpl::ResourceEntry& resource : index.resources()) {
    const meaning::NamePrint print = meaning::name_print(resource);
    digest.has_links |= print.has_several || resource.type_name == "AWS::CloudFormation::Stack";
    digest.has_account |= resource.type_name == "AWS::ApiGateway::Account";
    digest.has_connections |= connects_networks(resource.type_name);
    if (print.has_name) digest.names.push_back(print.value);
  }
  return digest;
}

bool may_clash(const std::vector<TogetherDigest>& app) {
  if (std::ranges::count_if(app, &TogetherDigest::has_account) > 1) return true;
  std::vector<std::uint64_t> names;
  for (const TogetherDigest& each : app) {
    if (each.has_connections || (each.has_links && app.size() > 1)) return true;
    names.insert(names.end(), each.names.begin(), each.names.end());
  }
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

}  // namespace omnitrack::validate
