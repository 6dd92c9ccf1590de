#include "import/removal_policies.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::importing {

namespace {

struct Policies {
  std::string_view enumerator;
  std::string_view deletion;
  std::string_view replacing;
};

constexpr std::array<Policies, 4> all_policies{
    Policies{"RemovalPolicy::destroy", "Delete", "Delete"},
    Policies{"RemovalPolicy::retain", "Retain", "Retain"},
    Policies{"RemovalPolicy::retain_except_on_create", "RetainExceptOnCreate", "Retain"},
    Policies{"RemovalPolicy::snapshot", "Snapshot", "Snapshot"}};

}  // namespace

std::string_view removal_policy_of(const tmpl::Node& resource) {
  const tmpl::Node* deletion = resource.find("DeletionPolicy");
  const tmpl::Node* replacing = resource.find("UpdateReplacePolicy");
  if (deletion == nullptr && replacing == nullptr) return unspecified_removal;
  if (deletion == nullptr || replacing == nullptr) return {};
  const auto found = std::ranges::find_if(all_policies, [&](const Policies& each) {
    return each.deletion == deletion->text() && each.replacing == replacing->text();
  });
  return found == all_policies.end() ? std::string_view() : found->enumerator;
}

}  // namespace omnitrack::importing
