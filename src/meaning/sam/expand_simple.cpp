#include <array>

#include "meaning/sam/expander.hpp"
#include "meaning/sam/facts.hpp"
#include "meaning/sam/values.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Builder;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

/// A table, a layer, a nested application and whatever else has no events.
class SimpleScene : public BodyScene {
 public:
  SimpleScene(Expander& expander, const tmpl::ResourceEntry& entry, const Node& properties)
      : expander_(expander),
        id_(entry.logical_id),
        properties_(properties),
        at_(entry.member->key_begin) {}

  [[nodiscard]] std::string text(std::string_view) const override { return std::string(id_); }

  [[nodiscard]] std::optional<Node> value(std::string_view name) const override {
    if (name == "keyschema") return key("KeyType", "HASH");
    if (name == "attributes") return key("AttributeType", attribute_type());
    if (name == "billing") {
      if (is_given(properties_.find("ProvisionedThroughput"))) return std::nullopt;
      return expander_.text("PAY_PER_REQUEST", at_);
    }
    if (name == "content") return content();
    const Node* tags = properties_.find("Tags");
    if (tags == nullptr || !tags->is(Kind::map) || tags->is_call()) return std::nullopt;
    return listed_tags(expander_, *tags, tags->begin);
  }

 private:
  [[nodiscard]] std::string_view attribute_type() const {
    const Node* type = value_at(&properties_, "PrimaryKey/Type");
    if (type == nullptr) return "S";
    return type->text() == "Number" ? "N" : type->text() == "Binary" ? "B" : "S";
  }

  // A list of the one key of a table.
  [[nodiscard]] Node key(std::string_view kind, std::string_view value) const {
    const Node* name = value_at(&properties_, "PrimaryKey/Name");
    const std::array<Member, 2> members{
        Builder::member("AttributeName", at_, name != nullptr ? *name : expander_.text("id", at_)),
        Builder::member(kind, at_, expander_.text(value, at_))};
    const Node map = expander_.builder().map(members, at_, at_);
    return expander_.builder().list({&map, 1}, at_, at_);
  }

  // A path of this machine stays, and is replaced by packaging.
  [[nodiscard]] std::optional<Node> content() const {
    const Node* uri = properties_.find("ContentUri");
    if (uri == nullptr) return std::nullopt;
    if (!uri->is(Kind::map) || uri->is_call()) return expander_.text("content", at_);
    std::vector<Member> members;
    for (const auto& [from, to] :
         {std::pair<std::string_view, std::string_view>{"Bucket", "S3Bucket"},
          {"Key", "S3Key"},
          {"Version", "S3ObjectVersion"}}) {
      if (const Member* given = member_at(uri, from)) {
        members.push_back(Builder::member(to, given->key_begin, given->value));
      }
    }
    return expander_.builder().map(members, uri->begin, uri->end);
  }

  Expander& expander_;
  std::string_view id_;
  const Node& properties_;
  std::uint32_t at_;
};

}  // namespace

void expand_simple(Expander& expander, std::size_t resource, const Node& properties) {
  const tmpl::ResourceEntry& entry = expander.source().resources()[resource];
  const Node* made = facts_of_type(entry.type_name)->find("made");
  if (made == nullptr) return;
  const SimpleScene scene(expander, entry, properties);
  const Body body(expander.builder(), scene, &properties, *entry.member);
  expander.add_made(*made, body, &properties, resource);
  if (made->find("unchecked") != nullptr) return;
  expander.replace(resource, draft_of(entry.logical_id, *made, body, properties, *entry.member));
}

}  // namespace omnitrack::meaning::sam
