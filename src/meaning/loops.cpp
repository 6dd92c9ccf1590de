#include "meaning/loops.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "meaning/id_letters.hpp"
#include "meaning/known.hpp"
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

constexpr std::string_view loop_prefix = "Fn::ForEach::";

/// The parts of a loop: what stands for an item, the items, and what is made of each.
struct Loop {
  std::string_view name;
  std::vector<std::string_view> items = {};
  const Node* body = nullptr;
};

std::optional<Loop> read_loop(const Node& value) {
  const auto parts = value.items();
  if (parts.size() != 3 || !parts[0].is(Kind::string) || !parts[1].is(Kind::list) ||
      !parts[2].is(Kind::map)) {
    return std::nullopt;
  }
  Loop loop{.name = parts[0].text(), .body = &parts[2]};
  for (const Node& each : parts[1].items()) {
    const auto text = known_text(&each);
    if (!text) return std::nullopt;
    loop.items.push_back(*text);
  }
  return loop;
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
    std::ranges::copy_if(item, std::back_inserter(stripped_item_), is_letter_or_digit);
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

bool expand(const Member& member, int depth, Builder& builder, std::vector<Member>& members) {
  if (!member.key().starts_with(loop_prefix)) {
    members.push_back(member);
    return members.size() <= most_members;
  }
  const auto loop = read_loop(member.value);
  if (!loop || depth == deepest_loops) return false;
  for (const std::string_view item : loop->items) {
    const Substitution substitution(builder, loop->name, item);
    for (const Member& each : loop->body->members()) {
      if (!expand(substitution.member(each), depth + 1, builder, members)) return false;
    }
  }
  return true;
}

}  // namespace

bool expand_loop(const Member& loop, Builder& builder, std::vector<Member>& members) {
  const std::size_t first = members.size();
  if (expand(loop, 0, builder, members)) return true;
  members.resize(first);
  return false;
}

}  // namespace omnitrack::meaning
