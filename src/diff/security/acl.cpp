#include "diff/security/acl.hpp"

#include "diff/security/rows.hpp"
#include "diff/security/traffic.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

/// An entry on one side: a rule that allows, or one that denies, or nothing.
struct AclEntry {
  std::vector<TrafficRule> allowed = {};
  std::vector<TrafficRule> denied = {};
  std::string number = {};
};

AclEntry read_entry(const Reader& reader, const ResourceEntry* entry) {
  AclEntry read;
  if (entry == nullptr || entry->properties == nullptr || !reader.exists(*entry)) return read;
  const auto action = reader.text(reader.find(entry->properties, "RuleAction"));
  const bool allows = support::to_lower(action.value_or("allow")) == "allow";
  (allows ? read.allowed : read.denied).push_back(read_acl_entry(reader, *entry));
  const Node* number = reader.find(entry->properties, "RuleNumber");
  if (number != nullptr) read.number = reader.pattern(*number, Wildcards::none).shown;
  return read;
}

void tell(const std::vector<Traffic>& traffic, Direction direction, std::string_view verb,
          const Pair& pair, Rows& rows) {
  for (const Traffic& each : traffic) {
    const TrafficRule& rule = *each.rule;
    const bool is_clear = each.doubt.empty();
    std::string what = (rule.is_incoming ? "from " : "to ") + peer_words(rule.peer) + ": " +
                       port_words(rule, each.ports) + ' ' + (is_clear ? "" : "perhaps ") +
                       std::string(verb) + " by the network ACL";
    if (!is_clear) what += "; " + each.doubt;
    rows.add(is_clear ? direction : Direction::unclear, SecurityKind::network, pair.any(),
             path_of(*rule.in, *rule.at), std::move(what));
  }
}

}  // namespace

void find_acl_changes(StackView& view, std::vector<SecurityChange>& changes) {
  for (const Pair& pair : view.touched()) {
    if (pair.any().type_name != "AWS::EC2::NetworkAclEntry") continue;
    in_each_scenario(
        pair.any(), SecurityKind::network, changes, [&](Scenario& scenario, Rows& rows) {
          const Reader old_reader(view.before(), scenario, view.atoms());
          const Reader new_reader(view.after(), scenario, view.atoms());
          const AclEntry before = read_entry(old_reader, pair.before);
          const AclEntry after = read_entry(new_reader, pair.after);
          const Atoms& atoms = view.atoms();
          tell(not_covered(after.allowed, before.allowed, atoms), Direction::wider,
               "is newly let through", pair, rows);
          tell(not_covered(before.allowed, after.allowed, atoms), Direction::tighter,
               "is no longer let through", pair, rows);
          tell(not_covered(after.denied, before.denied, atoms), Direction::tighter,
               "is newly kept out", pair, rows);
          tell(not_covered(before.denied, after.denied, atoms), Direction::wider,
               "is no longer kept out", pair, rows);
          // The entry with the lowest number that fits decides.
          // https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
          if (!before.number.empty() && !after.number.empty() && before.number != after.number) {
            rows.add(Direction::unclear, SecurityKind::network, pair.any(), {},
                     "the entry goes from place " + before.number + " to place " + after.number +
                         " of the network ACL, so that others may decide");
          }
        });
  }
}

}  // namespace omnitrack::diff
