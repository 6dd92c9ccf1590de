#include <algorithm>
#include <string>
#include <unordered_map>

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

/// The items of a list that are meant, by their names.
struct NamedItems {
  NamedItems(const ItemProtection& fact, const tmpl::Index& index,
             const tmpl::ResourceEntry& resource) {
    const Case list = only_case(meaning::cases_at(index, resource, fact.list));
    is_seen = list.is_seen && (list.value == nullptr || list.value->is(tmpl::Kind::list));
    if (!is_seen || list.value == nullptr) return;
    all = list.value->items();
    for (const Node& each : all) {
      const auto name = meaning::known_text(each.find(fact.name));
      has_unknown = has_unknown || !name;
      if (name && (fact.only.empty() || fact.only == *name)) by_name.emplace(*name, &each);
    }
  }

  bool is_seen = false;
  bool has_unknown = false;  ///< whether an item may have any name
  std::span<const Node> all = {};
  std::unordered_map<std::string_view, const Node*> by_name = {};
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
    for (const Node& each : before_.all) {
      const auto name = meaning::known_text(each.find(fact_.name));
      if (name && before_.by_name.contains(*name)) check_item(each, *name);
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
    const auto is_kept = item_protects(fact_, *check_.diff.after, *now->second);
    if (fact_.keeps.empty() || is_kept == true) return;
    const auto place = static_cast<std::size_t>(now->second - after_.all.data());
    report(std::string(fact_.list) + "/" + std::to_string(place) + "/" + std::string(fact_.path),
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
