#include "diff/changes/list_items.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "meaning/canonical.hpp"

namespace omnitrack::diff {

namespace {

using meaning::canonical_text;
using meaning::item_spec;
using meaning::same_meaning;
using meaning::ValueSpec;
using tmpl::Kind;
using tmpl::Node;
using Places = std::unordered_multimap<std::string, std::size_t>;

// What tells the items of CloudFormation's lists of structures apart, the first that is there.
constexpr std::array<std::string_view, 9> naming_keys{
    "Key", "IndexName", "AttributeName", "PolicyName", "DeviceName", "Sid", "Id", "RuleId", "Name"};

/// The name of an item in its list; empty where it has none.
std::string name_of_item(const Node& item) {
  if (!item.is(Kind::map) || item.is_call()) return {};
  for (const std::string_view key : naming_keys) {
    const Node* name = item.find(key);
    if (name != nullptr && !name->is(Kind::list)) {
      return std::string(key) + '=' + canonical_text(*name, {});
    }
  }
  return {};
}

/// Pairs items of one text; each is taken once.
class Matcher {
 public:
  Matcher(std::span<const Node> before, std::span<const Node> after)
      : before_(before), after_(after), is_paired_(after.size()) {
    for (std::size_t i = 0; i < before.size(); ++i) left_.push_back(i);
  }

  template <class TextOf>
  void pair_by(const TextOf& text_of) {
    pair_by(text_of, text_of);
  }

  template <class OldTextOf, class NewTextOf>
  void pair_by(const OldTextOf& old_text_of, const NewTextOf& new_text_of) {
    Places places;
    for (std::size_t i = after_.size(); i-- > 0;) {
      std::string text = is_paired_[i] ? std::string() : new_text_of(after_[i]);
      if (!text.empty()) places.emplace(std::move(text), i);
    }
    std::erase_if(left_, [&](std::size_t i) {
      const auto found = places.find(old_text_of(before_[i]));
      if (found == places.end()) return false;
      match_.pairs.emplace_back(i, found->second);
      is_paired_[found->second] = true;
      places.erase(found);
      return true;
    });
  }

  ItemMatch take() {
    match_.gone = std::move(left_);
    for (std::size_t i = 0; i < after_.size(); ++i) {
      if (!is_paired_[i]) match_.added.push_back(i);
    }
    std::ranges::sort(match_.pairs);
    return std::move(match_);
  }

 private:
  std::span<const Node> before_;
  std::span<const Node> after_;
  std::vector<std::size_t> left_;
  std::vector<bool> is_paired_;
  ItemMatch match_;
};

std::optional<ItemMatch> match_by_place(std::span<const Node> before, std::span<const Node> after,
                                        const ValueSpec& item) {
  const std::size_t common = std::min(before.size(), after.size());
  ItemMatch match;
  for (std::size_t i = 0; i < common; ++i) match.pairs.emplace_back(i, i);
  if (before.size() == after.size()) return match;
  for (std::size_t i = 0; i < common; ++i) {
    const std::string name = name_of_item(before[i]);
    const bool belong_together =
        name.empty() ? same_meaning(before[i], after[i], item) : name == name_of_item(after[i]);
    if (!belong_together) return std::nullopt;
  }
  for (std::size_t i = common; i < before.size(); ++i) match.gone.push_back(i);
  for (std::size_t i = common; i < after.size(); ++i) match.added.push_back(i);
  return match;
}

}  // namespace

std::optional<ItemMatch> match_items(const Node& before, const Node& after, const ValueSpec& list,
                                     const StatementTexts* statements) {
  const bool are_statements = statements != nullptr;
  const ValueSpec item = item_spec(list);
  if (!list.is_unordered && !are_statements) {
    return match_by_place(before.items(), after.items(), item);
  }
  // Two lists of one item, which need no texts to be matched.
  if (!are_statements && before.items().size() == 1 && after.items().size() == 1 &&
      name_of_item(before.items()[0]) == name_of_item(after.items()[0])) {
    ItemMatch match;
    match.pairs.emplace_back(0, 0);
    return match;
  }
  Matcher matcher(before.items(), after.items());
  if (are_statements) {
    matcher.pair_by(statements->before, statements->after);
  } else {
    matcher.pair_by([&item](const Node& each) { return canonical_text(each, item); });
  }
  matcher.pair_by(name_of_item);
  ItemMatch match = matcher.take();
  // One for one, neither with a name: it is the same item, changed.
  if (!are_statements && match.gone.size() == 1 && match.added.size() == 1 &&
      name_of_item(before.items()[match.gone[0]]).empty() &&
      name_of_item(after.items()[match.added[0]]).empty()) {
    match.pairs.emplace_back(match.gone[0], match.added[0]);
    match.gone.clear();
    match.added.clear();
  }
  return match;
}

}  // namespace omnitrack::diff
