#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "meaning/condition_logic.hpp"
#include "meaning/known.hpp"
#include "meaning/path.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

// What a value is in each branch of the `Fn::If` on it.

/// Visits a value in each case, with the path of each; what is absent is left out.
template <typename Visit>
void for_each_case(const tmpl::Node& value, const Path& path, Visit&& visit) {
  if (is_no_value(value)) return;
  const auto branches = branches_of(value);
  if (branches.empty()) {
    visit(value, path);
    return;
  }
  const Path call(path, "Fn::If");
  for (std::size_t branch = 1; branch < 3; ++branch) {
    const Path at(call, branch);
    for_each_case(branches[branch], at, visit);
  }
}

/// Visits each item of a list, or a value that stands alone, in each case.
template <typename Visit>
void for_each_item(const tmpl::Node& value, const Path& path, Visit&& visit) {
  for_each_case(value, path, [&visit](const tmpl::Node& one, const Path& at) {
    if (!one.is(tmpl::Kind::list)) {
      visit(one, at);
      return;
    }
    const auto items = one.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Path item(at, i);
      for_each_case(items[i], item, visit);
    }
  });
}

/// Visits every value below a map by a way such as `Policies/*/PolicyDocument`, in each case; `*`
/// stands for the items of a list.
template <typename Visit>
void for_each_at(const tmpl::Node& value, std::string_view way, const Path& path, Visit&& visit) {
  if (way.empty()) {
    for_each_case(value, path, visit);
    return;
  }
  const std::size_t slash = way.find('/');
  const std::string_view step = way.substr(0, slash);
  const std::string_view rest =
      slash == std::string_view::npos ? std::string_view() : way.substr(slash + 1);
  if (step == "*") {
    for_each_item(value, path, [&](const tmpl::Node& item, const Path& at) {
      for_each_at(item, rest, at, visit);
    });
    return;
  }
  for_each_case(value, path, [&](const tmpl::Node& map, const Path& at) {
    const tmpl::Node* below = map.find(step);
    if (below == nullptr || may_be_rewritten(map)) return;
    const Path next(at, step);
    for_each_at(*below, rest, next, visit);
  });
}

/// What a value is where some conditions hold and others do not.
struct Case {
  const tmpl::Node* value = nullptr;  ///< null where it is absent
  bool is_seen = true;                ///< false where something around it is known later only
  std::vector<Assumption> when = {};
};
using Cases = std::vector<Case>;

/// The cases of a value as it is written; a null one is absent. Never empty.
Cases cases_of(const tmpl::Node* value);

/// The cases of what lies below a value by a way such as `A/B`; a look-up in a mapping by literal
/// keys gives what stands there. Never empty.
Cases cases_below(const tmpl::Index& index, const tmpl::Node* value, std::string_view way);

/// The same below a resource's properties.
Cases cases_at(const tmpl::Index& index, const tmpl::ResourceEntry& resource, std::string_view way);

/// The only case; one that is not seen where conditions make several.
Case only_case(Cases cases);

/// Visits each pair of cases that can hold together, and whether they hold in any case.
void for_each_pair(const Cases& before, const Cases& after,
                   const std::function<void(const Case&, const Case&, bool is_always)>& visit);

/// Whether two cases mean the same.
bool same_case(const Case& before, const Case& after);

/// A value of a resource where it has one in any case, else null: no condition decides it.
const tmpl::Node* only_value(const tmpl::Index& index, const tmpl::ResourceEntry& resource,
                             std::string_view way);

/// Where a value stands below another one.
struct Location {
  std::string path;              ///< from the other one; without a slash before it
  std::vector<Assumption> when;  ///< the branches of the `Fn::If` around it, from the inside out
};

/// Finds a value below another one; nothing where it does not stand there.
std::optional<Location> locate(const tmpl::Node& from, const tmpl::Node& wanted);

/// `/Properties/A/B` of a way `A/B`.
std::string property_path(std::string_view way);

}  // namespace omnitrack::meaning
