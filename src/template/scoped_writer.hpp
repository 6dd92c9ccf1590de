#pragma once

#include <set>
#include <string_view>

#include "support/json_writer.hpp"
#include "template/model.hpp"
#include "template/sub_text.hpp"
#include "template/write_json.hpp"

namespace omnitrack::tmpl {

/// Writes values of several templates into one, each with what it means where it stands, its scope.
/// `Self` has `bool write_instead(value, steps)`, which writes what stands for a value, or says
/// that it stands for itself, and `void write_variable(value, variable, steps)`, which writes the
/// member that an `Fn::Sub` needs for a variable of its text, or nothing.
template <class Self, class Scope>
class ScopedWriter {
 public:
  /// A value where it stands.
  struct Value {
    const Scope* scope = nullptr;
    const Node* node = nullptr;
  };

 protected:
  // More steps from one template to another are a circle.
  static constexpr int most_steps = 64;

  explicit ScopedWriter(support::JsonWriter& json) : json_(json) {}

  void write_value(const Value& value, int steps) {
    if (self().write_instead(value, steps)) return;
    const Node& node = *value.node;
    if (node.is(Kind::map)) {
      json_.begin_object();
      for (const Member& each : node.members()) write_member(value, each, steps);
      json_.end_object();
    } else if (node.is(Kind::list)) {
      json_.begin_list();
      for (const Node& each : node.items()) {
        json_.begin_item();
        write_value({value.scope, &each}, steps);
      }
      json_.end_list();
    } else {
      write_json(node, json_);
    }
  }

  // The text stays, and what is handed in is given to it as a value of its own.
  void write_sub(const Value& value, int steps) {
    const Node& argument = value.node->argument();
    const auto items = argument.items();
    const Node& text = items.empty() ? argument : items[0];
    const SubValues own(items.size() == 2 ? &items[1] : nullptr);
    json_.begin_object();
    json_.plain_key("Fn::Sub");
    json_.begin_list();
    json_.begin_item();
    write_json(text, json_);
    json_.begin_item();
    json_.begin_object();
    for (const Member& each : own.all()) write_member(value, each, steps);
    std::set<std::string_view> seen;
    SubVariables variables(text.text());
    while (const auto variable = variables.next()) {
      if (own.find(variable->name) != nullptr || !seen.insert(variable->name).second) continue;
      self().write_variable(value, variable->name, steps);
    }
    json_.end_object();
    json_.end_list();
    json_.end_object();
  }

  support::JsonWriter& json_;

 private:
  Self& self() { return static_cast<Self&>(*this); }

  void write_member(const Value& value, const Member& member, int steps) {
    json_.any_key(member.key());
    write_value({value.scope, &member.value}, steps);
  }
};

}  // namespace omnitrack::tmpl
