#include <array>

#include "diff/losses/loss_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "template/parse.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::for_each_pair;
using meaning::property_path;
using meaning::same_case;
using meaning::same_meaning;

namespace {

/// A property whose text is a policy of its own, by which the service deletes.
struct ExpiryPolicy {
  std::string_view type;
  std::string_view way;
  std::string_view data;
};

constexpr std::array<ExpiryPolicy, 2> policies{{
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
    {"AWS::ECR::Repository", "LifecyclePolicy/LifecyclePolicyText", "images"},
    // https://docs.aws.amazon.com/mediastore/latest/ug/policies-object-lifecycle.html
    {"AWS::MediaStore::Container", "LifecyclePolicy", "objects"},
}};

/// Whether two JSON texts say the same.
bool same_json(std::string_view left, std::string_view right) {
  tmpl::Template one("policy", std::string(left));
  tmpl::Template other("policy", std::string(right));
  if (!tmpl::parse_json(one).empty() || !tmpl::parse_json(other).empty()) return left == right;
  return same_meaning(one.root(), other.root(), {});
}

bool says_the_same(const Case& before, const Case& after) {
  if (same_case(before, after)) return true;
  const auto left = meaning::known_text(before.value);
  const auto right = meaning::known_text(after.value);
  return left && right && same_json(*left, *right);
}

}  // namespace

void find_changed_expiry_policy(const LossCheck& check) {
  for (const ExpiryPolicy& each : policies) {
    if (each.type != check.change.type_name) continue;
    for_each_pair(check.before(each.way), check.after(each.way),
                  [&](const Case& before, const Case& after, bool is_always) {
                    if (after.value == nullptr || says_the_same(before, after)) return;
                    const bool is_new = before.value == nullptr && before.is_seen;
                    check.report(property_path(each.way),
                                 std::string(each.data) +
                                     (is_new ? " that the policy lets expire"
                                             : " that the policy lets expire and did not before"),
                                 "see what it expires by a preview of the policy",
                                 is_new && is_always);
                  });
  }
}

}  // namespace omnitrack::diff
