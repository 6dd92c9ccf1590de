#include "diff/changes/hidden_values.hpp"

#include <algorithm>

#include "diff/changes/changes.hpp"
#include "meaning/given_template.hpp"
#include "meaning/no_echo.hpp"

namespace omnitrack::diff {

using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr Node hidden_value{.kind = Kind::string,
                            .count = static_cast<std::uint32_t>(meaning::hidden_text.size()),
                            .characters = meaning::hidden_text.data()};

bool is_value_key(std::string_view key) { return key == "Default" || key == meaning::given_key; }

std::shared_ptr<const HiddenParameter> with_hidden_default(const Node& parameter) {
  const auto members = parameter.members();
  auto hidden = std::make_shared<HiddenParameter>();
  hidden->members.assign(members.begin(), members.end());
  for (Member& each : hidden->members) {
    if (!is_value_key(each.key())) continue;
    const std::uint32_t begin = each.value.begin;
    each.value = hidden_value;
    each.value.begin = each.value.end = begin;
  }
  hidden->parameter = parameter;
  hidden->parameter.has_key_table = false;
  hidden->parameter.first_member = hidden->members.data();
  return hidden;
}

}  // namespace

void hide_defaults(EntryChange& parameter,
                   std::vector<std::shared_ptr<const HiddenParameter>>& kept) {
  const auto hides = [](const Node* each) { return each != nullptr && meaning::is_no_echo(*each); };
  if (!hides(parameter.before) && !hides(parameter.after)) return;
  for (const Node** each : {&parameter.before, &parameter.after}) {
    if (*each == nullptr) continue;
    kept.push_back(with_hidden_default(**each));
    *each = &kept.back()->parameter;
  }
  for (Change& each : parameter.changes) {
    if (!each.path.starts_with('/') || !is_value_key(std::string_view(each.path).substr(1))) {
      continue;
    }
    if (each.before != nullptr) each.before = &hidden_value;
    if (each.after != nullptr) each.after = &hidden_value;
  }
}

}  // namespace omnitrack::diff
