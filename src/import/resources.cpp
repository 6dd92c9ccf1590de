#include "import/resources.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "import/constructs.hpp"
#include "import/literals.hpp"
#include "import/owned.hpp"
#include "import/removal_policies.hpp"
#include "support/json_pointer.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

// Where a key stands below another.
std::string pointer_to(std::string_view parent, std::string_view key) {
  std::string pointer(parent);
  pointer += '/';
  support::append_pointer_step(key, pointer);
  return pointer;
}

bool is_plain_map(const tmpl::Node& value) { return value.is(Kind::map) && !value.is_call(); }

/// Writes one resource.
class ResourceWriter {
 public:
  ResourceWriter(Element& element, Plan& plan, Values& values, Comments& comments)
      : element_(element), plan_(plan), values_(values), comments_(comments) {}

  Statement write() {
    const tmpl::Node& value = element_.member->value;
    values_.set_type(element_.type);
    // In a circle, what a construct takes may come later than it.
    const Element* link =
        plan_.find(meaning::Name::Of::entry, construct_link_of(*element_.resource));
    if (link != nullptr && !link->is_defined) element_.construct = nullptr;
    Statement statement{.element = &element_,
                        .code = {},
                        .comments = comments_.take(element_.member->key_begin),
                        .group = group()};
    if (is_owned()) return said_by_owner(std::move(statement));
    statement.code = call("stack.add", {props()});
    element_.is_defined = true;
    after_ = &statement.after;
    late_properties_of_construct();
    for (auto& [key, code] : late_) override_at(pointer_to("/Properties", key), std::move(code));
    policies(value);
    for (const tmpl::Member& each : value.members()) attribute(each);
    std::vector<std::string> rest = comments_.take_all(element_.member->key_begin, value.end);
    statement.comments.insert(statement.comments.end(), rest.begin(), rest.end());
    return statement;
  }

 private:
  // In a circle, its owner may come later than it, or be no construct after all.
  bool is_owned() {
    if (element_.owner.empty()) return false;
    const Element* owner = plan_.find(meaning::Name::Of::entry, element_.owner);
    if (!owner->is_defined || owner->construct == nullptr) element_.owner = {};
    return !element_.owner.empty();
  }

  Statement said_by_owner(Statement statement) {
    const tmpl::Node& value = element_.member->value;
    std::vector<Code> calls = owner_calls(element_, plan_, values_, comments_);
    statement.element = nullptr;
    for (Code& each : calls) {
      std::ranges::move(each.comments, std::back_inserter(statement.comments));
      each.comments.clear();
    }
    statement.code = std::move(calls.front());
    statement.after.assign(std::move_iterator(calls.begin() + 1), std::move_iterator(calls.end()));
    std::vector<std::string> rest = comments_.take_all(element_.member->key_begin, value.end);
    statement.comments.insert(statement.comments.end(), rest.begin(), rest.end());
    return statement;
  }

  // Resources of one service stand together.
  [[nodiscard]] std::string group() const {
    const std::string_view type = element_.resource->type_name;
    return std::string(type.substr(0, type.rfind("::")));
  }

  Code id() const { return wrapped(".id = ", text_literal(element_.id)); }

  Code props() {
    if (element_.construct != nullptr) return construct_props(element_, plan_, values_, comments_);
    return element_.type != nullptr ? typed() : untyped();
  }

  Code typed() {
    std::vector<Code> members{id()};
    const tmpl::Node* properties = element_.resource->properties;
    const StructNames& names = element_.type->props;
    if (properties != nullptr) {
      for (const MemberNames& each : names.members) {
        const auto given = std::ranges::find(properties->members(), each.text, &tmpl::Member::key);
        if (given != properties->members().end()) add_property(members, *given, each);
      }
      for (const tmpl::Member& each : properties->members()) {
        if (names.find(each.key()) == nullptr)
          late_.emplace_back(each.key(), values_.json(each.value));
      }
    }
    return braces(names.name, std::move(members));
  }

  void add_property(std::vector<Code>& members, const tmpl::Member& given,
                    const MemberNames& names) {
    std::vector<std::string> comments = comments_.take(given.key_begin);
    std::optional<Code> code = values_.property(given.value, names);
    if (!code && !names.is_required) {
      late_.emplace_back(given.key(), values_.json(given.value));
      return;
    }
    Code value = code ? std::move(*code) : values_.forced_property(given.value, names);
    members.push_back(wrapped('.' + std::string(names.name) + " = ", std::move(value)));
    members.back().comments = std::move(comments);
  }

  Code untyped() {
    std::vector<Code> members{id(),
                              wrapped(".type = ", text_literal(element_.resource->type_name))};
    const tmpl::Node* properties = element_.resource->properties;
    if (properties != nullptr && is_plain_map(*properties) && properties->count > 0) {
      members.push_back(wrapped(".properties = ", braces({}, values_.json_entries(*properties))));
    }
    return braces("UntypedResourceProps", std::move(members));
  }

  void say_of(const char* before, Code code) {
    after_->push_back(wrapped(element_.local + before, std::move(code)));
  }

  void say(Code code) {
    element_.is_resource_used = true;
    say_of(element_.construct == nullptr ? "." : ".resource().", std::move(code));
  }

  void override_at(const std::string& pointer, Code value) {
    say(call("override_at", {text_literal(pointer), std::move(value)}));
  }

  void late_properties_of_construct() {
    if (element_.construct == nullptr) return;
    for (Code& each : construct_calls(element_, values_)) {
      if (each.head.starts_with("resource()")) element_.is_resource_used = true;
      say_of(".", std::move(each));
    }
    for (const std::string_view each : late_properties(element_)) {
      const tmpl::Node& value = *element_.resource->properties->find(each);
      const MemberNames* names = element_.type->props.find(each);
      if (names == nullptr) {
        late_.emplace_back(each, values_.json(value));
      } else {
        say(wrapped("props." + std::string(names->name) + " = ",
                    values_.forced_property(value, *names)));
      }
    }
  }

  // Both policies are said at once, of what a construct's props have not said yet.
  void policies(const tmpl::Node& value) {
    const std::string_view policy = removal_policy_of(value);
    has_policies_ = !policy.empty();
    const bool is_said = element_.construct != nullptr && has_removal_policy(*element_.construct);
    if (!has_policies_ || is_said || policy == unspecified_removal) return;
    say(call("set_removal_policy", {token(std::string(policy))}));
  }

  void attribute(const tmpl::Member& member) {
    const std::string_view key = member.key();
    if (key == "Type") return;
    if (has_policies_ && (key == "DeletionPolicy" || key == "UpdateReplacePolicy")) return;
    if (key == "Properties") {
      if (element_.type == nullptr && !is_plain_map(member.value)) {
        override_at("/Properties", values_.json(member.value));
      }
      return;
    }
    const bool is_known = (key == "Condition" && condition(member.value)) ||
                          (key == "DependsOn" && depends_on(member.value)) ||
                          (key == "Metadata" && metadata(member.value)) ||
                          policy_document(key, member.value);
    if (!is_known) override_at(pointer_to({}, key), values_.json(member.value));
  }

  bool condition(const tmpl::Node& value) {
    const Element* named = plan_.use(meaning::Name::Of::condition, value.text());
    if (named == nullptr) return false;
    say(call("set_condition", {token(plan_.name(*named))}));
    return true;
  }

  // Whether a reference makes the resource wait for another one already; the synth then writes no
  // dependency.
  [[nodiscard]] bool refers_to(std::string_view id) const {
    bool refers = false;
    meaning::for_each_name_in(element_.member->value, [&](const meaning::Name& name) {
      refers = refers || (name.of == meaning::Name::Of::entry && name.text == id);
    });
    return refers;
  }

  bool depends_on(const tmpl::Node& value) {
    std::vector<const Element*> targets;
    const auto add = [&](const tmpl::Node& each) {
      if (refers_to(each.text())) return false;
      const Element* target = plan_.use(meaning::Name::Of::entry, each.text());
      const bool is_resource = target != nullptr && target->kind == Element::Kind::resource;
      if (is_resource && target != &element_) targets.push_back(target);
      return is_resource && target != &element_;
    };
    const bool are_known =
        value.is(Kind::list) ? std::ranges::all_of(value.items(), add) : add(value);
    if (!are_known) return false;
    for (const Element* each : targets) say_of(".", call("depends_on", {token(plan_.name(*each))}));
    return true;
  }

  bool metadata(const tmpl::Node& value) {
    if (!value.is(Kind::map) || value.is_call() || value.count == 0) return false;
    for (const tmpl::Member& each : value.members()) {
      say(call("add_metadata", {text_literal(each.key()), values_.json(each.value)}));
    }
    return true;
  }

  bool policy_document(std::string_view key, const tmpl::Node& value) {
    if (key != "CreationPolicy" && key != "UpdatePolicy") return false;
    say(call(key == "CreationPolicy" ? "set_creation_policy" : "set_update_policy",
             {values_.json(value)}));
    return true;
  }

  Element& element_;
  Plan& plan_;
  Values& values_;
  Comments& comments_;
  std::vector<Code>* after_ = nullptr;
  std::vector<std::pair<std::string_view, Code>> late_;  // properties that fit no member
  bool has_policies_ = false;
};

}  // namespace

Statement resource_statement(Element& element, Plan& plan, Values& values, Comments& comments) {
  return ResourceWriter(element, plan, values, comments).write();
}

}  // namespace omnitrack::importing
