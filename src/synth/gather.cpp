#include <algorithm>
#include <string>
#include <unordered_map>

#include "core/tree.hpp"
#include "meaning/stack_name.hpp"
#include "omnitrack/codes.hpp"
#include "synth/plan.hpp"
#include "synth/reach.hpp"

namespace omnitrack::synth {

namespace {

// Two groups of one name beside each other have the same path; elements of one path are found by
// their logical ids.
void check_sibling_groups(const Construct& parent) {
  std::unordered_map<std::string_view, const Construct*> seen;
  for (const Construct* child = parent.first_child(); child != nullptr;
       child = child->next_sibling()) {
    const bool is_group = child->construct_kind() == ConstructKind::group;
    if (!is_group || child->id().empty()) continue;
    const auto [entry, is_new] = seen.try_emplace(child->id(), child);
    if (is_new) continue;
    const Source first = entry->second->source();
    child->error(codes::OT1018,
                 "two constructs beside each other are named '" + std::string(child->id()) +
                     "'; the first is made at " + first.file + ':' + std::to_string(first.line),
                 "give one of them another id");
  }
}

// Whether a construct, or one in it, stands in a template by itself.
bool makes_an_element(const Construct& construct) {
  if (construct.construct_kind() == ConstructKind::stack) return false;
  if (construct.construct_kind() != ConstructKind::group) return true;
  const Construct* child = construct.first_child();
  while (child != nullptr && !makes_an_element(*child)) child = child->next_sibling();
  return child != nullptr;
}

// Reported at the construct that was added to the app, not at what it is made of.
void check_is_in_stack(const Construct& child) {
  const bool is_at_the_top = child.parent()->construct_kind() == ConstructKind::app;
  if (!is_at_the_top || !makes_an_element(child)) return;
  child.error(codes::OT1015,
              "'" + std::string(child.id()) + "' is added to the app and so is in no stack",
              "add it to a stack, e.g. to app.add(StackProps{.id = \"Data\"})");
}

class Gatherer {
 public:
  explicit Gatherer(Plan& plan) : plan_(plan) {}

  void visit(Construct& construct, std::size_t stack) {
    if (construct.first_child() != nullptr) check_sibling_groups(construct);
    for (Construct* child = construct.first_child(); child != nullptr;
         child = child->next_sibling()) {
      visit_child(*child, stack);
    }
  }

 private:
  void visit_child(Construct& child, std::size_t stack) {
    check_is_in_stack(child);
    if (child.construct_kind() == ConstructKind::stack) {
      const std::size_t own = plan_.size();
      plan_.emplace_back().stack = static_cast<Stack*>(&child);
      visit(child, own);
      return;
    }
    if (child.construct_kind() != ConstructKind::group) {
      if (TreeAccess::stack(child) == nullptr) return;
      add(child, plan_[stack]);
    }
    visit(child, stack);
  }

  static void add(Construct& child, StackPlan& plan) {
    switch (child.construct_kind()) {
      case ConstructKind::resource: {
        auto& resource = static_cast<Resource&>(child);
        TreeAccess::index(resource) = static_cast<std::uint32_t>(plan.resources.size());
        plan.resources.push_back(&resource);
        return;
      }
      case ConstructKind::parameter:
        plan.parameters.push_back(static_cast<Parameter*>(&child));
        return;
      case ConstructKind::mapping:
        plan.mappings.push_back(static_cast<Mapping*>(&child));
        return;
      case ConstructKind::condition:
        plan.conditions.push_back(static_cast<Condition*>(&child));
        return;
      case ConstructKind::rule:
        plan.rules.push_back(static_cast<Rule*>(&child));
        return;
      case ConstructKind::output:
        plan.outputs.push_back(static_cast<Output*>(&child));
        return;
      case ConstructKind::group:
      case ConstructKind::app:
      case ConstructKind::stack:
        return;
    }
  }

  Plan& plan_;
};

void check_outputs_role(const Stack& stack) {
  const std::string_view role = TreeAccess::outputs_role(stack);
  if (role.empty() || is_role_of(role, stack.fixed_account())) return;
  stack.error(codes::OT1026,
              "'" + std::string(role) + "' is not the ARN of a role in the stack's account",
              "it has the form arn:aws:iam::ACCOUNT:role/NAME");
}

void check_stacks(const Plan& plan) {
  std::unordered_map<std::string_view, const Stack*> seen;
  for (const StackPlan& each : plan) {
    const Stack& stack = *each.stack;
    if (!meaning::is_stack_name(stack.name())) {
      stack.error(
          codes::OT1013, "'" + std::string(stack.name()) + "' cannot be the name of a stack",
          "a name begins with a letter and has only letters, digits and hyphens, at most 128");
    }
    if (!is_account_or_empty(stack.fixed_account())) {
      stack.error(codes::OT1021,
                  "'" + std::string(stack.fixed_account()) + "' is not an account number",
                  "an account number has 12 digits");
    }
    check_outputs_role(stack);
    const auto [entry, is_new] = seen.try_emplace(stack.name(), &stack);
    if (!is_new) {
      const Source first = entry->second->source();
      stack.error(codes::OT1014,
                  "two stacks are named '" + std::string(stack.name()) +
                      "'; the first is made at " + first.file + ':' + std::to_string(first.line),
                  "give one of them another id or stack_name");
    }
    if (each.resources.empty()) {
      stack.error(codes::OT1016, "the stack has no resource",
                  "CloudFormation refuses a template without one");
    }
  }
}

}  // namespace

Plan gather(App& app) {
  Plan plan;
  Gatherer(plan).visit(app, static_cast<std::size_t>(-1));
  check_stacks(plan);
  return plan;
}

}  // namespace omnitrack::synth
