#include "omnitrack/visitors/tag_policy.hpp"

#include <algorithm>
#include <string>

#include "report.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {

void TagPolicy::operator()(Resource& resource) const {
  if (!resource.is_taggable()) return;
  for (const RequiredTag& each : tags) {
    const std::string key(each.key.text());
    Value<Json> value = resource.tag(key);
    if (!value.is_set() && each.default_value.is_set()) {
      resource.add_tag(key, each.default_value);
      value = each.default_value;
    }
    if (!value.is_set()) {
      visitors::report(resource, only_warns, codes::OT3801, "it has no tag '" + key + "'",
                       "add it where the app, the stack or the construct is made: "
                       "add_tag(\"" +
                           key + "\", …)");
      continue;
    }
    if (each.values.empty() || !value.is_literal_text()) continue;
    const std::string_view text = value.literal_text();
    if (std::find(each.values.begin(), each.values.end(), text) != each.values.end()) continue;
    std::string allowed;
    for (const Text& one : each.values) {
      allowed += (allowed.empty() ? "" : ", ") + std::string(one.text());
    }
    visitors::report(resource, only_warns, codes::OT3802,
                     "the tag '" + key + "' is '" + std::string(text) + "'",
                     "it may be " + allowed);
  }
}

}  // namespace omnitrack
