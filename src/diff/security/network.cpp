#include "diff/security/network.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "diff/security/add_new.hpp"
#include "diff/security/rows.hpp"
#include "diff/security/traffic.hpp"
#include "meaning/references.hpp"
#include "support/listed.hpp"

namespace omnitrack::diff {

using meaning::find_value;
using tmpl::Index;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr std::string_view group_type = "AWS::EC2::SecurityGroup";
constexpr std::string_view ingress_type = "AWS::EC2::SecurityGroupIngress";
constexpr std::string_view egress_type = "AWS::EC2::SecurityGroupEgress";
constexpr std::size_t most_carriers = 3;

using Ids = std::vector<std::string_view>;

bool is_rule(const ResourceEntry& entry) {
  return entry.type_name == ingress_type || entry.type_name == egress_type;
}

/// The group that a rule of its own belongs to; empty where it is none of the template.
std::string_view group_of(const Index& index, const ResourceEntry& rule) {
  const Node* value = find_value(rule.properties, "GroupId");
  if (value == nullptr) return {};
  const auto* group = index.find_resource(meaning::referred_id(*value));
  return group == nullptr ? std::string_view() : group->logical_id;
}

/// The security groups and their users on one side.
class Groups {
 public:
  Groups(const StackView& view, const Side& side) : view_(view), side_(side) {}

  /// The rules of a group, and whether they are said inline.
  std::vector<TrafficRule> rules(const Reader& reader, std::string_view group) {
    std::vector<TrafficRule> rules;
    const ResourceEntry* entry = find(group);
    if (entry == nullptr || !reader.exists(*entry)) return rules;
    reader.for_each_item(
        reader.find(entry->properties, "SecurityGroupIngress"),
        [&](const Node& each) { rules.push_back(read_rule(reader, *entry, each, true)); });
    reader.for_each_item(
        reader.find(entry->properties, "SecurityGroupEgress"),
        [&](const Node& each) { rules.push_back(read_rule(reader, *entry, each, false)); });
    for (const ResourceEntry* each : separate_rules(group)) {
      if (!reader.exists(*each)) continue;
      rules.push_back(read_rule(reader, *each, *each->properties, each->type_name == ingress_type));
    }
    return rules;
  }

  [[nodiscard]] const ResourceEntry* find(std::string_view id) const {
    return side_.index == nullptr ? nullptr : side_.index->find_resource(id);
  }

  /// What carries a group, in words.
  std::string carriers(std::string_view group) {
    collect_carriers();
    std::vector<std::string> names;
    for (const ResourceEntry* each : carriers_[group]) {
      names.push_back(std::string(each->logical_id) + " (" + std::string(each->type_name) + ")");
    }
    if (names.empty()) return "what carries the security group " + std::string(group);
    return support::listed(names, most_carriers);
  }

 private:
  const std::vector<const ResourceEntry*>& separate_rules(std::string_view group) {
    if (!has_rules_) {
      has_rules_ = true;
      const bool is_old = !side_.is_new;
      for (const ResourceEntry& each : side_.index->resources()) {
        if (!is_rule(each) || each.properties == nullptr) continue;
        if (is_old && view_.is_kept(each.logical_id)) continue;
        rules_[group_of(*side_.index, each)].push_back(&each);
      }
    }
    return rules_[group];
  }

  void collect_carriers() {
    if (has_carriers_ || side_.index == nullptr) return;
    has_carriers_ = true;
    std::vector<meaning::Reference> references;
    meaning::collect_references(*side_.index, references);
    for (const meaning::Reference& each : references) {
      if (each.is_from_output || each.how == meaning::Reference::How::depends_on) continue;
      const ResourceEntry* target = find(each.target);
      const ResourceEntry* user = find(each.user);
      if (target == nullptr || user == nullptr || target->type_name != group_type) continue;
      if (user->type_name == group_type || is_rule(*user)) continue;
      auto& carriers = carriers_[target->logical_id];
      if (carriers.empty() || carriers.back() != user) carriers.push_back(user);
    }
  }

  const StackView& view_;
  const Side& side_;
  bool has_rules_ = false;
  bool has_carriers_ = false;
  std::map<std::string_view, std::vector<const ResourceEntry*>> rules_;
  std::map<std::string_view, std::vector<const ResourceEntry*>> carriers_;
};

bool names_group(const Index& index, const Node& value) {
  const std::string_view id = meaning::referred_id(value);
  const auto* entry = id.empty() ? nullptr : index.find_resource(id);
  return entry != nullptr && entry->type_name == group_type;
}

/// The security groups of the template that a resource names in one scenario.
void collect_groups(const Reader& reader, const Node& value, Ids& ids) {
  // A condition is asked for only where it matters.
  if (value.calls(tmpl::Function::if_) && !any_below(value, [&reader](const Node& each) {
        return names_group(*reader.side().index, each);
      })) {
    return;
  }
  const Node* settled = reader.settle(&value);
  if (settled == nullptr) return;
  const std::string_view id = meaning::referred_id(*settled);
  if (!id.empty()) {
    const auto* entry = reader.side().index->find_resource(id);
    if (names_group(*reader.side().index, *settled)) add_new(ids, entry->logical_id);
    return;
  }
  for (const Node& each : settled->items()) collect_groups(reader, each, ids);
  for (const Member& each : settled->members()) collect_groups(reader, each.value, ids);
}

class Network {
 public:
  Network(StackView& view, std::vector<SecurityChange>& changes)
      : view_(view), changes_(changes), before_(view, view.before()), after_(view, view.after()) {}

  void find() {
    Ids groups;
    for (const Pair& each : view_.touched()) {
      if (each.any().type_name == group_type) add_new(groups, each.logical_id);
      for (const auto& [side, entry] :
           {std::pair(&view_.before(), each.before), std::pair(&view_.after(), each.after)}) {
        if (entry == nullptr || !is_rule(*entry)) continue;
        const std::string_view group = group_of(*side->index, *entry);
        if (group.empty()) {
          compare_foreign(each);
          break;
        }
        add_new(groups, group);
      }
    }
    for (const std::string_view each : groups) compare_group(each);
    for (const Pair& each : view_.touched()) {
      if (each.any().type_name != group_type && !is_rule(each.any())) compare_carrier(each);
    }
  }

 private:
  struct Readers {
    Reader before;
    Reader after;
  };

  template <typename Run>
  void in_scenarios(const ResourceEntry& about, const Run& run) {
    in_each_scenario(about, SecurityKind::network, changes_, [&](Scenario& scenario, Rows& rows) {
      const Readers readers{.before = {view_.before(), scenario, view_.atoms()},
                            .after = {view_.after(), scenario, view_.atoms()}};
      run(readers, rows);
    });
  }

  void compare_group(std::string_view group) {
    if (view_.is_kept(group)) return;
    const Pair pair = view_.pair(group);
    in_scenarios(pair.any(), [&](const Readers& readers, Rows& rows) {
      std::vector<TrafficRule> old_rules = before_.rules(readers.before, group);
      std::vector<TrafficRule> new_rules = after_.rules(readers.after, group);
      if (!pair.is_on_both_sides()) {
        // What a group that comes or goes may reach is reported where something carries it.
        const auto is_outgoing = [](const TrafficRule& each) { return !each.is_incoming; };
        std::erase_if(old_rules, is_outgoing);
        std::erase_if(new_rules, is_outgoing);
      } else {
        add_default(readers.before, *pair.before, nullptr, old_rules);
        add_default(readers.after, *pair.after, &readers.before, new_rules);
      }
      tell(
          old_rules, new_rules,
          [&](bool is_new) { return (is_new ? after_ : before_).carriers(group); }, rows);
    });
  }

  // EC2 lets everything out of a group that is made without a rule on it. Rules that are taken away
  // later leave nothing.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
  void add_default(const Reader& reader, const ResourceEntry& entry, const Reader* before,
                   std::vector<TrafficRule>& rules) {
    const auto has_inline = [](const Reader& in, const ResourceEntry* at) {
      return at != nullptr && in.find(at->properties, "SecurityGroupEgress") != nullptr;
    };
    if (has_inline(reader, &entry)) return;
    if (before != nullptr && has_inline(*before, before_.find(entry.logical_id))) return;
    rules.push_back(everything_out(entry, entry.member->value));
  }

  /// A rule of a group that is none of the template.
  void compare_foreign(const Pair& pair) {
    in_scenarios(pair.any(), [&](const Readers& readers, Rows& rows) {
      std::vector<TrafficRule> old_rules;
      std::vector<TrafficRule> new_rules;
      const auto read = [](const Reader& reader, const ResourceEntry* entry,
                           std::vector<TrafficRule>& rules) {
        if (entry == nullptr || entry->properties == nullptr || !reader.exists(*entry)) return;
        rules.push_back(
            read_rule(reader, *entry, *entry->properties, entry->type_name == ingress_type));
      };
      read(readers.before, pair.before, old_rules);
      read(readers.after, pair.after, new_rules);
      const Node* group = find_value(pair.any().properties, "GroupId");
      const std::string group_name =
          group == nullptr ? "" : readers.after.pattern(*group, Wildcards::none).shown;
      tell(
          old_rules, new_rules,
          [&](bool) { return "what carries the security group " + group_name; }, rows);
    });
  }

  void compare_carrier(const Pair& pair) {
    if (!pair.is_on_both_sides() || pair.before->properties == nullptr ||
        pair.after->properties == nullptr) {
      return;
    }
    in_scenarios(*pair.after, [&](const Readers& readers, Rows& rows) {
      Ids old_ids;
      Ids new_ids;
      collect_groups(readers.before, *pair.before->properties, old_ids);
      collect_groups(readers.after, *pair.after->properties, new_ids);
      std::ranges::sort(old_ids);
      std::ranges::sort(new_ids);
      if (old_ids == new_ids) return;
      const auto rules_of = [](Groups& groups, const Reader& reader, const Ids& ids) {
        std::vector<TrafficRule> rules;
        for (const std::string_view id : ids) {
          const auto more = groups.rules(reader, id);
          rules.insert(rules.end(), more.begin(), more.end());
        }
        // The same group elsewhere is not what changes here: only what reaches this resource does.
        std::erase_if(rules, [](const TrafficRule& each) { return !each.is_incoming; });
        return rules;
      };
      auto old_rules = rules_of(before_, readers.before, old_ids);
      auto new_rules = rules_of(after_, readers.after, new_ids);
      for (auto* rules : {&old_rules, &new_rules}) {
        for (TrafficRule& each : *rules) {
          each.in = rules == &old_rules ? pair.before : pair.after;
          each.at = each.in->properties;
        }
      }
      std::string name(pair.logical_id);
      tell(
          old_rules, new_rules, [&name](bool) { return name; }, rows);
    });
  }

  template <typename Carriers>
  void tell(const std::vector<TrafficRule>& old_rules, const std::vector<TrafficRule>& new_rules,
            const Carriers& carriers, Rows& rows) const {
    const auto gained = not_covered(new_rules, old_rules, view_.atoms());
    const auto lost = not_covered(old_rules, new_rules, view_.atoms());
    bool has_doubt = false;
    const std::string new_carriers = gained.empty() ? "" : carriers(true);
    for (const Traffic& each : gained) {
      has_doubt = has_doubt || !each.doubt.empty();
      tell_one(each, true, new_carriers, rows);
    }
    const std::string old_carriers = lost.empty() ? "" : carriers(false);
    for (const Traffic& each : lost) {
      if (each.doubt.empty() || !has_doubt) tell_one(each, false, old_carriers, rows);
    }
  }

  static void tell_one(const Traffic& traffic, bool is_new, const std::string& carriers,
                       Rows& rows) {
    const TrafficRule& rule = *traffic.rule;
    const bool is_clear = traffic.doubt.empty();
    const std::string ports = port_words(rule, traffic.ports);
    const std::string to = is_clear ? "" : "perhaps ";
    std::string what;
    if (rule.is_incoming) {
      what = peer_words(rule.peer) + ' ' + to + (is_new ? "newly reaches " : "no longer reaches ") +
             ports + " of " + carriers;
    } else {
      what = carriers + ' ' + to + (is_new ? "newly reaches " : "no longer reaches ") + ports +
             " of " + peer_words(rule.peer);
    }
    if (!is_clear) what += "; " + traffic.doubt;
    const Direction direction = !is_clear ? Direction::unclear
                                : is_new  ? Direction::wider
                                          : Direction::tighter;
    rows.add(direction, SecurityKind::network, *rule.in, path_of(*rule.in, *rule.at),
             std::move(what));
  }

  StackView& view_;
  std::vector<SecurityChange>& changes_;
  Groups before_;
  Groups after_;
};

}  // namespace

void find_network_changes(StackView& view, std::vector<SecurityChange>& changes) {
  Network(view, changes).find();
}

}  // namespace omnitrack::diff
