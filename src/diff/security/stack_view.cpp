#include "diff/security/stack_view.hpp"

#include <algorithm>

#include "meaning/canonical.hpp"
#include "meaning/cases.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

using meaning::same_meaning;
using meaning::spec_of;
using meaning::ValueSpec;
using tmpl::Index;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

bool has_same_json(const Index& before, const Index& after, const Node& left, const Node& right) {
  return before.source().written(left) == after.source().written(right);
}

bool same_values(const Node* left, const Node* right, const ValueSpec& spec) {
  if (left == nullptr || right == nullptr) return left == right;
  return same_meaning(*left, *right, spec);
}

/// Nobody is let in or kept out by them.
bool are_tags(const Member& property) { return property.key() == "Tags"; }

bool has_same_properties(const ResourceEntry& before, const ResourceEntry& after) {
  if (before.properties == nullptr || after.properties == nullptr) {
    return before.properties == after.properties;
  }
  if (!before.properties->is(Kind::map) || !after.properties->is(Kind::map) ||
      before.properties->is_call() || after.properties->is_call()) {
    return same_meaning(*before.properties, *after.properties, {});
  }
  const auto is_same_there = [&after](const Member& each) {
    const Node* other = after.properties->find(each.key());
    return other != nullptr && same_meaning(each.value, *other, spec_of(after, each.key()));
  };
  const auto was_there = [&before](const Member& each) {
    return before.properties->find(each.key()) != nullptr;
  };
  return std::ranges::all_of(
             before.properties->members(),
             [&](const Member& each) { return are_tags(each) || is_same_there(each); }) &&
         std::ranges::all_of(after.properties->members(),
                             [&](const Member& each) { return are_tags(each) || was_there(each); });
}

bool is_same(const ResourceEntry& before, const ResourceEntry& after) {
  return before.type_name == after.type_name && has_same_properties(before, after) &&
         same_values(before.member->value.find("Condition"), after.member->value.find("Condition"),
                     {});
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
bool is_retained(const ResourceEntry& entry) {
  return meaning::known_text(entry.member->value.find("DeletionPolicy")) == "Retain";
}

}  // namespace

StackView::StackView(const StackDiff& diff)
    : diff_(diff),
      changed_(diff),
      before_{
          .index = diff.written_before(), .changed = &changed_, .surroundings = &diff.surroundings},
      after_{.index = diff.written_after(),
             .changed = &changed_,
             .surroundings = &diff.surroundings,
             .is_new = true},
      atoms_(diff.written_before(), diff.written_after()) {
  find_touched();
}

bool StackView::mentions_changed(const ResourceEntry& entry) const {
  const Node* properties = entry.properties;
  if (properties == nullptr || !properties->is(Kind::map) || properties->is_call()) {
    return changed_.are_mentioned(entry.member->value);
  }
  return std::ranges::any_of(properties->members(), [this](const Member& each) {
    return !are_tags(each) && changed_.are_mentioned(each.value);
  });
}

// What says the same once it is filled in is the same.
bool StackView::is_unchanged(const ResourceEntry& before, const ResourceEntry& after) const {
  if (diff_.may_compare_texts() &&
      has_same_json(*before_.index, *after_.index, before.member->value, after.member->value)) {
    return true;
  }
  return is_same(before, after) || is_same(*diff_.before->find_resource(before.logical_id),
                                           *diff_.after->find_resource(after.logical_id));
}

void StackView::find_touched() {
  std::vector<Pair> gone;
  if (after_.index != nullptr) {
    for (const ResourceEntry& each : after_.index->resources()) {
      const ResourceEntry* old =
          before_.index == nullptr ? nullptr : before_.index->find_resource(each.logical_id);
      if (old != nullptr && is_unchanged(*old, each) && !mentions_changed(each) &&
          !changed_.has(each.member->value.find("Condition") == nullptr
                            ? std::string_view()
                            : each.member->value.find("Condition")->text())) {
        continue;
      }
      if (old != nullptr && old->type_name != each.type_name) {
        touched_.push_back({.logical_id = each.logical_id, .after = &each});
        gone.push_back({.logical_id = each.logical_id, .before = old});
      } else {
        touched_.push_back({.logical_id = each.logical_id, .before = old, .after = &each});
      }
    }
  }
  if (before_.index != nullptr) {
    for (const ResourceEntry& each : before_.index->resources()) {
      const bool stays =
          after_.index != nullptr && after_.index->find_resource(each.logical_id) != nullptr;
      if (!stays && !is_retained(each)) {
        gone.push_back({.logical_id = each.logical_id, .before = &each});
      }
    }
  }
  touched_.insert(touched_.end(), gone.begin(), gone.end());
}

bool StackView::is_kept(std::string_view logical_id) const {
  if (before_.index == nullptr) return false;
  if (after_.index != nullptr && after_.index->find_resource(logical_id) != nullptr) return false;
  const ResourceEntry* old = before_.index->find_resource(logical_id);
  return old != nullptr && is_retained(*old);
}

Pair StackView::pair(std::string_view logical_id) const {
  Pair pair{.logical_id = logical_id};
  if (before_.index != nullptr) pair.before = before_.index->find_resource(logical_id);
  if (after_.index != nullptr) pair.after = after_.index->find_resource(logical_id);
  return pair;
}

std::string path_of(const ResourceEntry& entry, const Node& value) {
  const auto found = meaning::locate(entry.member->value, value);
  return found && !found->path.empty() ? '/' + found->path : std::string();
}

std::string described(const ResourceEntry& entry) {
  const std::string_view name = entry.type_name.substr(entry.type_name.rfind(':') + 1);
  const auto is_capital = [&name](std::size_t at) {
    return at < name.size() && support::to_lower(name[at]) != name[at];
  };
  const auto is_small = [&](std::size_t at) { return at < name.size() && !is_capital(at); };
  std::string words;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool begins_word = is_capital(i) && (is_small(i + 1) || (i > 0 && is_small(i - 1)));
    if (begins_word && i > 0) words += ' ';
    // Capitals that stand together, such as VPC, stay.
    words +=
        is_capital(i + 1) || (is_capital(i) && !begins_word) ? name[i] : support::to_lower(name[i]);
  }
  return words.append(" ").append(entry.logical_id);
}

}  // namespace omnitrack::diff
