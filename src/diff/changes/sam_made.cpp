#include "diff/changes/sam_made.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "meaning/sam/expansion.hpp"

namespace omnitrack::diff {

namespace {

using meaning::sam::Expansion;
using meaning::sam::Made;
using tmpl::Index;
using Lists = std::map<std::string_view, std::vector<std::string>>;

constexpr std::size_t most_named = 4;

bool is_changed_sam(const ResourceChange& change) {
  return change.before != nullptr && change.after != nullptr &&
         change.before->type_name.starts_with("AWS::Serverless::");
}

/// What one template makes and the other one neither makes nor has, by whom it is made.
Lists made_by_one(const Expansion& one, const Index& index, const Expansion& other,
                  const Index& other_index) {
  std::set<std::string_view> there;
  for (const Made& each : other.all()) there.insert(each.logical_id);
  Lists lists;
  for (const Made& each : one.all()) {
    if (there.contains(each.logical_id) || other_index.find_resource(each.logical_id) != nullptr) {
      continue;
    }
    lists[index.resources()[each.source].logical_id].push_back(std::string(each.logical_id) + " (" +
                                                               std::string(each.type) + ")");
  }
  return lists;
}

std::string listed_made(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most_named); ++i) {
    text.append(i == 0 ? "" : ", ").append(names[i]);
  }
  if (names.size() > most_named) {
    text += " and " + std::to_string(names.size() - most_named) + " more";
  }
  return text;
}

void add_list(ResourceChange& change, const Lists& lists, std::string_view words) {
  const auto found = lists.find(change.logical_id);
  if (found != lists.end()) change.add_reason(std::string(words) + listed_made(found->second));
}

}  // namespace

void tell_of_made(StackDiff& diff) {
  if (diff.before == nullptr || diff.after == nullptr) return;
  if (std::ranges::none_of(diff.resources, is_changed_sam)) return;
  const Index& before = *diff.written_before();
  const Index& after = *diff.written_after();
  const Expansion was(before);
  const Expansion is(after);
  const Lists gone = made_by_one(was, before, is, after);
  const Lists come = made_by_one(is, after, was, before);
  for (ResourceChange& each : diff.resources) {
    if (!is_changed_sam(each)) continue;
    add_list(each, gone, "SAM's transform no longer makes ");
    add_list(each, come, "SAM's transform newly makes ");
  }
}

}  // namespace omnitrack::diff
