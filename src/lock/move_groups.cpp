#include "lock/move_groups.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "support/paths.hpp"

namespace omnitrack::lock {

namespace {

// The paths of the lock, of which some did not move by a rewrite: it must not be for a construct
// that these are in.
class Staying {
 public:
  explicit Staying(const Detection& detection) {
    for (const Kept& each : detection.kept) add(*each.from, *each.to);
    for (const DetectedMove& each : detection.moves) add(*each.from, *each.to);
  }

  [[nodiscard]] bool is_any_in(const Rewrite& rewrite) const {
    for (auto at = paths_.lower_bound(rewrite.old_prefix); at != paths_.end(); ++at) {
      if (!at->first.starts_with(rewrite.old_prefix)) return false;
      const auto rewritten = rewrite.apply(at->first);
      if (rewritten && *rewritten != at->second) return true;
    }
    return false;
  }

 private:
  void add(const Entry& from, const PresentResource& to) {
    paths_.emplace(from.resource.path, to.origin->path);
  }

  std::multimap<std::string_view, std::string_view> paths_;  // with where they are now
};

// That all of a construct went into a construct in it, or the other way round, is better told of
// what is in it.
bool is_into_itself(const Rewrite& rewrite) {
  return support::is_at_or_in(rewrite.new_prefix, rewrite.old_prefix) ||
         support::is_at_or_in(rewrite.old_prefix, rewrite.new_prefix);
}

}  // namespace

std::vector<MoveGroup> group_moves(const Detection& detection) {
  const Staying staying(detection);
  std::vector<MoveGroup> groups;
  std::map<Rewrite, std::size_t> places;
  for (const DetectedMove& each : detection.moves) {
    const std::string& old_path = each.from->resource.path;
    Rewrite rewrite = rewrite_between(old_path, each.to->origin->path);
    while (rewrite.old_prefix.size() < old_path.size() &&
           (is_into_itself(rewrite) || staying.is_any_in(rewrite))) {
      rewrite = narrowed(rewrite, old_path);
    }
    const auto [place, is_new] = places.try_emplace(rewrite, groups.size());
    if (is_new) groups.push_back({.rewrite = std::move(rewrite), .moves = {}});
    groups[place->second].moves.push_back(&each);
  }
  return groups;
}

}  // namespace omnitrack::lock
