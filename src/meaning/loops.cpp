#include "meaning/loops.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "meaning/known.hpp"
#include "meaning/mappings.hpp"
#include "support/letters.hpp"
#include "support/replace.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Builder;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

// More than a template may have of anything is no loop that anybody deploys.
constexpr std::size_t most_members = 5000;
constexpr int deepest_loops = 5;
// More are not counted.
constexpr std::size_t enough_members = 1'000'000;

/// The parts of a loop: what stands for an item, the items, and what is made of each.
struct Loop {
  std::string_view name;
  std::vector<std::string_view> items = {};
  const Node* body = nullptr;
  std::string_view parameter = {};  ///< whose default the items are; else empty
};

/// A parameter that a loop runs over and that has a default; null for anything else.
const tmpl::ParameterEntry* parameter_of(const tmpl::Index& index, const Node& list) {
  if (!list.calls(Function::ref)) return nullptr;
  const tmpl::ParameterEntry* parameter = index.find_parameter(list.argument().text());
  const bool has_default = parameter != nullptr && parameter->type_name == "CommaDelimitedList" &&
                           parameter->member->value.find("Default") != nullptr;
  return has_default ? parameter : nullptr;
}

/// The items of a text with commas between them, without the blanks around.
std::vector<std::string_view> split_items(std::string_view text) {
  std::vector<std::string_view> items;
  while (true) {
    const std::size_t end = text.find(',');
    std::string_view item = text.substr(0, end);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    items.push_back(item);
    if (end == std::string_view::npos) return items;
    text.remove_prefix(end + 1);
  }
}

/// What a list holds, written out, looked up or by default; nothing where that is not known.
std::optional<std::vector<std::string_view>> items_of(const tmpl::Index& index, const Node& value) {
  if (const tmpl::ParameterEntry* parameter = parameter_of(index, value)) {
    return split_items(parameter->member->value.find("Default")->text());
  }
  const Node* list = value.calls(Function::find_in_map) ? looked_up(index, value) : &value;
  if (list == nullptr || !list->is(Kind::list)) return std::nullopt;
  std::vector<std::string_view> items;
  for (const Node& each : list->items()) {
    const auto text = known_text(&each);
    if (!text) return std::nullopt;
    items.push_back(*text);
  }
  return items;
}

std::optional<Loop> read_loop(const tmpl::Index& index, const Node& value) {
  const auto parts = value.items();
  if (parts.size() != 3 || !parts[0].is(Kind::string) || !parts[2].is(Kind::map)) {
    return std::nullopt;
  }
  auto items = items_of(index, parts[1]);
  if (!items) return std::nullopt;
  const tmpl::ParameterEntry* parameter = parameter_of(index, parts[1]);
  return Loop{.name = parts[0].text(),
              .items = std::move(*items),
              .body = &parts[2],
              .parameter = parameter == nullptr ? std::string_view() : parameter->name};
}

/// Copies what a loop makes, with an item in place of its name.
class Substitution {
 public:
  Substitution(Builder& builder, std::string_view name, std::string_view item)
      : builder_(builder),
        name_(name),
        item_(item),
        form_("${" + std::string(name) + "}"),
        stripped_form_("&{" + std::string(name) + "}") {
    std::ranges::copy_if(item, std::back_inserter(stripped_item_), support::is_letter_or_digit);
  }

  [[nodiscard]] std::string_view text(std::string_view written) const {
    if (written.find("{" + std::string(name_) + "}") == std::string_view::npos) return written;
    std::string text(written);
    support::replace_all(text, form_, item_);
    support::replace_all(text, stripped_form_, stripped_item_);
    return builder_.keep(text);
  }

  [[nodiscard]] Node value(const Node& written) const {
    if (written.is_scalar()) {
      const std::string_view made = text(written.text());
      return made == written.text()
                 ? written
                 : Builder::scalar(written.kind, made, written.begin, written.end);
    }
    if (written.calls(Function::ref) && written.argument().text() == name_) {
      return Builder::scalar(Kind::string, item_, written.begin, written.end);
    }
    if (written.is(Kind::list)) {
      std::vector<Node> items;
      for (const Node& each : written.items()) items.push_back(value(each));
      return builder_.list(items, written.begin, written.end);
    }
    std::vector<Member> members;
    for (const Member& each : written.members()) members.push_back(member(each));
    Node made = builder_.map(members, written.begin, written.end);
    made.is_short_form = written.is_short_form;
    return made;
  }

  [[nodiscard]] Member member(const Member& written) const {
    return Builder::member(text(written.key()), written.key_begin, value(written.value));
  }

 private:
  Builder& builder_;
  std::string_view name_;
  std::string_view item_;
  std::string form_;
  std::string stripped_form_;  ///< for what takes letters and digits alone
  std::string stripped_item_;
};

bool expand(const tmpl::Index& index, const Member& member, int depth, Builder& builder,
            std::vector<Member>& members, std::string_view& parameter) {
  if (!tmpl::is_loop_key(member.key())) {
    members.push_back(member);
    return members.size() <= most_members;
  }
  const auto loop = read_loop(index, member.value);
  if (!loop || depth == deepest_loops) return false;
  if (!loop->parameter.empty()) parameter = loop->parameter;
  for (const std::string_view item : loop->items) {
    const Substitution substitution(builder, loop->name, item);
    for (const Member& each : loop->body->members()) {
      if (!expand(index, substitution.member(each), depth + 1, builder, members, parameter)) {
        return false;
      }
    }
  }
  return true;
}

std::optional<std::size_t> count_members(const tmpl::Index& index, const Member& member,
                                         int depth) {
  if (!tmpl::is_loop_key(member.key())) return 1;
  const auto loop = read_loop(index, member.value);
  if (!loop || !loop->parameter.empty() || depth == deepest_loops) return std::nullopt;
  std::size_t count = 0;
  for (const Member& each : loop->body->members()) {
    const auto inner = count_members(index, each, depth + 1);
    if (!inner) return std::nullopt;
    count = std::min(count + *inner, enough_members);
  }
  return std::min(count * loop->items.size(), enough_members);
}

}  // namespace

std::optional<std::size_t> members_of_loop(const tmpl::Index& index, const Member& loop) {
  return count_members(index, loop, 0);
}

LoopItems expand_loop(const tmpl::Index& index, const Member& loop, Builder& builder,
                      std::vector<Member>& members) {
  const std::size_t first = members.size();
  LoopItems items{.are_known = true};
  if (!expand(index, loop, 0, builder, members, items.parameter)) {
    members.resize(first);
    items = {};
  }
  return items;
}

}  // namespace omnitrack::meaning
