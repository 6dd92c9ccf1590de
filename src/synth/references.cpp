#include <algorithm>
#include <cmath>
#include <string>

#include "core/tree.hpp"
#include "omnitrack/codes.hpp"
#include "support/utf8.hpp"
#include "synth/imports.hpp"
#include "synth/plan.hpp"
#include "synth/pseudo_parameters.hpp"
#include "synth/reach.hpp"
#include "synth/resource_form.hpp"

namespace omnitrack::synth {

namespace {

/// Walks the values of one stack's elements.
class Collector {
 public:
  explicit Collector(StackPlan& plan) : plan_(plan), last_edge_(plan.resources.size(), none) {}

  void visit_resource(const Resource& resource) {
    user_ = &resource;
    from_ = TreeAccess::index(resource);
    is_conditional_ = condition_of(resource) != nullptr;
    if (resource.type_info().has_given_names) check_names(resource.type_info());
    const ResourceState* state = TreeAccess::resource_state(resource);
    if (state != nullptr && state->overridden.is_set()) {
      visit(state->overridden);
      return;
    }
    if (state != nullptr) {
      const ResourceAttributes attributes(resource);
      for (const Field& field : attributes.fields()) visit(field.value);
    }
    const Node* properties = resource.properties();
    const std::uint32_t count = resource.type_info().properties.count;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (properties[i].is_set()) visit(properties[i]);
    }
  }

  void visit_element(const Construct& user, const Node& node) {
    user_ = &user;
    from_ = none;
    is_conditional_ = false;
    if (node.is_set()) visit(node);
  }

  void visit_output(const Output& output) {
    const OutputProps& props = TreeAccess::props(output);
    user_ = &output;
    from_ = none;
    is_conditional_ = props.condition.is_set();
    check_text(props.description);
    visit_set(props.value.node(), "an output");
    if (props.export_name.is_set()) visit(props.export_name.node());
    if (is_conditional_) visit(detail::make_logical_id(*props.condition));
  }

  void visit_texts(const Construct& user, std::initializer_list<std::string_view> texts) {
    user_ = &user;
    for (const std::string_view text : texts) check_text(text);
  }

 private:
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);

  void visit(const Node& node) {
    switch (node.kind) {
      case NodeKind::string:
        check_text(node.string());
        return;
      case NodeKind::number:
        if (!std::isfinite(node.number)) {
          user_->error(codes::OT1008, "a number is not finite",
                       "JSON has neither NaN nor infinity");
        }
        return;
      case NodeKind::list:
        for (std::uint32_t i = 0; i < node.size; ++i) visit_set(node.items[i], "a list");
        return;
      case NodeKind::object:
        if (node.has_given_keys) check_keys(node);
        for (std::uint32_t i = 0; i < node.size; ++i) {
          if (node.fields[i].value.is_set()) visit(node.fields[i].value);
        }
        return;
      case NodeKind::pseudo:
        if (is_of_other_stack(node, *plan_.stack)) refer_to_stack(node);
        return;
      case NodeKind::ref:
        refer(*node.element, node);
        return;
      case NodeKind::attribute:
        check_text(node.attribute->name);
        refer(*node.attribute->resource, node);
        return;
      case NodeKind::logical_id:
        name(*node.element);
        return;
      case NodeKind::function:
        if (node.call->function == Intrinsic::length ||
            node.call->function == Intrinsic::to_json_string) {
          plan_.uses_language_extensions = true;
        }
        if (node.call->function == Intrinsic::get_stack_output) {
          plan_.output_reads.push_back({user_, node.call->arguments[0]});
        }
        visit_arguments(*node.call);
        return;
      default:
        return;
    }
  }

  void visit_arguments(const FunctionCall& call) {
    const bool was_conditional = is_conditional_;
    is_conditional_ = was_conditional || call.function == Intrinsic::if_;
    for (std::uint32_t i = 0; i < call.count; ++i) {
      visit_set(call.arguments[i], "an intrinsic function");
    }
    is_conditional_ = was_conditional;
  }

  void check_text(std::string_view text) {
    if (support::is_utf8(text)) return;
    user_->error(codes::OT1007, "a text is not well-formed UTF-8",
                 "templates are UTF-8; convert the text, or encode it as Base64");
  }

  void check_keys(const Node& object) {
    keys_.clear();
    for (std::uint32_t i = 0; i < object.size; ++i) keys_.push_back(object.fields[i].key);
    check_distinct_keys();
  }

  void check_names(const TypeInfo& type) {
    check_text(type.name);
    keys_.assign(type.properties.names, type.properties.names + type.properties.count);
    check_distinct_keys();
  }

  void check_distinct_keys() {
    for (const std::string_view key : keys_) check_text(key);
    std::sort(keys_.begin(), keys_.end());
    const auto twice = std::adjacent_find(keys_.begin(), keys_.end());
    if (twice == keys_.end()) return;
    user_->error(codes::OT1020, "the key '" + std::string(*twice) + "' is given twice",
                 "keep one of the two");
  }

  void visit_set(const Node& node, std::string_view where) {
    if (node.is_set()) {
      visit(node);
      return;
    }
    user_->error(codes::OT1006, "a value that was never set is used in " + std::string(where),
                 "give the property it was read from a value, or leave the item out");
  }

  void refer(const Element& target, const Node& node) {
    const Stack* stack = TreeAccess::stack(target);
    if (stack == plan_.stack) {
      if (target.construct_kind() == ConstructKind::resource) depend(TreeAccess::index(target));
      return;
    }
    refer_to_other(target, node);
  }

  // What is known of the other stack is written as a text, for which it need not be there.
  void refer_to_stack(const Node& node) {
    if (!known_text(node).empty()) return;
    refer_to_other(*node.stack, node);
  }

  void refer_to_other(const Construct& target, const Node& node) {
    if (!is_reachable(target)) return;
    Node value = node;
    value.strength = strength_of(node, *user_);
    const bool is_weak = value.strength == ReferenceStrength::weak;
    if (!check_reach(*user_, target, is_weak)) return;
    check_is_made(target, is_weak);
    plan_.foreign_uses.push_back({user_, value, &target});
  }

  // Who reads it under a condition of its own is supposed to know.
  void check_is_made(const Construct& target, bool is_weak) {
    const Condition* condition = condition_of(target);
    if (condition == nullptr || is_conditional_) return;
    user_->warning(codes::OT1037,
                   (is_weak ? "reads '" : "imports '") + target.path() +
                       "', which is made under the condition '" +
                       std::string(condition->logical_id()) +
                       "': where that does not hold, its output is missing",
                   "use it under a condition too, by fn::if_ or on the whole resource");
  }

  void name(const Element& target) {
    const Stack* stack = TreeAccess::stack(target);
    if (stack == plan_.stack) return;
    if (!is_reachable(target)) return;
    user_->error(codes::OT1009, "uses '" + target.path() + "', which is in another stack",
                 "conditions, mappings and logical ids are known only in their own template; add "
                 "one to this stack");
  }

  [[nodiscard]] bool is_reachable(const Construct& target) const {
    if (TreeAccess::stack(target) != nullptr && &target.app() == &plan_.stack->app()) return true;
    user_->error(codes::OT1010, "uses '" + target.path() + "', which is not in a stack of this app",
                 "add it to a stack of the same app");
    return false;
  }

  void depend(std::uint32_t to) {
    if (from_ == none || last_edge_[to] == from_) return;
    last_edge_[to] = from_;
    plan_.references.push_back({from_, to});
  }

  StackPlan& plan_;
  const Construct* user_ = nullptr;
  bool is_conditional_ = false;  // whether what is visited counts under a condition only
  std::uint32_t from_ = none;
  std::vector<std::uint32_t>
      last_edge_;                       // by target, the last resource that was seen to refer to it
  std::vector<std::string_view> keys_;  // those of one object, kept for its memory
};

}  // namespace

void collect_references(StackPlan& plan) {
  Collector collector(plan);
  plan.references.reserve(plan.resources.size());
  for (const Resource* resource : plan.resources) collector.visit_resource(*resource);
  for (const Parameter* parameter : plan.parameters) {
    const ParameterProps& props = TreeAccess::props(*parameter);
    collector.visit_texts(*parameter,
                          {props.allowed_pattern, props.constraint_description, props.description});
    collector.visit_element(*parameter, props.default_value.node());
    collector.visit_element(*parameter, props.max_value.node());
    collector.visit_element(*parameter, props.min_value.node());
    collector.visit_element(*parameter, props.allowed_values.node());
  }
  for (const Mapping* mapping : plan.mappings) {
    collector.visit_element(*mapping, TreeAccess::table(*mapping));
  }
  for (const Condition* condition : plan.conditions) {
    collector.visit_element(*condition, TreeAccess::expression(*condition));
  }
  for (const Rule* rule : plan.rules) collector.visit_element(*rule, TreeAccess::body(*rule));
  for (const Output* output : plan.outputs) collector.visit_output(*output);
  collector.visit_texts(*plan.stack, {TreeAccess::description(*plan.stack)});
  collector.visit_element(*plan.stack, TreeAccess::metadata(*plan.stack).node());
  collector.visit_element(*plan.stack, TreeAccess::sections(*plan.stack).node());
  collector.visit_element(*plan.stack, TreeAccess::transforms(*plan.stack).node());
}

}  // namespace omnitrack::synth
