#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "diff/refusals/refusal_check.hpp"
#include "diff/refusals/subnet_group_types.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

using meaning::only_value;
using tmpl::Node;

using tmpl::ResourceEntry;

/// Whether a value surely is none of another list: a literal, or a resource of the template.
bool is_surely_other(const tmpl::Index& index, const Node& value) {
  const std::string_view target = meaning::referred_id(value);
  return target.empty() ? meaning::known_text(&value).has_value()
                        : index.find_resource(target) != nullptr;
}

/// What of the old subnets goes.
struct Gone {
  std::size_t count = 0;
  bool is_all = false;
  bool is_sure = true;  ///< each of them is another than all of the new ones
};

Gone gone_subnets(const StackDiff& diff, const Node& before, const Node& after) {
  std::unordered_set<std::string> staying;
  for (const Node& each : after.items()) {
    if (!follows_replacement(diff, each)) staying.insert(meaning::canonical_text(each, {}));
  }
  Gone gone;
  for (const Node& old : before.items()) {
    if (staying.contains(meaning::canonical_text(old, {}))) continue;
    ++gone.count;
    gone.is_sure = gone.is_sure && is_surely_other(*diff.before, old);
  }
  gone.is_all = gone.count == before.items().size();
  gone.is_sure = gone.is_sure && std::ranges::all_of(after.items(), [&](const Node& each) {
                   return is_surely_other(*diff.after, each);
                 });
  return gone;
}

/// Of each resource, one that refers to it before and after the update.
class GroupUsers {
 public:
  explicit GroupUsers(const StackDiff& diff) {
    std::vector<meaning::Reference> references;
    meaning::collect_references(*diff.written_before(), references);
    for (const meaning::Reference& each : references) {
      if (each.is_from_output || each.how == meaning::Reference::How::depends_on) continue;
      const ResourceChange* change = diff.find(each.user);
      const bool stays = change == nullptr || (!change->leaves() && !change->is_replaced());
      if (stays) users_.emplace(each.target, each.user);
    }
  }

  /// Empty where none is known.
  [[nodiscard]] std::string_view of(std::string_view group) const {
    const auto found = users_.find(group);
    return found == users_.end() ? std::string_view() : found->second;
  }

 private:
  std::unordered_map<std::string_view, std::string_view> users_;
};

const Node* list_of_subnets(const tmpl::Index& index, const ResourceEntry& group) {
  const Node* subnets = only_value(index, group, subnets_of_group);
  return subnets != nullptr && subnets->is(tmpl::Kind::list) ? subnets : nullptr;
}

Gone gone_from(const StackDiff& diff, const ResourceChange& group) {
  const Node* before = list_of_subnets(*diff.before, *group.before);
  const Node* after = list_of_subnets(*diff.after, *group.after);
  return before == nullptr || after == nullptr ? Gone() : gone_subnets(diff, *before, *after);
}

void report(const RefusalCheck& check, const Gone& gone, std::string_view user) {
  const std::string who = user.empty() ? "what uses the group" : "'" + std::string(user) + "'";
  check.report(codes::OT5140,
               {.path = meaning::property_path(subnets_of_group),
                .what = gone.is_all ? "all subnets of the group go, and " + who + " is in them"
                                    : who + " may be in a subnet of the group that goes",
                .hint = "leave the old subnets in the group as long as something is in them; to "
                        "move it, make it anew in another group",
                .is_certain = gone.is_all && gone.is_sure && !user.empty()});
}

}  // namespace

void refuse_subnets_in_use(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    std::optional<GroupUsers> users;
    for (const ResourceChange& each : diff.resources) {
      if (!is_subnet_group(each.type_name) || !has_both_sides(each)) continue;
      // What is surely replaced is made anew.
      if (each.action == Action::replace) continue;
      const Gone gone = gone_from(diff, each);
      if (gone.count == 0) continue;
      if (!users) users.emplace(diff);
      report({diff, each, stack, refusals}, gone, users->of(each.logical_id));
    }
  }
}

}  // namespace omnitrack::diff
