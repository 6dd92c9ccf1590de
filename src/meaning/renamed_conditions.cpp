#include "meaning/renamed_conditions.hpp"

#include <map>
#include <optional>
#include <queue>
#include <string>
#include <vector>

#include "meaning/rebuilt.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Builder;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

class Renamer {
 public:
  Renamer(const RenamedConditions& renamed, Builder& builder)
      : renamed_(renamed), builder_(builder) {}

  [[nodiscard]] Node root(const Node& root) const {
    std::vector<Member> sections(root.members().begin(), root.members().end());
    for (Member& each : sections) {
      if (each.key() == "Conditions") each.value = conditions(each.value);
      if (each.key() == "Resources" || each.key() == "Outputs" || each.key() == "Conditions") {
        if (const auto made = value(each.value)) each.value = *made;
      }
    }
    return builder_.map(sections, root.begin, root.end);
  }

 private:
  [[nodiscard]] Node conditions(const Node& section) const {
    std::vector<Member> members(section.members().begin(), section.members().end());
    for (Member& each : members) {
      const auto found = renamed_.find(each.key());
      if (found != renamed_.end()) {
        each = Builder::member(found->second, each.key_begin, each.value);
      }
    }
    return builder_.map(members, section.begin, section.end);
  }

  [[nodiscard]] std::optional<Node> name(const Node& written) const {
    if (!written.is(Kind::string)) return std::nullopt;
    const auto found = renamed_.find(written.text());
    if (found == renamed_.end()) return std::nullopt;
    return Builder::scalar(Kind::string, found->second, written.begin, written.end);
  }

  /// The value with the new names; nothing where it has none.
  [[nodiscard]] std::optional<Node> value(const Node& written, bool is_choice = false) const {
    if (written.is(Kind::list)) return list(written, is_choice);
    return rebuilt_map(builder_, written, [&](const Member& each) {
      return each.key() == "Condition" && each.value.is_scalar()
                 ? name(each.value)
                 : value(each.value, written.calls(Function::if_));
    });
  }

  /// A list; the first item of a choice names its condition.
  [[nodiscard]] std::optional<Node> list(const Node& written, bool is_choice) const {
    return rebuilt_list(builder_, written, [&](const Node& each) {
      return is_choice && &each == written.items().data() ? name(each) : value(each);
    });
  }

  const RenamedConditions& renamed_;
  Builder& builder_;
};

}  // namespace

RenamedConditions renamed_conditions(const ConditionTexts& before, const ConditionTexts& after) {
  RenamedConditions renamed;
  std::map<std::string, std::queue<std::string_view>> appeared;
  for (const Member& each : after.index().conditions()) {
    if (before.index().find_condition(each.key()) != nullptr) continue;
    appeared[after.of(each.key())].push(each.key());
  }
  appeared.erase(std::string());
  if (appeared.empty()) return renamed;
  for (const Member& each : before.index().conditions()) {
    if (after.index().find_condition(each.key()) != nullptr) continue;
    const auto found = appeared.find(before.of(each.key()));
    if (found == appeared.end() || found->second.empty()) continue;
    renamed.emplace(each.key(), found->second.front());
    found->second.pop();
  }
  return renamed;
}

Node with_renamed(const Node& root, const RenamedConditions& renamed, Builder& builder) {
  return Renamer(renamed, builder).root(root);
}

}  // namespace omnitrack::meaning
