#include "meaning/sam/globals.hpp"

#include <algorithm>
#include <vector>

#include "meaning/sam/facts.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

bool is_written_out(const Node& node) { return node.is(Kind::map) && !node.is_call(); }

const Member* find_member(std::span<const Member> members, std::string_view key) {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &*found;
}

}  // namespace

const Node* Globals::of_type(std::string_view type) const {
  if (section_ == nullptr || !has_name_of_sam(type)) return nullptr;
  type.remove_prefix(std::string_view("AWS::Serverless::").size());
  const Node* found = section_->find(type);
  return found != nullptr && is_written_out(*found) ? found : nullptr;
}

const Node* Globals::keep(const Node& node) const {
  return &builder_.list({&node, 1}, node.begin, node.end).items().front();
}

Node Globals::join_maps(const Node& global, const Node& own) const {
  std::vector<Member> members(global.members().begin(), global.members().end());
  for (const Member& each : own.members()) {
    const auto same = std::ranges::find(members, each.key(), &Member::key);
    if (same == members.end()) {
      members.push_back(each);
    } else {
      const Node value = join(same->value, each.value);
      *same = each;
      same->value = value;
    }
  }
  return builder_.map(members, own.begin, own.end);
}

Node Globals::join(const Node& global, const Node& own) const {
  if (is_written_out(global) && is_written_out(own)) return join_maps(global, own);
  if (!global.is(Kind::list) || !own.is(Kind::list)) return own;
  std::vector<Node> items(global.items().begin(), global.items().end());
  items.insert(items.end(), own.items().begin(), own.items().end());
  return builder_.list(items, own.begin, own.end);
}

Node Globals::without(const Node& global, const Node& ignored) const {
  std::vector<Member> members;
  for (const Member& each : global.members()) {
    if (std::ranges::find(ignored.items(), each.key(), &Node::text) == ignored.items().end()) {
      members.push_back(each);
    }
  }
  return builder_.map(members, global.begin, global.end);
}

const Node* Globals::joined(std::string_view type, const Node& properties) const {
  const Node* global = of_type(type);
  return keep(global == nullptr ? properties : join_maps(*global, properties));
}

const Node* Globals::properties_of(const tmpl::ResourceEntry& resource) const {
  const Node& whole = resource.member->value;
  Node own = builder_.map({}, resource.member->key_begin, resource.member->key_begin);
  if (const Member* properties = find_member(whole.members(), "Properties")) {
    if (!is_written_out(properties->value)) return nullptr;
    own = properties->value;
  }
  const Node* global = of_type(resource.type_name);
  const Node* ignored = whole.find("IgnoreGlobals");
  if (global == nullptr || (ignored != nullptr && ignored->text() == "*")) return keep(own);
  if (ignored == nullptr) return keep(join_maps(*global, own));
  return keep(join_maps(without(*global, *ignored), own));
}

}  // namespace omnitrack::meaning::sam
