#include "diff/losses/expiration_rules.hpp"

#include <algorithm>

#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

using meaning::find_value;
using tmpl::Node;

class Reader {
 public:
  explicit Reader(const Node& rule) : rule_(rule) {
    read_.at = &rule;
    if (!rule.is(tmpl::Kind::map) || rule.is_call() || meaning::may_have_more(rule)) {
      read_.is_known = false;
    }
  }

  ExpirationRule read() {
    const auto status = text(rule_, "Status");
    read_.is_enabled = status != "Disabled";
    read_.prefix = text(rule_, "Prefix").value_or("");
    read_tags();
    read_.larger_than = number(rule_, "ObjectSizeGreaterThan").value_or(0);
    read_.smaller_than = number(rule_, "ObjectSizeLessThan");
    read_.days = number(rule_, "ExpirationInDays");
    read_.date = text(rule_, "ExpirationDate").value_or("");
    read_.noncurrent_days = number(rule_, "NoncurrentVersionExpirationInDays");
    read_noncurrent();
    return std::move(read_);
  }

 private:
  std::optional<std::string_view> text(const Node& map, std::string_view key) {
    const Node* value = find_value(&map, key);
    if (value == nullptr) return std::nullopt;
    const auto known = meaning::known_text(value);
    if (!known) read_.is_known = false;
    return known;
  }

  std::optional<std::int64_t> number(const Node& map, std::string_view key) {
    const Node* value = find_value(&map, key);
    if (value == nullptr) return std::nullopt;
    const auto known = meaning::known_integer(value);
    if (!known) read_.is_known = false;
    return known;
  }

  void read_tags() {
    const Node* tags = find_value(&rule_, "TagFilters");
    if (tags == nullptr) return;
    if (!tags->is(tmpl::Kind::list)) read_.is_known = false;
    for (const Node& each : tags->items()) {
      const auto key = text(each, "Key");
      const auto value = text(each, "Value");
      if (each.is_call() || !key || !value) {
        read_.is_known = false;
      } else {
        read_.tags.emplace(*key, *value);
      }
    }
  }

  void read_noncurrent() {
    const Node* noncurrent = find_value(&rule_, "NoncurrentVersionExpiration");
    if (noncurrent == nullptr) return;
    if (noncurrent->is_call()) read_.is_known = false;
    read_.noncurrent_days = number(*noncurrent, "NoncurrentDays");
    read_.kept_versions = number(*noncurrent, "NewerNoncurrentVersions").value_or(0);
  }

  const Node& rule_;
  ExpirationRule read_;
};

}  // namespace

ExpirationRule expiration_rule(const Node& rule) { return Reader(rule).read(); }

bool is_within(const ExpirationRule& rule, const ExpirationRule& other) {
  if (!rule.prefix.starts_with(other.prefix) || rule.larger_than < other.larger_than) return false;
  if (other.smaller_than && (!rule.smaller_than || *rule.smaller_than > *other.smaller_than)) {
    return false;
  }
  return std::ranges::all_of(other.tags, [&rule](const auto& tag) {
    const auto found = rule.tags.find(tag.first);
    return found != rule.tags.end() && found->second == tag.second;
  });
}

}  // namespace omnitrack::diff
