#include "meaning/expanded.hpp"

#include <optional>
#include <vector>

#include "meaning/loops.hpp"
#include "meaning/sam/globals.hpp"
#include "template/builder.hpp"

namespace omnitrack::meaning {

using tmpl::Builder;
using tmpl::Index;
using tmpl::Member;
using tmpl::Node;

namespace {

class Expander {
 public:
  Expander(const Index& index, Builder& builder, Expanded::ByDefault& by_default)
      : index_(index), builder_(builder), by_default_(by_default), globals_(index, builder) {}

  [[nodiscard]] Node root() {
    const Node& root = index_.source().root();
    std::vector<Member> sections(root.members().begin(), root.members().end());
    for (Member& each : sections) {
      if (each.key() == "Resources") each.value = resources(each.value);
    }
    return builder_.map(sections, root.begin, root.end);
  }

 private:
  bool expanded(const Member& loop, std::vector<Member>& members) {
    const std::size_t first = members.size();
    const LoopItems items = expand_loop(index_, loop, builder_, members);
    if (items.parameter.empty()) return items.are_known;
    for (std::size_t i = first; i < members.size(); ++i) {
      by_default_.emplace(members[i].key(), items.parameter);
    }
    return true;
  }

  Node resources(const Node& written) {
    std::vector<Member> members;
    for (const Member& each : written.members()) {
      const bool is_loop = tmpl::is_loop_key(each.key());
      if (is_loop && expanded(each, members)) continue;
      members.push_back(each);
      if (const auto whole = with_globals(each)) members.back().value = *whole;
    }
    return builder_.map(members, written.begin, written.end);
  }

  /// A resource of SAM's with what `Globals` say of it.
  [[nodiscard]] std::optional<Node> with_globals(const Member& resource) const {
    if (index_.section("Globals") == nullptr) return std::nullopt;
    const tmpl::ResourceEntry* entry = index_.find_resource(resource.key());
    if (entry == nullptr || !entry->type_name.starts_with("AWS::Serverless::")) {
      return std::nullopt;
    }
    const Node* properties = globals_.properties_of(*entry);
    if (properties == nullptr) return std::nullopt;
    std::vector<Member> members;
    for (const Member& each : resource.value.members()) {
      if (each.key() != "Properties") members.push_back(each);
    }
    members.push_back(Builder::member("Properties", resource.key_begin, *properties));
    return builder_.map(members, resource.value.begin, resource.value.end);
  }

  const Index& index_;
  Builder& builder_;
  Expanded::ByDefault& by_default_;
  sam::Globals globals_;
};

}  // namespace

bool may_be_expanded(const Index& index) {
  const Node* resources = index.section("Resources");
  return resources != nullptr &&
         (resources->has_function_key || index.section("Globals") != nullptr);
}

Expanded::Expanded(const Index& read, const DecidedConditions& decided,
                   const RenamedConditions& renamed)
    : read_(&read) {
  if (!may_be_expanded(read) && decided.empty() && renamed.empty()) return;
  const tmpl::Template& source = read.source();
  auto made = std::make_unique<tmpl::Template>(source.file(), std::string(source.text()));
  Builder builder(*made, source.format(), tmpl::Repeated::kept);
  Node root = may_be_expanded(read) ? Expander(read, builder, by_default_).root() : source.root();
  if (!decided.empty()) root = with_decided(root, decided, builder);
  if (!renamed.empty()) root = with_renamed(root, renamed, builder);
  builder.set_root(root);
  made_ = std::make_unique<MadeTemplate>(std::move(made));
}

std::string_view Expanded::default_of(std::string_view logical_id) const {
  const auto found = by_default_.find(logical_id);
  return found == by_default_.end() ? std::string_view() : found->second;
}

}  // namespace omnitrack::meaning
