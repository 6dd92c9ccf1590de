#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "template/index.hpp"
#include "validate/finding.hpp"

namespace omnitrack::validate {

// What is known of a value before anything is deployed.

/// Whether a value is `{"Ref": "AWS::NoValue"}`, which stands for nothing at all.
bool is_no_value(const tmpl::Node& value);

/// The text of a scalar that surely is what it says: no call, no null, no dynamic reference. An
/// `Fn::Sub` without variables counts. Null is taken as an absent value.
std::optional<std::string_view> known_text(const tmpl::Node* value);

/// A whole number that is surely known, written as a number or as text.
std::optional<std::int64_t> known_integer(const tmpl::Node* value);

/// `true` or `false`, written as a boolean or as text.
std::optional<bool> known_boolean(const tmpl::Node* value);

/// Whether a map has keys such as `Fn::Transform` or `Fn::ForEach::X`, which make members that are
/// not seen; nothing can be called missing in it then.
bool may_have_more(const tmpl::Node& map);

/// Whether a macro of one's own gets the members of a map, by an `Fn::Transform` among them, and
/// may change any.
bool may_be_rewritten(const tmpl::Node& map);

/// Whether such a macro gets a whole resource or its properties.
bool may_be_rewritten(const tmpl::ResourceEntry& resource);

/// The properties of a resource where all of them are seen, else null.
const tmpl::Node* all_properties(const tmpl::ResourceEntry& resource);

/// A property that is seen; null where it is absent or is `AWS::NoValue`.
const tmpl::Node* find_value(const tmpl::Node* map, std::string_view key);

/// The logical id that a Ref, or the first part of a GetAtt, names; empty for anything else.
std::string_view referred_id(const tmpl::Node& value);

/// Whether two values are written alike, so that they are the same in one stack. A call of
/// something unknown is like nothing.
bool surely_same(const tmpl::Node& left, const tmpl::Node& right);

/// A text of its own for each value: alike for values that are written alike.
std::string canonical_text(const tmpl::Node& value);

/// Visits a value, or what it is in each branch of an `Fn::If`, with the path of each.
template <typename Visit>
void for_each_case(const tmpl::Node& value, const Path& path, Visit&& visit) {
  if (is_no_value(value)) return;
  if (!value.calls(tmpl::Function::if_) || value.argument().items().size() != 3) {
    visit(value, path);
    return;
  }
  const Path call(path, "Fn::If");
  const auto branches = value.argument().items();
  for (std::size_t branch = 1; branch < 3; ++branch) {
    const Path at(call, branch);
    for_each_case(branches[branch], at, visit);
  }
}

/// Visits each item of a list, or a value that stands alone, in each branch of an `Fn::If`.
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

/// Visits every value below a map by a way such as `Policies/*/PolicyDocument`; `*` stands for the
/// items of a list.
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

}  // namespace omnitrack::validate
