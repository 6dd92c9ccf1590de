#include "diff/security/permissions.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "diff/security/grant_words.hpp"
#include "diff/security/held.hpp"
#include "diff/security/managed_policies.hpp"
#include "diff/security/open_without_policy.hpp"
#include "diff/security/rows.hpp"
#include "meaning/references.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using tmpl::Member;
using tmpl::ResourceEntry;

namespace {

/// Units that only say what a row on a managed policy says.
void drop_carried(const Held& held, std::vector<Unit>& units) {
  std::erase_if(units, [&held](const Unit& unit) {
    return std::ranges::any_of(held.carried, [&unit](const Carried& each) {
      return each.at == unit.of->at && each.in == unit.of->in;
    });
  });
}

/// What a statement is about: the names in its resources, or those beside the policy where it
/// names no resource of the template.
std::vector<std::string> subjects_of(const Statement& statement) {
  std::vector<std::string> names;
  const auto add = [&names](const tmpl::Node& value) {
    meaning::for_each_name_in(
        value, [&names](const meaning::Name& name) { names.emplace_back(name.text); });
  };
  if (const tmpl::Node* resources = statement.at->find("Resource")) add(*resources);
  if (!names.empty() || statement.in->properties == nullptr) return names;
  for (const Member& each : statement.in->properties->members()) {
    if (each.key() != "PolicyDocument") add(each.value);
  }
  return names;
}

class Permissions {
 public:
  Permissions(StackView& view, std::vector<SecurityChange>& changes)
      : view_(view),
        changes_(changes),
        before_(view.before(), kept(view)),
        after_(view.after(), {}) {}

  void find() {
    std::vector<HolderKey> keys;
    for (const Pair& each : view_.touched()) {
      if (each.before != nullptr) add_holders(view_.before(), before_, *each.before, keys);
      if (each.after != nullptr) add_holders(view_.after(), after_, *each.after, keys);
    }
    // The order of the first mention, each once.
    std::unordered_set<HolderKey> done;
    std::size_t bytes = 0;
    std::size_t left_out = 0;
    const ResourceEntry* last = nullptr;
    for (const HolderKey& each : keys) {
      if (!done.insert(each).second) continue;
      const std::size_t attached =
          attached_bytes(before_.of(each)) + attached_bytes(after_.of(each));
      bytes += attached;
      if (attached > 0 && bytes > most_attached_bytes) {
        ++left_out;
        last = (after_.of(each).empty() ? before_.of(each) : after_.of(each)).front();
      } else {
        compare(each);
      }
    }
    if (last != nullptr) tell_left_out(left_out, *last);
  }

 private:
  // Of policies that are attached to many, each is read once for each of these. More than what the
  // largest of templates comes to, where each of its policies is attached to a hundred.
  static constexpr std::size_t most_attached_bytes = 32'000'000;

  static std::size_t attached_bytes(const std::vector<const ResourceEntry*>& attached) {
    std::size_t bytes = 0;
    for (const ResourceEntry* each : attached) {
      bytes += each->member->value.end - each->member->value.begin;
    }
    return bytes;
  }

  void tell_left_out(std::size_t count, const ResourceEntry& last) {
    Rows rows;
    rows.add(Direction::unclear, SecurityKind::permissions, last, {},
             "what policies allow " + std::to_string(count) +
                 " more that they are attached to is not told; there is too much to compare");
    rows.end_scenario({});
    rows.move_into(changes_);
  }

  static std::function<bool(std::string_view)> kept(const StackView& view) {
    return [&view](std::string_view id) { return view.is_kept(id); };
  }

  static void add_holders(const Side& side, const Attachments& attachments,
                          const ResourceEntry& entry, std::vector<HolderKey>& keys) {
    const auto& carriers = attachments.carriers(entry.logical_id);
    keys.insert(keys.end(), carriers.begin(), carriers.end());
    for (HolderKey& each : holders_of(side, entry)) {
      // A managed policy that somebody carries is reported there.
      if (each == entry.logical_id && !carriers.empty()) continue;
      keys.push_back(std::move(each));
    }
  }

  void compare(const HolderKey& key) {
    const bool is_kept = view_.is_kept(key);
    const Pair pair = is_kept ? Pair{} : view_.pair(key);
    const bool is_same_type =
        !pair.is_on_both_sides() || pair.before->type_name == pair.after->type_name;
    const ResourceEntry* about = pair.after ? pair.after : pair.before;
    if (about == nullptr) {
      const auto& attached = after_.of(key).empty() ? before_.of(key) : after_.of(key);
      if (attached.empty()) return;
      about = attached.front();
    } else if (is_same_type && !pair.is_on_both_sides() && about->properties == nullptr) {
      return;
    }
    in_each_scenario(*about, SecurityKind::permissions, changes_,
                     [&](Scenario& scenario, Rows& rows) {
                       ReadTexts texts;
                       const Reader old_reader(view_.before(), scenario, view_.atoms());
                       const Reader new_reader(view_.after(), scenario, view_.atoms());
                       const PolicyReader old_policies(old_reader, texts);
                       const PolicyReader new_policies(new_reader, texts);
                       Held before;
                       Held after;
                       if (view_.before().index) {
                         HolderReader(old_policies, before_).read(key, pair.before, before);
                       }
                       if (view_.after().index)
                         HolderReader(new_policies, after_).read(key, pair.after, after);
                       if (pair.is_on_both_sides()) {
                         add_allowed_without_policy(old_policies, *pair.before, before.resource);
                         add_allowed_without_policy(new_policies, *pair.after, after.resource);
                       }
                       for (const PolicyRole role :
                            {PolicyRole::identity, PolicyRole::trust, PolicyRole::resource}) {
                         tell_role(role, pair, before, after, rows);
                       }
                       tell_carried(before.carried, after.carried, rows);
                     });
  }

  [[nodiscard]] bool is_about_what_goes(const Statement& statement) const {
    const std::vector<std::string> subjects = subjects_of(statement);
    return !subjects.empty() && std::ranges::all_of(subjects, [this](const std::string& subject) {
      const Pair pair = view_.pair(subject);
      return pair.before != nullptr && pair.after == nullptr && !view_.is_kept(subject);
    });
  }

  // What is in doubt on both sides is told once: of the side on which access may open.
  static void tell_all(const Telling& of_new, const std::vector<Unit>& gained,
                       const Telling& of_old, const std::vector<Unit>& lost, Rows& rows) {
    const auto has_doubt = [](const std::vector<Unit>& units) {
      return std::ranges::any_of(units, [](const Unit& u) { return u.granted != Granted::no; });
    };
    const auto in_doubt = [](Telling telling) {
      telling.is_clear = false;
      return telling;
    };
    tell_units(of_new, gained, rows);
    if (of_new.allows || !has_doubt(lost)) tell_units(in_doubt(of_new), gained, rows);
    if (!of_new.allows || !has_doubt(gained)) tell_units(in_doubt(of_old), lost, rows);
    tell_units(of_old, lost, rows);
  }

  void tell_role(PolicyRole role, const Pair& pair, Held& before, Held& after, Rows& rows) const {
    const Grants& old_grants = before.of(role);
    const Grants& new_grants = after.of(role);
    for (const bool allows : {true, false}) {
      auto gained = not_covered(new_grants, old_grants, allows, view_.atoms());
      auto lost = not_covered(old_grants, new_grants, allows, view_.atoms());
      drop_carried(after, gained);
      drop_carried(before, lost);
      // A denial that goes with all that it protects opens nothing.
      if (!allows) {
        std::erase_if(lost, [this](const Unit& unit) { return is_about_what_goes(*unit.of); });
      }
      const Telling of_new{.role = role,
                           .holder = pair.after ? pair.after : pair.before,
                           .index = view_.after().index,
                           .allows = allows};
      Telling of_old = of_new;
      of_old.index = view_.before().index;
      of_old.is_new = false;
      tell_all(of_new, gained, of_old, lost, rows);
    }
    tell_riddles(old_grants, new_grants, rows);
  }

  static void tell_riddles(const Grants& before, const Grants& after, Rows& rows) {
    const auto tell_missing = [&rows](const Grants& grants, const Grants& others) {
      for (const UnreadPart& each : grants.unread_parts) {
        if (std::ranges::find(others.unread_parts, each.key, &UnreadPart::key) !=
            others.unread_parts.end()) {
          continue;
        }
        rows.add(Direction::unclear, SecurityKind::permissions, *each.in,
                 path_of(*each.in, *each.at),
                 "what this part of the policy allows depends on " + each.words);
        return true;
      }
      return false;
    };
    if (!tell_missing(after, before)) tell_missing(before, after);
  }

  StackView& view_;
  std::vector<SecurityChange>& changes_;
  Attachments before_;
  Attachments after_;
};

/// Whether a resource may have to do with a policy.
bool may_have_policies(const Pair& pair) {
  const auto has_policy_words = [](const ResourceEntry* entry) {
    if (entry == nullptr || entry->properties == nullptr) return false;
    const std::string_view type = entry->type_name;
    if (type.starts_with("AWS::IAM::") || type.find("Policy") != std::string_view::npos ||
        !schema::facts_of<schema::PolicyFor>(type).empty()) {
      return true;
    }
    return std::ranges::any_of(entry->properties->members(), [](const Member& each) {
      return each.key().find("Polic") != std::string_view::npos;
    });
  };
  return has_policy_words(pair.before) || has_policy_words(pair.after);
}

}  // namespace

void find_permission_changes(StackView& view, std::vector<SecurityChange>& changes) {
  if (std::ranges::any_of(view.touched(), may_have_policies)) Permissions(view, changes).find();
}

}  // namespace omnitrack::diff
