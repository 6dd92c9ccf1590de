#include "meaning/copied_nodes.hpp"

#include <algorithm>
#include <functional>

namespace omnitrack::meaning {

namespace {

using tmpl::Member;
using tmpl::Node;

const Node* node_of(const Node& item) { return &item; }
const Node* node_of(const Member& member) { return &member.value; }

template <class Run>
const Node* first_of(const Run& run) {
  return node_of(run.copies.front());
}

template <class Run>
void sort_runs(std::vector<Run>& runs) {
  std::ranges::sort(runs, std::less<>(), first_of<Run>);
}

// Whether a node lies between the copies; most are no copies, and lie elsewhere.
template <class Run>
bool may_be_in(const std::vector<Run>& runs, const Node& node) {
  const std::less_equal<> is_not_behind;
  return !runs.empty() && is_not_behind(first_of(runs.front()), &node) &&
         is_not_behind(&node, node_of(runs.back().copies.back()));
}

template <class Run>
const Node* find_in(const std::vector<Run>& runs, const Node& copy) {
  if (!may_be_in(runs, copy)) return nullptr;
  const auto after = std::ranges::upper_bound(runs, &copy, std::less<>(), first_of<Run>);
  if (after == runs.begin()) return nullptr;
  const Run& run = *(after - 1);
  const auto at = std::ranges::lower_bound(run.copies, &copy, std::less<>(),
                                           [](const auto& each) { return node_of(each); });
  const bool is_found = at != run.copies.end() && node_of(*at) == &copy;
  return is_found ? node_of(run.from[at - run.copies.begin()]) : nullptr;
}

}  // namespace

void CopiedNodes::add(const Node& made, const Node& from) {
  if (made.count == 0) return;
  if (made.is(tmpl::Kind::list)) {
    items_.push_back({made.items(), from.first_item});
  } else {
    members_.push_back({made.members(), from.first_member});
  }
}

void CopiedNodes::sort() {
  sort_runs(items_);
  sort_runs(members_);
}

const Node* CopiedNodes::find(const Node& copy) const {
  const Node* const item = find_in(items_, copy);
  return item != nullptr ? item : find_in(members_, copy);
}

}  // namespace omnitrack::meaning
