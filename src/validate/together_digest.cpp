#include "validate/together_digest.hpp"

#include <algorithm>
#include <initializer_list>

#include "validate/services/name_claims.hpp"

namespace omnitrack::validate {

namespace {

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

TogetherDigest digest_of(const tmpl::Index& index) {
  TogetherDigest digest;
  const std::string_view text = index.source().text();
  digest.has_links = has_any(text, {"ImportValue", "Export", "AWS::CloudFormation::Stack"});
  digest.has_connections = has_any(text, {"AWS::EC2::VPCPeering", "AWS::EC2::TransitGateway"});
  for (const tmpl::ResourceEntry& resource : index.resources()) {
    const NamePrint print = name_print(resource);
    digest.has_links |= print.has_several;
    if (print.has_name) digest.names.push_back(print.value);
  }
  return digest;
}

bool may_clash(const std::vector<TogetherDigest>& app) {
  std::vector<std::uint64_t> names;
  for (const TogetherDigest& each : app) {
    if (each.has_connections || (each.has_links && app.size() > 1)) return true;
    names.insert(names.end(), each.names.begin(), each.names.end());
  }
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

}  // namespace omnitrack::validate
