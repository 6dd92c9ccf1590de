#include "lock/pins.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "lock/tool_settings.hpp"
#include "meaning/references.hpp"
#include "support/json_pointer.hpp"
#include "template/pointer.hpp"
#include "template/write_json.hpp"

namespace omnitrack::lock {

namespace {

using diff::Change;
using diff::Effect;
using diff::ResourceChange;
using tmpl::Index;
using tmpl::Kind;
using tmpl::Node;

constexpr std::string_view properties = "/Properties";
constexpr std::string_view first_level = "/Properties/";
constexpr std::string_view generated_secret = "/Properties/GenerateSecretString/";

/// The values of one side on the way to a property.
struct Sides {
  const Node* before;
  const Node* after;
};

bool can_be_entered(const Node* value) {
  return value == nullptr || (value->is(Kind::map) && !value->is_call());
}

const Node* child_of(const Node* value, std::string_view key) {
  return value == nullptr ? nullptr : value->find(key);
}

const Node* at_pointer(const tmpl::ResourceEntry* resource, std::string_view pointer) {
  const Node* value = resource == nullptr ? nullptr : resource->properties;
  return value == nullptr ? nullptr : tmpl::at_pointer(*value, pointer);
}

/// As much of a change's path, from the properties on, as leads through objects on both sides;
/// what differs within a list or a function is kept as a whole.
std::string pinnable_part(std::string_view path, Sides sides) {
  std::string_view rest = path.substr(properties.size());
  std::string pointer;
  while (!rest.empty() && can_be_entered(sides.before) && can_be_entered(sides.after) &&
         (sides.before != nullptr || sides.after != nullptr)) {
    const std::size_t end = std::min(rest.find('/', 1), rest.size());
    const std::string key = support::key_of_pointer_step(rest.substr(1, end - 1));
    sides = {child_of(sides.before, key), child_of(sides.after, key)};
    pointer += rest.substr(0, end);
    rest = rest.substr(end);
    // One side alone is kept, or left out, as a whole.
    if (sides.before == nullptr || sides.after == nullptr) break;
  }
  return pointer;
}

bool is_rule_of_group(std::string_view type) {
  return type == "AWS::EC2::SecurityGroupEgress" || type == "AWS::EC2::SecurityGroupIngress";
}

bool is_port(std::string_view path) {
  return path == "/Properties/FromPort" || path == "/Properties/ToPort";
}

bool names_only_what_is_in(const Index& index, const Node& value) {
  bool is_there = true;
  meaning::for_each_name_in(value, [&](const meaning::Name& name) {
    using Of = meaning::Name::Of;
    is_there =
        is_there && (name.of == Of::condition ? index.find_condition(name.text) != nullptr
                     : name.of == Of::mapping ? index.find_mapping(name.text) != nullptr
                                              : name.text.starts_with("AWS::") ||
                                                    index.find_resource(name.text) != nullptr ||
                                                    index.find_parameter(name.text) != nullptr);
  });
  return is_there;
}

/// Chooses the pins of one stack.
class PinFinder {
 public:
  PinFinder(const AdoptedStack& stack, const diff::StackDiff& diff) : stack_(stack), diff_(diff) {}

  void keep_what_holds_data() {
    for (const AdoptedResource& each : stack_.resources) {
      if (!each.data.empty()) keep(each.old_id);
    }
  }

  /// The value of a secret is generated anew when that by which it is generated changes.
  void keep_generated_secrets() {
    for (const AdoptedResource& each : stack_.resources) {
      if (each.type != "AWS::SecretsManager::Secret") continue;
      const ResourceChange* change = change_of(each.old_id);
      if (change == nullptr) continue;
      for (const Change& one : change->changes) {
        if (one.path.starts_with(generated_secret)) pin(*change, one.path);
      }
    }
  }

  void keep_tool_settings() {
    for (const AdoptedResource& each : stack_.resources) {
      const ResourceChange* change = change_of(each.old_id);
      if (change == nullptr) continue;
      for (const Change& one : change->changes) {
        if (!replaces(one) || !one.path.starts_with(first_level)) continue;
        const std::string_view property = std::string_view(one.path).substr(first_level.size());
        if (is_tool_setting(each.type, property)) pin(*change, one.path);
      }
    }
  }

  /// A port that is read of a database is likely the one that the code says: the rule would be made
  /// anew while it is there, which EC2 refuses.
  void keep_ports_that_may_be_the_same() {
    for (const AdoptedResource& each : stack_.resources) {
      if (!is_rule_of_group(each.type)) continue;
      const ResourceChange* change = change_of(each.old_id);
      if (change == nullptr || change->action != diff::Action::may_replace) continue;
      for (const Change& one : change->changes) {
        if (one.effect == Effect::may_replace && is_port(one.path)) pin(*change, one.path);
      }
    }
  }

  void keep_what_is_refused(const diff::Refusal& refusal) {
    const ResourceChange* change = change_of(refusal.logical_id);
    if (change == nullptr || refusal.has_phases) return;
    if (change->is_replaced()) {
      keep(refusal.logical_id);
    } else if (refusal.path.starts_with(first_level)) {
      pin(*change, refusal.path);
    }
  }

  std::vector<PlannedPin> take() { return std::move(pins_); }

 private:
  static bool replaces(const Change& change) {
    return change.effect >= Effect::may_replace && !change.is_consequence() &&
           change.path.starts_with(properties);
  }

  /// The change of a resource that is on both sides.
  [[nodiscard]] const ResourceChange* change_of(std::string_view logical_id) const {
    const ResourceChange* change = logical_id.empty() ? nullptr : diff_.find(logical_id);
    return change == nullptr || change->before == nullptr || change->after == nullptr ? nullptr
                                                                                      : change;
  }

  // Keeps a resource from being replaced, and so all whose replacement it follows from.
  void keep(std::string_view logical_id) {
    const ResourceChange* change = change_of(logical_id);
    if (change == nullptr || !kept_.insert(logical_id).second) return;
    for (const Change& each : change->changes) {
      if (replaces(each)) pin(*change, each.path);
      if (each.effect >= Effect::may_replace && each.is_consequence()) keep(each.because);
    }
  }

  void pin(const ResourceChange& change, std::string_view path) {
    const tmpl::ResourceEntry* before = diff_.written_before()->find_resource(change.logical_id);
    const tmpl::ResourceEntry* after = diff_.written_after()->find_resource(change.logical_id);
    std::string pointer = pinnable_part(path, {before->properties, after->properties});
    if (pointer.empty() || !pinned_.emplace(change.logical_id, pointer).second) return;
    const Node* deployed = at_pointer(before, pointer);
    if (deployed != nullptr && !names_only_what_is_in(*diff_.after, *deployed)) {
      deployed = at_pointer(change.before, pointer);
      if (deployed == nullptr || !names_only_what_is_in(*diff_.after, *deployed)) return;
    }
    pins_.push_back({.stack = stack_.name,
                     .logical_id = std::string(change.logical_id),
                     .pin = {.pointer = std::move(pointer),
                             .deployed = deployed == nullptr ? "" : tmpl::json_of(*deployed),
                             .in_code = {}}});
  }

  const AdoptedStack& stack_;
  const diff::StackDiff& diff_;
  std::set<std::string_view> kept_;
  std::set<std::pair<std::string_view, std::string>> pinned_;
  std::vector<PlannedPin> pins_;
};

}  // namespace

std::vector<PlannedPin> find_pins(const AdoptionPlan& plan, const NextDeployment& next) {
  std::vector<PlannedPin> all;
  for (std::size_t i = 0; i < plan.stacks.size(); ++i) {
    PinFinder finder(plan.stacks[i], next.diffs[i]);
    finder.keep_what_holds_data();
    finder.keep_generated_secrets();
    finder.keep_tool_settings();
    finder.keep_ports_that_may_be_the_same();
    for (const diff::Refusal& each : next.refusals) {
      if (each.stack == i) finder.keep_what_is_refused(each);
    }
    std::ranges::move(finder.take(), std::back_inserter(all));
  }
  return all;
}

std::size_t add_pins(std::span<const PlannedPin> pins, Lock& lock) {
  std::size_t added = 0;
  for (const PlannedPin& each : pins) {
    const auto entry = std::ranges::find_if(lock.entries, [&](const Entry& one) {
      return one.resource.stack == each.stack && one.resource.logical_id == each.logical_id;
    });
    if (entry == lock.entries.end()) continue;
    std::vector<Pin>& own = entry->resource.pins;
    if (std::ranges::find(own, each.pin.pointer, &Pin::pointer) != own.end()) continue;
    own.push_back(each.pin);
    ++added;
  }
  return added;
}

}  // namespace omnitrack::lock
