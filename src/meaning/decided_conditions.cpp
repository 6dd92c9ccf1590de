#include "meaning/decided_conditions.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "meaning/known.hpp"
#include "meaning/rebuilt.hpp"
#include "meaning/references.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Builder;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

constexpr std::string_view condition_key = "Condition";

class Decider {
 public:
  Decider(const DecidedConditions& decided, Builder& builder, std::vector<TextRange>* left_out)
      : decided_(decided), builder_(builder), left_out_(left_out) {}

  [[nodiscard]] Node root(const Node& root) const {
    std::vector<Member> sections(root.members().begin(), root.members().end());
    for (Member& each : sections) {
      if (each.key() == "Resources" || each.key() == "Outputs") each.value = entries(each.value);
      if (each.key() == "Globals") each.value = value(each.value).value_or(each.value);
    }
    return builder_.map(sections, root.begin, root.end);
  }

 private:
  [[nodiscard]] std::optional<bool> decided(const Node* condition) const {
    if (condition == nullptr || !condition->is(Kind::string)) return std::nullopt;
    const auto found = decided_.find(condition->text());
    return found == decided_.end() ? std::nullopt : std::optional(found->second);
  }

  [[nodiscard]] Node entries(const Node& section) const {
    std::vector<Member> kept;
    for (const Member& each : section.members()) {
      const auto exists = decided(each.value.find(condition_key));
      if (exists == false) {
        leave_out(each.key_begin, each.value.end);
        continue;
      }
      kept.push_back(each);
      Node& entry = kept.back().value;
      if (exists) entry = without_condition(entry);
      if (const auto made = value(entry)) entry = *made;
    }
    return builder_.map(kept, section.begin, section.end);
  }

  [[nodiscard]] Node without_condition(const Node& entry) const {
    std::vector<Member> kept;
    for (const Member& each : entry.members()) {
      if (each.key() != condition_key) kept.push_back(each);
    }
    return builder_.map(kept, entry.begin, entry.end);
  }

  /// The value with the branches that are taken; nothing where it stays.
  [[nodiscard]] std::optional<Node> value(const Node& written) const {
    if (written.is(Kind::list)) return list(written);
    const auto branches = branches_of(written);
    if (const auto holds = branches.empty() ? std::nullopt : decided(branches.data())) {
      const Node& taken = branches[*holds ? 1 : 2];
      const Node& other = branches[*holds ? 2 : 1];
      leave_out(other.begin, other.end);
      return value(taken).value_or(taken);
    }
    return rebuilt_map(builder_, written, [this](const Member& each) { return value(each.value); });
  }

  /// The list without what turns out to be no item.
  [[nodiscard]] std::optional<Node> list(const Node& written) const {
    auto made = rebuilt_list(builder_, written, [this](const Node& each) { return value(each); });
    if (!made) return made;
    std::vector<Node> kept;
    for (std::size_t i = 0; i < made->items().size(); ++i) {
      const Node& item = made->items()[i];
      if (!is_no_value(item) || is_no_value(written.items()[i])) kept.push_back(item);
    }
    return kept.size() == made->items().size() ? made
                                               : builder_.list(kept, written.begin, written.end);
  }

  void leave_out(std::uint32_t begin, std::uint32_t end) const {
    if (left_out_ != nullptr) left_out_->push_back({begin, end});
  }

  const DecidedConditions& decided_;
  Builder& builder_;
  std::vector<TextRange>* left_out_;
};

/// Whether a comparison in a condition comes out the same in every deployment.
bool may_be_decided(const ConditionTexts& texts, const Node& condition) {
  bool may_be = false;
  for_each_call(condition, [&](const Node& call) {
    may_be = may_be || (call.calls(tmpl::Function::equals) && texts.decided(call).has_value());
  });
  return may_be;
}

}  // namespace

DecidedConditions decided_conditions(const ConditionTexts& texts) {
  DecidedConditions all;
  const auto conditions = texts.index().conditions();
  const bool may_be = std::ranges::any_of(
      conditions, [&](const Member& each) { return may_be_decided(texts, each.value); });
  if (!may_be || texts.index().may_have_unseen()) return all;
  for (const Member& each : conditions) {
    if (const auto holds = texts.decided(each.key())) all.emplace(each.key(), *holds);
  }
  return all;
}

Node with_decided(const Node& root, const DecidedConditions& decided, Builder& builder,
                  std::vector<TextRange>* left_out) {
  return Decider(decided, builder, left_out).root(root);
}

}  // namespace omnitrack::meaning
