#include "diff/influences.hpp"

#include "diff/meaning.hpp"
#include "diff/value_walk.hpp"
#include "validate/condition_logic.hpp"
#include "validate/known.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Function;
using tmpl::Node;

const Node* cell(const Node& mapping, std::string_view row, std::string_view column) {
  const Node* found = mapping.find(row);
  return found == nullptr ? nullptr : found->find(column);
}

}  // namespace

Influences::Influences(const StackDiff& diff) {
  for (const EntryChange& each : diff.entries) {
    if (each.before == nullptr || each.after == nullptr) continue;
    if (each.section == Section::mappings) mappings_.emplace(each.name, &each);
    if (each.section == Section::conditions) {
      add_condition(each.name, "condition '" + std::string(each.name) + "' changed");
    }
  }
  if (!any()) return;
  // What a condition is made of changes it too, at any depth.
  for (bool has_grown = true; has_grown;) {
    const std::size_t size = conditions_.size();
    for (const tmpl::Member& each : diff.after->conditions()) {
      if (conditions_.contains(each.key())) continue;
      for_each_call(each.value, [&](const Node& call, const validate::Path&, Effect) {
        const auto found = find(call);
        if (found) add_condition(each.key(), found->reason);
      });
    }
    has_grown = conditions_.size() != size;
  }
}

void Influences::add_condition(std::string_view name, std::string reason) {
  conditions_.emplace(name, std::move(reason));
}

std::optional<Influences::Found> Influences::find(const Node& call) const {
  if (call.calls(Function::find_in_map)) return find_lookup(call);
  std::string_view condition;
  if (call.calls(Function::if_) && call.argument().items().size() == 3) {
    condition = call.argument().items()[0].text();
  } else if (call.calls(Function::condition)) {
    condition = call.argument().text();
  }
  const auto found = conditions_.find(condition);
  if (found == conditions_.end()) return std::nullopt;
  return Found{"Conditions/" + std::string(condition),
               found->second + ": it may choose the other branch now", false};
}

std::optional<Influences::Found> Influences::find_lookup(const Node& call) const {
  const auto keys = call.argument().items();
  if (keys.size() < 3) return std::nullopt;
  const auto found = mappings_.find(keys[0].text());
  if (found == mappings_.end()) return std::nullopt;
  const std::string name(found->first);
  const auto row = validate::known_text(&keys[1]);
  const auto column = validate::known_text(&keys[2]);
  if (!row || !column) {
    return Found{"Mappings/" + name, "mapping '" + name + "' changed: it may give another value",
                 false};
  }
  const Node* before = cell(*found->second->before, *row, *column);
  const Node* after = cell(*found->second->after, *row, *column);
  if (before == nullptr || after == nullptr || same_meaning(*before, *after, {})) {
    return std::nullopt;
  }
  return Found{"Mappings/" + name, "mapping '" + name + "' gives another value", true};
}

void Influences::decide_presence(const tmpl::ResourceEntry& resource,
                                 const std::function<void(std::string)>& decide) const {
  const auto found = conditions_.find(validate::condition_of(resource));
  if (found != conditions_.end()) {
    decide(found->second + ": it is removed where that does not hold any more");
  }
}

}  // namespace omnitrack::diff
