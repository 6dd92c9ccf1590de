#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"
#include "schema/facts.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Case;
using meaning::only_case;
using schema::ItemProtection;
using tmpl::Node;

/// Whether a value of an item protects; nothing where it is not known.
std::optional<bool> item_protects(const ItemProtection& fact, const tmpl::Index& index,
                                  const Node& item) {
  const Case one = only_case(meaning::cases_below(index, &item, fact.path));
  if (!one.is_seen) return std::nullopt;
  if (one.value == nullptr || fact.on.empty()) return one.value != nullptr;
  const auto text = meaning::known_text(one.value);
  if (!text) return std::nullopt;
  return support::same_but_for_case(*text, fact.on);
}

std::string with_name(std::string_view words, std::string_view name) {
  std::string text(words);
  const std::size_t at = text.find("{}");
  return at == std::string::npos ? text : text.replace(at, 2, name);
}

/// An item of a list, or a member of a map.
struct NamedItem {
  std::optional<std::string_view> name;  ///< nothing where it is not known
  std::string step;                      ///< to it
  const Node* value = nullptr;
};

/// What a list or a map has that is meant, by its names.
struct NamedItems {
  NamedItems(const ItemProtection& fact, const tmpl::Index& index,
             const tmpl::ResourceEntry& resource) {
    const Case list = only_case(meaning::cases_at(index, resource, fact.list));
    is_seen = list.is_seen && (list.value == nullptr || add(fact, *list.value));
    for (const NamedItem& each : all) {
      has_unknown = has_unknown || !each.name;
      if (each.name && (fact.only.empty() || fact.only == *each.name)) {
        by_name.emplace(*each.name, &each);
      }
    }
  }

  bool is_seen = false;
  bool has_unknown = false;  ///< whether an item may have any name
  std::vector<NamedItem> all = {};
  std::unordered_map<std::string_view, const NamedItem*> by_name = {};

 private:
  /// False where not all are seen.
  bool add(const ItemProtection& fact, const Node& value) {
    if (fact.name.empty()) {
      if (!value.is(tmpl::Kind::map) || value.is_call() || meaning::may_have_more(value)) {
        return false;
      }
      for (const tmpl::Member& each : value.members()) {
        all.push_back({each.key(), std::string(each.key()), &each.value});
      }
      return true;
    }
    if (!value.is(tmpl::Kind::list)) return false;
    for (const Node& each : value.items()) {
      all.push_back({meaning::known_text(each.find(fact.name)), std::to_string(all.size()), &each});
    }
    return true;
  }
};

class ItemCheck {
 public:
  ItemCheck(const LossCheck& check, const ItemProtection& fact)
      : check_(check),
        fact_(fact),
        before_(fact, *check.diff.before, *check.change.before),
        after_(fact, *check.diff.after, *check.change.after) {}

  void run() const {
    if (!before_.is_seen || !after_.is_seen || is_told_as_whole()) return;
    for (const NamedItem& each : before_.all) {
      if (each.name && before_.by_name.contains(*each.name)) check_item(*each.value, *each.name);
    }
  }

 private:
  void check_item(const Node& item, std::string_view name) const {
    if (item_protects(fact_, *check_.diff.before, item) != true) return;
    const auto now = after_.by_name.find(name);
    if (now == after_.by_name.end()) {
      if (fact_.lost.empty()) return;
      return report(fact_.list, with_name(fact_.lost, name), !may_have_another_name());
    }
    const auto is_kept = item_protects(fact_, *check_.diff.after, *now->second->value);
    if (fact_.keeps.empty() || is_kept == true) return;
    report(std::string(fact_.list) + "/" + now->second->step + "/" + std::string(fact_.path),
           with_name(fact_.keeps, name) + (is_kept ? "" : ", as the value turns out at deployment"),
           is_kept.has_value());
  }

  [[nodiscard]] bool may_have_another_name() const {
    return after_.has_unknown || std::ranges::any_of(after_.by_name, [this](const auto& each) {
             return !before_.by_name.contains(each.first);
           });
  }

  /// Whether the list as a whole is a protection of its own, which goes.
  [[nodiscard]] bool is_told_as_whole() const {
    const auto facts = schema::facts_of<schema::Protection>(check_.change.type_name);
    return after_.all.empty() &&
           std::any_of(facts.begin(), facts.end(), [this](const schema::Protection& each) {
             return fact_.list.starts_with(each.path);
           });
  }

  void report(std::string_view way, std::string what, bool is_certain) const {
    check_.report(meaning::property_path(way), std::move(what),
                  "leave '" + std::string(fact_.path.empty() ? fact_.list : fact_.path) +
                      "' as it is deployed",
                  is_certain);
  }

  const LossCheck& check_;
  const ItemProtection& fact_;
  NamedItems before_;
  NamedItems after_;
};

}  // namespace

void find_dropped_item_protection(const LossCheck& check) {
  for (const ItemProtection& each : schema::facts_of<ItemProtection>(check.change.type_name)) {
    ItemCheck(check, each).run();
  }
}

}  // namespace omnitrack::diff
