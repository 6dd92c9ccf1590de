#include "graph/stacks/joined_stacks.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "diff/changes/handed_on.hpp"
#include "meaning/exports.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "support/json_writer.hpp"
#include "template/scoped_writer.hpp"

namespace omnitrack::graph {

namespace {

using support::JsonWriter;
using tmpl::Function;
using tmpl::Index;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

constexpr std::string_view outputs_prefix = "Outputs.";

/// A stack whose values are written.
struct Scope {
  std::string_view stack;
  const Index* index = nullptr;
  const Scope* whole = nullptr;  ///< that it is nested in
  const Node* given = nullptr;   ///< what its parameters are given there
  const Node* nested = nullptr;  ///< its resource there
};

/// The names of one kind, and how many stacks have each.
using NameCounts = std::map<std::string_view, int, std::less<>>;

std::string renamed(const NameCounts& counts, const Scope& scope, std::string_view name) {
  const auto found = counts.find(name);
  if (found == counts.end() || found->second == 1) return std::string(name);
  return std::string(scope.stack) + '/' + std::string(name);
}

/// Whether a condition's name stands in a call.
bool names_condition(const Node& node) {
  return node.calls(Function::condition) && node.argument().is_scalar();
}

class StackJoiner : public tmpl::ScopedWriter<StackJoiner, Scope> {
 public:
  StackJoiner(std::span<const NamedStack> stacks, JsonWriter& json) : ScopedWriter(json) {
    for (const NamedStack& each : stacks) scopes_.push_back({each.name, each.index});
    for (std::size_t i = 0; i < stacks.size(); ++i) nest(stacks[i], scopes_[i]);
    for (const Scope& each : scopes_) {
      count(each, "Resources", entries_);
      // What the parameters of a nested stack are given stands in their place.
      if (each.whole == nullptr) count(each, "Parameters", entries_);
      count(each, "Conditions", conditions_);
      count(each, "Mappings", mappings_);
      for (const meaning::NamedExport& one : meaning::exports_of(*each.index, each.stack)) {
        if (!one.name.is_certain) continue;
        const Node* value = one.output->value.find("Value");
        if (value != nullptr) exports_.insert_or_assign(one.name.text, Value{&each, value});
      }
    }
  }

  void write() {
    json_.begin_object();
    write_section("Parameters", entries_);
    write_section("Mappings", mappings_);
    write_section("Conditions", conditions_);
    write_section("Resources", entries_);
    json_.end_object();
  }

 private:
  friend ScopedWriter;

  void nest(const NamedStack& stack, Scope& scope) {
    if (stack.nested_in.empty()) return;
    const auto whole = std::ranges::find(scopes_, stack.nested_in, &Scope::stack);
    if (whole == scopes_.end()) return;
    const tmpl::ResourceEntry* nested = whole->index->find_resource(stack.nested_as);
    if (nested == nullptr) return;
    scope.whole = &*whole;
    scope.nested = &nested->member->value;
    scope.given = diff::parameters_given(*whole->index, stack.nested_as);
  }

  /// The stack that is nested in another one by a logical id; null where there is none.
  [[nodiscard]] const Scope* nested_by(const Scope& whole, std::string_view logical_id) const {
    const auto found = std::ranges::find_if(scopes_, [&](const Scope& each) {
      return each.whole == &whole &&
             each.nested == &whole.index->find_resource(logical_id)->member->value;
    });
    return found == scopes_.end() ? nullptr : &*found;
  }

  static void count(const Scope& scope, std::string_view section, NameCounts& counts) {
    const Node* map = scope.index->section(section);
    if (map == nullptr) return;
    for (const Member& each : map->members()) ++counts[each.key()];
  }

  void write_section(std::string_view name, const NameCounts& counts) {
    json_.plain_key(name);
    json_.begin_object();
    for (const Scope& scope : scopes_) {
      const Node* map = scope.index->section(name);
      const bool is_given = name == "Parameters" && scope.whole != nullptr;
      if (map == nullptr || is_given) continue;
      for (const Member& each : map->members()) {
        const bool is_nested =
            name == "Resources" &&
            std::ranges::find(scopes_, &each.value, &Scope::nested) != scopes_.end();
        if (is_nested) continue;
        json_.any_key(renamed(counts, scope, each.key()));
        if (name == "Resources") {
          write_resource(scope, each.value);
        } else {
          write_value({&scope, &each.value}, 0);
        }
      }
      if (name == "Conditions") write_conditions_of_nested(scope);
    }
    json_.end_object();
  }

  /// The condition of a resource; empty where it has none.
  [[nodiscard]] std::string condition_of(const Scope& scope, const Node& resource) const {
    const Node* condition = resource.find("Condition");
    const std::string own = condition == nullptr || !condition->is_scalar()
                                ? std::string()
                                : renamed(conditions_, scope, condition->text());
    const std::string around =
        scope.whole == nullptr ? std::string() : condition_of(*scope.whole, *scope.nested);
    if (own.empty() || around.empty()) return own.empty() ? around : own;
    return around + " and " + own;
  }

  // What is nested under a condition is there where that holds and its own does.
  void write_conditions_of_nested(const Scope& scope) {
    if (scope.whole == nullptr) return;
    const std::string around = condition_of(*scope.whole, *scope.nested);
    if (around.empty()) return;
    std::set<std::string> written;
    for (const tmpl::ResourceEntry& each : scope.index->resources()) {
      const Node* condition = each.member->value.find("Condition");
      if (condition == nullptr || !condition->is_scalar()) continue;
      std::string both = condition_of(scope, each.member->value);
      if (!written.insert(both).second) continue;
      json_.any_key(both);
      json_.begin_object();
      json_.plain_key("Fn::And");
      json_.begin_list();
      for (const std::string& one : {around, renamed(conditions_, scope, condition->text())}) {
        json_.begin_item();
        write_named("Condition", one);
      }
      json_.end_list();
      json_.end_object();
    }
  }

  void write_resource(const Scope& scope, const Node& resource) {
    if (!resource.is(Kind::map) || resource.is_call()) return write_value({&scope, &resource}, 0);
    json_.begin_object();
    const std::string condition = condition_of(scope, resource);
    if (!condition.empty()) {
      json_.plain_key("Condition");
      json_.any_string(condition);
    }
    for (const Member& each : resource.members()) {
      if (each.key() == "DependsOn") continue;
      if (each.key() == "Condition" && each.value.is_scalar()) continue;
      json_.any_key(each.key());
      write_value({&scope, &each.value}, 0);
    }
    json_.end_object();
  }

  bool write_instead(const Value& value, int steps) {
    const Value elsewhere = steps < most_steps ? handed_on(value) : Value();
    if (elsewhere.node == nullptr) return value.node->is_call() && write_call(value, steps);
    write_value(elsewhere, steps + 1);
    return true;
  }

  /// What another stack gives in place of a call; none for any other call.
  [[nodiscard]] Value handed_on(const Value& value) const {
    const Node& node = *value.node;
    switch (node.function) {
      case Function::import_value: {
        const auto name =
            meaning::export_name(node.argument(), *value.scope->index, value.scope->stack);
        const auto found = name && name->is_certain ? exports_.find(name->text) : exports_.end();
        return found == exports_.end() ? Value() : found->second;
      }
      case Function::get_stack_output: {
        const auto read = meaning::output_read(node, *value.scope->index, value.scope->stack);
        return read ? output_of(read->stack, read->output) : Value();
      }
      case Function::ref:
      case Function::get_att: {
        const meaning::Name name = meaning::sole_name(node);
        return through_nested(*value.scope, name.text, name.attribute);
      }
      case Function::split:
        return as_list(value);
      case Function::select:
        return as_item(value);
      default:
        return {};
    }
  }

  [[nodiscard]] Value output_of(std::string_view stack, std::string_view name) const {
    const auto scope = std::ranges::find(scopes_, stack, &Scope::stack);
    return scope == scopes_.end() ? Value() : output_of(*scope, name);
  }

  static Value output_of(const Scope& scope, std::string_view name) {
    const Node* value = diff::value_of_output(*scope.index, name);
    return value == nullptr ? Value() : Value{&scope, value};
  }

  /// What a parameter of a nested stack is given, or what an output of one gives.
  [[nodiscard]] Value through_nested(const Scope& scope, std::string_view name,
                                     std::string_view attribute) const {
    if (attribute.starts_with(outputs_prefix) && scope.index->find_resource(name) != nullptr) {
      const Scope* nested = nested_by(scope, name);
      return nested == nullptr ? Value()
                               : output_of(*nested, attribute.substr(outputs_prefix.size()));
    }
    const tmpl::ParameterEntry* parameter =
        attribute.empty() && scope.whole != nullptr ? scope.index->find_parameter(name) : nullptr;
    if (parameter == nullptr) return {};
    const Node* given = scope.given == nullptr ? nullptr : scope.given->find(name);
    if (given == nullptr) {
      // Nobody else can give it a value.
      const Node* value = parameter->is_list() ? nullptr : parameter->member->value.find("Default");
      return value == nullptr ? Value() : Value{&scope, value};
    }
    // A list goes in as one text with commas.
    const auto items =
        given->calls(Function::join) ? given->argument().items() : std::span<const Node>();
    const bool is_list = parameter->is_list() && items.size() == 2 && items[0].text() == ",";
    return {scope.whole, is_list ? &items[1] : given};
  }

  /// A list that goes from one stack to another as one text.
  [[nodiscard]] Value as_list(const Value& value) const {
    const auto split = value.node->argument().items();
    if (split.size() != 2 || !split[1].is_call()) return {};
    const Value text = handed_on({value.scope, &split[1]});
    if (text.node == nullptr || !text.node->calls(Function::join)) return {};
    const auto joined = text.node->argument().items();
    const bool fits = joined.size() == 2 && joined[0].text() == split[0].text();
    return fits ? Value{text.scope, &joined[1]} : Value();
  }

  [[nodiscard]] Value as_item(const Value& value) const {
    const auto items = value.node->argument().items();
    const auto at = items.size() == 2 ? meaning::known_integer(&items[0]) : std::nullopt;
    if (!at || *at < 0 || !items[1].is_call()) return {};
    const Value list = handed_on({value.scope, &items[1]});
    if (list.node == nullptr || static_cast<std::size_t>(*at) >= list.node->items().size()) {
      return {};
    }
    return {list.scope, &list.node->items()[static_cast<std::size_t>(*at)]};
  }

  /// Writes a call with the names that it takes; false where it takes none.
  bool write_call(const Value& value, int steps) {
    const Node& node = *value.node;
    const Node& argument = node.argument();
    const auto items = argument.items();
    if (node.calls(Function::ref) && argument.is_scalar()) {
      write_reference(*value.scope, argument.text(), {});
    } else if (node.calls(Function::get_att) && !meaning::sole_name(node).text.empty()) {
      const meaning::Name name = meaning::sole_name(node);
      write_reference(*value.scope, name.text, name.attribute);
    } else if (node.calls(Function::sub)) {
      write_sub(value, steps);
    } else if (names_condition(node)) {
      write_named("Condition", renamed(conditions_, *value.scope, argument.text()));
    } else if (node.calls(Function::if_) && items.size() == 3) {
      write_with_first("Fn::If", renamed(conditions_, *value.scope, items[0].text()), value, steps);
    } else if (node.calls(Function::find_in_map) && !items.empty() && items[0].is_scalar()) {
      write_with_first("Fn::FindInMap", renamed(mappings_, *value.scope, items[0].text()), value,
                       steps);
    } else {
      return false;
    }
    return true;
  }

  void write_named(std::string_view key, std::string_view name) {
    json_.begin_object();
    json_.plain_key(key);
    json_.any_string(name);
    json_.end_object();
  }

  // A stack's name is its own, which the others do not share.
  void write_reference(const Scope& scope, std::string_view name, std::string_view attribute) {
    if (name == "AWS::StackName" && scope.whole == nullptr) return json_.any_string(scope.stack);
    const std::string id = renamed(entries_, scope, name);
    if (attribute.empty()) return write_named("Ref", id);
    json_.begin_object();
    json_.plain_key("Fn::GetAtt");
    json_.begin_list();
    json_.begin_item();
    json_.any_string(id);
    json_.begin_item();
    json_.any_string(attribute);
    json_.end_list();
    json_.end_object();
  }

  void write_with_first(std::string_view key, std::string_view first, const Value& value,
                        int steps) {
    json_.begin_object();
    json_.plain_key(key);
    json_.begin_list();
    json_.begin_item();
    json_.any_string(first);
    for (const Node& each : value.node->argument().items().subspan(1)) {
      json_.begin_item();
      write_value({value.scope, &each}, steps);
    }
    json_.end_list();
    json_.end_object();
  }

  void write_variable(const Value& value, std::string_view variable, int steps) {
    const meaning::Name name = meaning::dotted_name(variable);
    const Value handed =
        steps < most_steps ? through_nested(*value.scope, name.text, name.attribute) : Value();
    if (handed.node != nullptr) {
      json_.any_key(variable);
      return write_value(handed, steps + 1);
    }
    if (name.text != "AWS::StackName" && renamed(entries_, *value.scope, name.text) == name.text) {
      return;
    }
    json_.any_key(variable);
    write_reference(*value.scope, name.text, name.attribute);
  }

  std::vector<Scope> scopes_;
  NameCounts entries_;
  NameCounts conditions_;
  NameCounts mappings_;
  std::map<std::string, Value, std::less<>> exports_;
};

}  // namespace

std::string joined_stacks(std::span<const NamedStack> stacks) {
  return support::json_text(support::JsonLayout::compact,
                            [&](JsonWriter& json) { StackJoiner(stacks, json).write(); });
}

std::string joined_id(std::span<const NamedStack> stacks, std::string_view stack,
                      std::string_view logical_id) {
  const auto has = [logical_id](const NamedStack& each) {
    return each.index->find_resource(logical_id) != nullptr ||
           (each.nested_in.empty() && each.index->find_parameter(logical_id) != nullptr);
  };
  if (std::ranges::count_if(stacks, has) < 2) return std::string(logical_id);
  return std::string(stack) + '/' + std::string(logical_id);
}

}  // namespace omnitrack::graph
