#include "diff/changes/value_changes.hpp"

#include <algorithm>

#include "diff/changes/arn_texts.hpp"
#include "diff/changes/list_items.hpp"
#include "meaning/allowed_values.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "meaning/same_condition.hpp"
#include "meaning/text_parts.hpp"
#include "support/base64.hpp"

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

bool is_choice(const Node& value) {
  return value.calls(Function::if_) && value.argument().items().size() == 3;
}

std::string_view condition_of_choice(const Node& value) {
  return value.argument().items()[0].text();
}

class ValueComparison {
 public:
  ValueComparison(const Sides& sides, Changes& changes) : sides_(sides), changes_(changes) {}

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
    if (is_same(*before, *after, spec)) return;
    if (is_plain_map(*before) && is_plain_map(*after)) {
      compare_members(*before, *after, spec, path, effect);
    } else if (before->is(Kind::list) && after->is(Kind::list)) {
      compare_items(*before, *after, spec, path, effect);
    } else if (choose_the_other_way(*before, *after, spec)) {
      add(before, after, path, Effect::none);
    } else if (choose_alike(*before, *after)) {
      compare_branches(*before, *after, spec, path, effect);
    } else {
      const Effect inner = stronger(effect_of(*before, spec), effect_of(*after, spec));
      add(before, after, path, stronger(effect, inner));
    }
  }

 private:
  /// Whether two calls of Fn::If choose by one condition.
  [[nodiscard]] bool choose_alike(const Node& before, const Node& after) const {
    if (!is_choice(before) || !is_choice(after)) return false;
    const std::string_view was = condition_of_choice(before);
    const std::string_view is = condition_of_choice(after);
    return was == is ||
           (sides_.before != nullptr && sides_.after != nullptr &&
            meaning::same_condition(*sides_.conditions_before, was, *sides_.conditions_after, is));
  }

  /// Whether two calls of Fn::If choose the same values by opposite conditions.
  [[nodiscard]] bool choose_the_other_way(const Node& before, const Node& after,
                                          const ValueSpec& spec) const {
    if (!is_choice(before) || !is_choice(after) || sides_.before == nullptr ||
        sides_.after == nullptr) {
      return false;
    }
    const auto left = before.argument().items();
    const auto right = after.argument().items();
    return same_meaning(left[1], right[2], spec) && same_meaning(left[2], right[1], spec) &&
           meaning::opposite_condition(*sides_.conditions_before, left[0].text(),
                                       *sides_.conditions_after, right[0].text());
  }

  /// Whether one side is a choice of which each branch is what the other side is.
  [[nodiscard]] bool is_same_in_all_branches(const Node& before, const Node& after,
                                             const ValueSpec& spec) const {
    if (is_choice(before) == is_choice(after)) return false;
    const Node& choice = is_choice(before) ? before : after;
    const Node& other = is_choice(before) ? after : before;
    return std::ranges::all_of(choice.argument().items().subspan(1),
                               [&](const Node& each) { return same_meaning(each, other, spec); });
  }

  [[nodiscard]] bool is_same(const Node& before, const Node& after, const ValueSpec& spec) const {
    const bool is_filled = (sides_.before != nullptr && sides_.before->is_filled(before)) ||
                           (sides_.after != nullptr && sides_.after->is_filled(after));
    if (!is_filled && same_meaning(before, after, spec)) return true;
    if (is_same_in_all_branches(before, after, spec)) return true;
    if (is_same_for_all_parameters(before, after)) return true;
    if (is_filled && is_same_filled(before, after, spec)) return true;
    return is_same_encoded(before, after) || is_same_by_arns(before, after) ||
           is_same_elsewhere(before, after);
  }

  /// Whether two values that are filled in are written alike, or are the same by what is known.
  [[nodiscard]] bool is_same_filled(const Node& before, const Node& after,
                                    const ValueSpec& spec) const {
    const Node& old_text = sides_.before->written(before);
    const Node& new_text = sides_.after->written(after);
    if (same_meaning(old_text, new_text, spec)) return true;
    if (!same_meaning(before, after, spec)) return false;
    for (const std::string_view place : {"AWS::AccountId", "AWS::Region"}) {
      const meaning::KnownPlace* known = sides_.surroundings.find(place);
      if (known == nullptr) continue;
      // One side says it, and the other one has it from its surroundings.
      const bool is_said_by_one =
          mentions(old_text, known->text) != mentions(new_text, known->text);
      if (is_said_by_one || names(old_text, place) != names(new_text, place)) {
        sides_.used.insert(place);
      }
    }
    return true;
  }

  [[nodiscard]] bool is_same_for_all_parameters(const Node& before, const Node& after) const {
    if (sides_.before == nullptr || sides_.after == nullptr) return false;
    if (!before.is_call() && !after.is_call()) return false;
    return meaning::sameness_by_parameters(sides_.before->index(), before, sides_.after->index(),
                                           after) == meaning::Sameness::always;
  }

  /// Whether one side has the bytes in Base64 that the other one has encoded.
  static bool is_same_encoded(const Node& before, const Node& after) {
    const bool is_old_call = before.calls(Function::base64);
    if (is_old_call == after.calls(Function::base64)) return false;
    const auto bytes = meaning::known_text(&(is_old_call ? before : after).argument());
    const auto text = meaning::known_text(&(is_old_call ? after : before));
    return bytes && text && support::to_base64(*bytes) == *text;
  }

  /// Whether two texts are one where the ARNs in them are written out.
  [[nodiscard]] bool is_same_by_arns(const Node& before, const Node& after) const {
    if (sides_.before == nullptr || sides_.after == nullptr) return false;
    if (!meaning::is_text_expression(before) || !meaning::is_text_expression(after)) return false;
    const ArnTexts was(sides_.before->index(), sides_.surroundings);
    const ArnTexts is(sides_.after->index(), sides_.surroundings);
    return (was.has_arn(before) || is.has_arn(after)) && was.of(before) == is.of(after);
  }

  /// Whether two texts come to one, by whatever other templates they go.
  [[nodiscard]] bool is_same_elsewhere(const Node& before, const Node& after) const {
    if (!before.is_call() && !after.is_call()) return false;
    const auto old_text = sides_.texts.before.of(sides_.stack, before);
    return old_text && old_text == sides_.texts.after.of(sides_.stack, after);
  }

  static bool mentions(const Node& value, std::string_view text) {
    if (value.is_scalar()) return value.text().find(text) != std::string_view::npos;
    return std::ranges::any_of(value.items(),
                               [text](const Node& each) { return mentions(each, text); }) ||
           std::ranges::any_of(value.members(),
                               [text](const Member& each) { return mentions(each.value, text); });
  }

  static bool names(const Node& value, std::string_view wanted) {
    bool found = false;
    meaning::for_each_name_in(
        value, [&](const meaning::Name& name) { found = found || name.text == wanted; });
    return found;
  }

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
        compare_statements(member.value, *other, at, effect);
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

  void compare_statements(const Node& before, const Node& after, const Path& path, Effect effect) {
    const StatementTexts texts = statement_texts();
    // Without an order, they always match.
    const ItemMatch match = *match_items(before, after, {}, &texts);
    for (const auto& [left, right] : match.pairs) {
      const Node& one = before.items()[left];
      const Node& other = after.items()[right];
      // A statement is shown as a whole: its parts say nothing alone.
      if (texts.before(one) != texts.after(other)) add(&one, &other, Path(path, left), effect);
    }
    for (const std::size_t left : match.gone) {
      compare(&before.items()[left], nullptr, {}, Path(path, left), effect);
    }
    for (const std::size_t right : match.added) {
      compare(nullptr, &after.items()[right], {}, Path(path, "-"), effect);
    }
  }

  [[nodiscard]] StatementTexts statement_texts() const {
    const auto texts_of = [this](const meaning::Filled* side) {
      return [this, side](const Node& statement) {
        return side == nullptr
                   ? canonical_statement(statement)
                   : ArnTexts(side->index(), sides_.surroundings).of_statement(statement);
      };
    };
    return {texts_of(sides_.before), texts_of(sides_.after)};
  }

  void compare_items(const Node& before, const Node& after, const ValueSpec& spec, const Path& path,
                     Effect effect) {
    const std::size_t first = changes_.size();
    const auto match = match_items(before, after, spec);
    if (!match) {
      const Effect inner = stronger(effect_of(before, spec), effect_of(after, spec));
      return add(&before, &after, path, stronger(effect, inner));
    }
    const ValueSpec item = item_spec(spec);
    // Of many items, as many as may differ: growing would hold them twice, and room costs nothing.
    const std::size_t most = match->pairs.size() + match->gone.size() + match->added.size();
    if (most > 1'000) changes_.reserve(first + most);
    for (const auto& [left, right] : match->pairs) {
      compare(&before.items()[left], &after.items()[right], item, Path(path, left), effect);
    }
    for (const std::size_t left : match->gone) {
      compare(&before.items()[left], nullptr, item, Path(path, left), effect);
    }
    for (const std::size_t right : match->added) {
      compare(nullptr, &after.items()[right], item, Path(path, "-"), effect);
    }
    // Items that differ in what is not shown of each, such as one that appears twice.
    if (changes_.size() == first) add(&before, &after, path, effect);
  }

  void compare_branches(const Node& before, const Node& after, const ValueSpec& spec,
                        const Path& path, Effect effect) {
    const Path call(path, "Fn::If");
    const Node& was = before.argument().items()[0];
    const Node& is = after.argument().items()[0];
    if (was.text() != is.text()) add(&was, &is, Path(call, std::size_t{0}), Effect::none);
    for (std::size_t branch = 1; branch < 3; ++branch) {
      const Path at(call, branch);
      const Node& left = before.argument().items()[branch];
      const Node& right = after.argument().items()[branch];
      // What is nothing in one deployment is not an absent branch.
      if (is_no_value(left) != is_no_value(right)) {
        const Node& value = is_no_value(left) ? right : left;
        add(&left, &right, at, stronger(effect, effect_of(value, spec)));
      } else {
        compare(&left, &right, spec, at, effect);
      }
    }
  }

  const Sides& sides_;
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
                  Effect outer, const Sides& sides, Changes& changes) {
  ValueComparison(sides, changes).compare(before, after, spec, path, outer);
}

void put_as_written(Changes& changes, const Sides& sides) {
  for (Change& each : changes) {
    if (each.before != nullptr) each.before = &sides.before->written(*each.before);
    if (each.after != nullptr) each.after = &sides.after->written(*each.after);
  }
}

}  // namespace omnitrack::diff
