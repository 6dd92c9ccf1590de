#include <algorithm>
#include <vector>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::for_each_at;
using meaning::known_text;
using meaning::may_have_more;
using meaning::Path;
using tmpl::Node;

namespace {

/// A domain name, maybe with `*` as its first label.
bool is_alias(std::string_view text) {
  const auto is_label_character = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  if (text.starts_with("*.")) text.remove_prefix(2);
  if (text.find('.') == std::string_view::npos) return false;
  while (true) {
    const std::size_t dot = text.find('.');
    const std::string_view label = text.substr(0, dot);
    if (label.empty() || label.front() == '-' || label.back() == '-' ||
        !std::ranges::all_of(label, is_label_character)) {
      return false;
    }
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

void check_target(const ServiceResource& resource, const Node& behavior, const Path& path,
                  const std::vector<std::string_view>& origins) {
  const Node* target_node = behavior.is_call() ? nullptr : behavior.find("TargetOriginId");
  const auto target = known_text(target_node);
  if (!target || std::ranges::find(origins, *target) != origins.end()) return;
  const Path at(path, "TargetOriginId");
  resource.context.report.error(codes::OT4670, *target_node, at,
                                "the distribution has no origin '" + std::string(*target) + "'",
                                did_you_mean(*target, origins));
}

}  // namespace

void check_distribution(const ServiceResource& resource) {
  const Node* config = find_value(&resource.properties, "DistributionConfig");
  if (config == nullptr || config->is_call()) return;
  const Path path(resource.path, "DistributionConfig");
  for_each_at(*config, "Aliases/*", path, [&resource](const Node& alias, const Path& at) {
    const auto text = known_text(&alias);
    if (!text || text->empty() || is_alias(*text)) return;
    resource.context.report.error(codes::OT4671, alias, at,
                                  "'" + std::string(*text) + "' is no domain name",
                                  "write a name such as 'www.example.com' or '*.example.com'");
  });

  std::vector<std::string_view> origins;
  bool are_complete = !may_have_more(*config);
  const auto add = [&](const Node& origin, const Path&) {
    const auto id = origin.is_call() ? std::nullopt : known_text(origin.find("Id"));
    if (id) origins.push_back(*id);
    are_complete = are_complete && id.has_value();
  };
  for_each_at(*config, "Origins/*", path, add);
  for_each_at(*config, "OriginGroups/Items/*", path, add);
  if (!are_complete || origins.empty()) return;
  for (const std::string_view way : {"DefaultCacheBehavior", "CacheBehaviors/*"}) {
    for_each_at(*config, way, path, [&](const Node& behavior, const Path& at) {
      check_target(resource, behavior, at, origins);
    });
  }
}

}  // namespace omnitrack::validate
