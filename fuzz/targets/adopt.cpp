// Matches the resources of two templates that a fuzzer made up: each goes with one at most, of its
// own type, and none is lost.

#include <set>
#include <string>
#include <vector>

#include "engine/pair.hpp"
#include "engine/target.hpp"
#include "lock/adoption.hpp"
#include "properties/require.hpp"
#include "template/document.hpp"

namespace omnitrack::fuzz {

namespace {

// As if each resource were a construct named after it.
std::vector<std::string> paths_of(const tmpl::Index& ours) {
  std::vector<std::string> paths;
  for (const tmpl::ResourceEntry& each : ours.resources()) {
    paths.emplace_back(each.logical_id);
  }
  return paths;
}

void adopt(std::string_view input) {
  const Pair pair = split(input);
  const tmpl::Document old("old", std::string(pair.before));
  const tmpl::Document ours("ours", std::string(has_two(input) ? pair.after : pair.before));
  if (!old.is_readable() || !ours.is_readable()) return;
  const lock::Adoption adoption = lock::match_resources({.old = &old.index(),
                                                         .ours = &ours.index(),
                                                         .stack = "Stack",
                                                         .paths = paths_of(ours.index())});
  std::set<const void*> seen;
  for (const lock::Match& each : adoption.matches) {
    require(seen.insert(each.old).second && seen.insert(each.ours).second,
            "a resource goes with one at most", each.ours->logical_id);
    require(!each.why.empty(), "a match says why", each.ours->logical_id);
  }
  for (const auto* each : adoption.gone)
    require(seen.insert(each).second, "what is gone has no match");
  for (const auto* each : adoption.fresh)
    require(seen.insert(each).second, "what is new has no match");
  require(seen.size() == old.index().resources().size() + ours.index().resources().size(),
          "no resource is lost");
}

const NamedTarget target("adopt", adopt);

}  // namespace

}  // namespace omnitrack::fuzz
