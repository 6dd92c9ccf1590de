#include "diff/security/joined_template.hpp"

#include <algorithm>
#include <set>

#include "diff/changes/handed_on.hpp"
#include "meaning/references.hpp"
#include "support/json_writer.hpp"
#include "template/scoped_writer.hpp"

namespace omnitrack::diff {

namespace {

using support::JsonWriter;
using tmpl::Function;
using tmpl::Index;
using tmpl::Member;
using tmpl::Node;

constexpr std::string_view outputs_prefix = "Outputs.";
/// A template, and what its parameters are given.
struct Scope {
  const Index* index = nullptr;
  const Node* given = nullptr;  ///< null for the stack's own
  bool is_part = false;
};

class Joiner : public tmpl::ScopedWriter<Joiner, Scope> {
 public:
  Joiner(const Index& whole, const std::vector<PartTemplate>& parts, JsonWriter& json)
      : ScopedWriter(json), whole_{.index = &whole} {
    for (const PartTemplate& each : parts) {
      ids_.insert(each.id);
      parts_.push_back(
          {.index = each.index, .given = parameters_given(whole, each.id), .is_part = true});
      part_ids_.push_back(each.id);
    }
  }

  void write() {
    json_.begin_object();
    write_section("Parameters", false);
    write_section("Mappings", true);
    write_section("Conditions", true);
    json_.plain_key("Resources");
    json_.begin_object();
    write_resources(whole_);
    for (const Scope& each : parts_) write_resources(each);
    json_.end_object();
    json_.end_object();
  }

 private:
  friend ScopedWriter;

  // A condition or a mapping stands alike in each template that uses it.
  void write_section(std::string_view name, bool is_of_parts) {
    std::set<std::string_view> written;
    json_.plain_key(name);
    json_.begin_object();
    write_members(whole_, name, written);
    for (const Scope& each : parts_) {
      if (is_of_parts) write_members(each, name, written);
    }
    json_.end_object();
  }

  void write_members(const Scope& scope, std::string_view section,
                     std::set<std::string_view>& written) {
    const Node* map = scope.index->section(section);
    if (map == nullptr) return;
    for (const Member& each : map->members()) {
      if (!written.insert(each.key()).second) continue;
      json_.any_key(each.key());
      write_value({&scope, &each.value}, 0);
    }
  }

  void write_resources(const Scope& scope) {
    for (const tmpl::ResourceEntry& each : scope.index->resources()) {
      if (!scope.is_part && ids_.contains(each.logical_id)) continue;
      json_.any_key(each.logical_id);
      json_.begin_object();
      for (const Member& member : each.member->value.members()) {
        if (member.key() == "DependsOn") continue;
        json_.any_key(member.key());
        write_value({&scope, &member.value}, 0);
      }
      json_.end_object();
    }
  }

  bool write_instead(const Value& value, int steps) {
    const Value elsewhere = steps < most_steps ? handed(value) : Value();
    if (elsewhere.node != nullptr) {
      write_value(elsewhere, steps + 1);
    } else if (value.node->calls(Function::sub)) {
      write_sub(value, steps);
    } else {
      return false;
    }
    return true;
  }

  /// The value in another template that a call stands for; none where it stands for itself.
  Value handed(const Value& value) const {
    if (!value.node->calls(Function::ref) && !value.node->calls(Function::get_att)) return {};
    Value found;
    meaning::for_each_name(*value.node, [&](const meaning::Name& name) {
      found = named(*value.scope, name.text, name.attribute);
    });
    const tmpl::ParameterEntry* parameter =
        value.node->calls(Function::ref)
            ? value.scope->index->find_parameter(value.node->argument().text())
            : nullptr;
    const bool is_list = parameter != nullptr && parameter->is_list();
    return found.node != nullptr && is_list ? as_list(found) : found;
  }

  Value named(const Scope& scope, std::string_view name, std::string_view attribute) const {
    if (scope.is_part) {
      const Node* given =
          attribute.empty() && scope.given != nullptr ? scope.given->find(name) : nullptr;
      return given == nullptr ? Value() : Value{&whole_, &where_it_is_made(*given)};
    }
    const auto part = std::ranges::find(part_ids_, name);
    if (part == part_ids_.end() || !attribute.starts_with(outputs_prefix)) return {};
    const Scope& from = parts_[static_cast<std::size_t>(part - part_ids_.begin())];
    const Node* value = value_of_output(*from.index, attribute.substr(outputs_prefix.size()));
    return value == nullptr ? Value() : Value{&from, &where_it_is_made(*value)};
  }

  // A list goes from one template to another as a text with commas.
  Value as_list(Value value) const {
    for (int step = 0; step < most_steps; ++step) {
      const auto items = value.node->calls(Function::join) ? value.node->argument().items()
                                                           : std::span<const Node>();
      if (items.size() == 2 && items[0].text() == ",") return {value.scope, &items[1]};
      const Value next = handed(value);
      if (next.node == nullptr) return value;
      value = next;
    }
    return value;
  }

  void write_variable(const Value& value, std::string_view variable, int steps) {
    const meaning::Name name = meaning::dotted_name(variable);
    const Value given =
        steps < most_steps ? named(*value.scope, name.text, name.attribute) : Value();
    if (given.node == nullptr) return;
    json_.any_key(variable);
    write_value(given, steps + 1);
  }

  Scope whole_;
  std::vector<Scope> parts_;
  std::vector<std::string_view> part_ids_;
  std::set<std::string_view> ids_;
};

}  // namespace

std::string joined_template(const Index& whole, const std::vector<PartTemplate>& parts) {
  return support::json_text(support::JsonLayout::compact,
                            [&](JsonWriter& json) { Joiner(whole, parts, json).write(); });
}

}  // namespace omnitrack::diff
