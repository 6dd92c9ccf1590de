#include "diff/changes/value_changes.hpp"

#include <algorithm>

#include "diff/changes/list_items.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

using meaning::canonical_statement;
using meaning::is_no_value;
using meaning::is_policy_document;
using meaning::item_spec;
using meaning::member_spec;
using meaning::Path;
using meaning::same_meaning;
using meaning::ValueSpec;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

bool is_plain_map(const Node& value) { return value.is(Kind::map) && !value.is_call(); }

/// Whether two calls of Fn::If choose by one condition.
bool choose_alike(const Node& before, const Node& after) {
  if (!before.calls(Function::if_) || !after.calls(Function::if_)) return false;
  const auto left = before.argument().items();
  const auto right = after.argument().items();
  return left.size() == 3 && right.size() == 3 && left[0].text() == right[0].text();
}

class ValueComparison {
 public:
  explicit ValueComparison(Changes& changes) : changes_(changes) {}

  void compare(const Node* before, const Node* after, const ValueSpec& spec, const Path& path,
               Effect outer) {
    if (before != nullptr && is_no_value(*before)) before = nullptr;
    if (after != nullptr && is_no_value(*after)) after = nullptr;
    if (before == nullptr && after == nullptr) return;
    const Effect effect = stronger(outer, effect_of(spec));
    if (before == nullptr || after == nullptr) {
      const Node& value = before == nullptr ? *after : *before;
      return add(before, after, path, stronger(effect, effect_of(value, spec)));
    }
    if (same_meaning(*before, *after, spec)) return;
    if (is_plain_map(*before) && is_plain_map(*after)) {
      compare_members(*before, *after, spec, path, effect);
    } else if (before->is(Kind::list) && after->is(Kind::list)) {
      compare_items(*before, *after, spec, path, effect, false);
    } else if (choose_alike(*before, *after)) {
      compare_branches(*before, *after, spec, path, effect);
    } else {
      const Effect inner = stronger(effect_of(*before, spec), effect_of(*after, spec));
      add(before, after, path, stronger(effect, inner));
    }
  }

 private:
  void add(const Node* before, const Node* after, const Path& path, Effect effect) {
    changes_.push_back(
        {.path = path.pointer(), .before = before, .after = after, .effect = effect});
  }

  void compare_members(const Node& before, const Node& after, const ValueSpec& spec,
                       const Path& path, Effect effect) {
    const bool is_policy = is_policy_document(before) && is_policy_document(after);
    for (const Member& member : before.members()) {
      const Path at(path, member.key());
      const Node* other = after.find(member.key());
      if (is_policy && member.key() == "Statement" && member.value.is(Kind::list) &&
          other->is(Kind::list)) {
        compare_items(member.value, *other, {}, at, effect, true);
      } else {
        compare(&member.value, other, member_spec(spec, member.key()), at, effect);
      }
    }
    for (const Member& member : after.members()) {
      if (before.find(member.key()) != nullptr) continue;
      const Path at(path, member.key());
      compare(nullptr, &member.value, member_spec(spec, member.key()), at, effect);
    }
  }

  void compare_items(const Node& before, const Node& after, const ValueSpec& spec, const Path& path,
                     Effect effect, bool are_statements) {
    const std::size_t first = changes_.size();
    const auto match = match_items(before, after, spec, are_statements);
    if (!match) {
      const Effect inner = stronger(effect_of(before, spec), effect_of(after, spec));
      return add(&before, &after, path, stronger(effect, inner));
    }
    const ValueSpec item = item_spec(spec);
    for (const auto& [left, right] : match->pairs) {
      const Path at(path, left);
      const Node& one = before.items()[left];
      const Node& other = after.items()[right];
      // A statement is told as a whole: its parts say nothing alone.
      if (are_statements && canonical_statement(one) == canonical_statement(other)) continue;
      if (are_statements) {
        add(&one, &other, at, effect);
      } else {
        compare(&one, &other, item, at, effect);
      }
    }
    for (const std::size_t left : match->gone) {
      const Path at(path, left);
      compare(&before.items()[left], nullptr, item, at, effect);
    }
    for (const std::size_t right : match->added) {
      const Path at(path, "-");
      compare(nullptr, &after.items()[right], item, at, effect);
    }
    // Items that differ in what is not told of each, such as one that stands twice.
    if (changes_.size() == first) add(&before, &after, path, effect);
  }

  void compare_branches(const Node& before, const Node& after, const ValueSpec& spec,
                        const Path& path, Effect effect) {
    const Path call(path, "Fn::If");
    for (std::size_t branch = 1; branch < 3; ++branch) {
      const Path at(call, branch);
      const Node& left = before.argument().items()[branch];
      const Node& right = after.argument().items()[branch];
      // What is nothing in one deployment is no absent branch.
      if (is_no_value(left) != is_no_value(right)) {
        const Node& value = is_no_value(left) ? right : left;
        add(&left, &right, at, stronger(effect, effect_of(value, spec)));
      } else {
        compare(&left, &right, spec, at, effect);
      }
    }
  }

  Changes& changes_;
};

}  // namespace

Effect effect_of(const ValueSpec& spec) {
  switch (spec.update) {
    case schema::Update::in_place:
      return Effect::in_place;
    case schema::Update::may_replace:
      return Effect::may_replace;
    case schema::Update::replaces:
      return Effect::replaces;
  }
  return Effect::in_place;
}

Effect effect_of(const Node& value, const ValueSpec& spec) {
  Effect effect = effect_of(spec);
  if (effect == Effect::replaces || value.is_scalar()) return effect;
  if (value.calls(Function::if_) && value.argument().items().size() == 3) {
    for (const Node& branch : value.argument().items().subspan(1)) {
      effect = stronger(effect, effect_of(branch, spec));
    }
  } else if (value.is(Kind::list)) {
    const ValueSpec item = item_spec(spec);
    for (const Node& each : value.items()) effect = stronger(effect, effect_of(each, item));
  } else if (is_plain_map(value)) {
    for (const Member& each : value.members()) {
      effect = stronger(effect, effect_of(each.value, member_spec(spec, each.key())));
    }
  }
  return effect;
}

void find_changes(const Node* before, const Node* after, const ValueSpec& spec, const Path& path,
                  Effect outer, Changes& changes) {
  ValueComparison(changes).compare(before, after, spec, path, outer);
}

}  // namespace omnitrack::diff
