#include "synth/output_reads.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "core/tree.hpp"
#include "meaning/stack_name.hpp"
#include "omnitrack/codes.hpp"
#include "support/edit_distance.hpp"
#include "synth/reach.hpp"

namespace omnitrack::synth {

namespace {

/// What a call is given, as far as it is known.
struct Arguments {
  std::optional<std::string> stack;
  std::optional<std::string> output;
  std::optional<std::string> region;
  std::optional<std::string> role;
  bool has_region = false;
  bool has_role = false;
};

const Node* find(const Node& object, std::string_view key) {
  const Field* end = object.fields + object.size;
  const Field* found =
      std::find_if(object.fields, end, [&](const Field& field) { return field.key == key; });
  return found == end ? nullptr : &found->value;
}

class OutputReads {
 public:
  OutputReads(const Plan& plan, const Imports& imports) : plan_(plan), imports_(imports) {}

  void check(const OutputRead& read) const {
    const Stack& reader = read.user->stack();
    const Arguments given = arguments_of(reader, read.arguments);
    if (!check_names(*read.user, given)) return;
    const StackPlan* of = stack_of(reader, given);
    if (of == nullptr || !given.output || may_have(*of, *given.output)) return;
    std::string hint = support::did_you_mean(*given.output, outputs_of(*of));
    if (hint.empty()) hint = "give weak(…) the value itself, which makes the output";
    read.user->error(codes::OT1035,
                     "reads the output '" + *given.output + "' of the stack '" + *given.stack +
                         "', which has no such output",
                     std::move(hint));
  }

 private:
  [[nodiscard]] Arguments arguments_of(const Stack& reader, const Node& object) const {
    Arguments given;
    const auto take = [&](std::string_view key, bool& is_given) -> std::optional<std::string> {
      const Node* value = find(object, key);
      is_given = value != nullptr;
      return is_given ? known(reader, *value) : std::nullopt;
    };
    bool is_given = false;
    given.stack = take("StackName", is_given);
    given.output = take("OutputName", is_given);
    given.region = take("Region", given.has_region);
    given.role = take("RoleArn", given.has_role);
    return given;
  }

  [[nodiscard]] std::optional<std::string> known(const Stack& reader, const Node& value) const {
    const Node seen = imports_.seen_from(reader, value);
    if (seen.kind == NodeKind::string) return std::string(seen.string());
    const bool is_own_name =
        seen.kind == NodeKind::pseudo && seen.pseudo() == PseudoParameter::stack_name;
    if (is_own_name) return std::string(reader.name());
    if (seen.kind != NodeKind::function || seen.call->function != Intrinsic::concat) {
      return std::nullopt;
    }
    std::string text;
    for (std::uint32_t i = 0; i < seen.call->count; ++i) {
      const auto part = known(reader, seen.call->arguments[i]);
      if (!part) return std::nullopt;
      text += *part;
    }
    return text;
  }

  // CloudFormation's API takes the ARN of a stack for its name.
  static bool check_names(const Construct& user, const Arguments& given) {
    if (given.stack && !given.stack->starts_with("arn:") && !meaning::is_stack_name(*given.stack)) {
      user.error(codes::OT1034,
                 "reads an output of '" + *given.stack + "', which cannot be the name of a stack",
                 "a name begins with a letter and has only letters, digits and hyphens, at most "
                 "128");
      return false;
    }
    if (given.output && !meaning::is_output_name(*given.output)) {
      user.error(codes::OT1034,
                 "reads '" + *given.output + "', which cannot be the name of an output",
                 "it is the output's logical id: letters and digits, at most 255");
      return false;
    }
    return true;
  }

  // The stack of the app that is surely meant; null where there is none.
  [[nodiscard]] const StackPlan* stack_of(const Stack& reader, const Arguments& given) const {
    if (!given.stack) return nullptr;
    const auto found = std::find_if(plan_.begin(), plan_.end(), [&](const StackPlan& each) {
      return each.stack->name() == *given.stack;
    });
    if (found == plan_.end()) return nullptr;
    const Stack& stack = *found->stack;
    const bool is_in_region = given.has_region
                                  ? given.region && *given.region == stack.fixed_region()
                                  : !are_different(reader.fixed_region(), stack.fixed_region());
    const bool is_in_account = given.has_role
                                   ? given.role && !stack.fixed_account().empty() &&
                                         is_role_of(*given.role, stack.fixed_account())
                                   : !are_different(reader.fixed_account(), stack.fixed_account());
    return is_in_region && is_in_account ? &*found : nullptr;
  }

  [[nodiscard]] std::vector<std::string_view> outputs_of(const StackPlan& plan) const {
    std::vector<std::string_view> names;
    for (const Output* each : plan.outputs) names.push_back(each->logical_id());
    for (const MadeOutput& each : imports_.made_for(*plan.stack)) names.push_back(each.logical_id);
    return names;
  }

  // A macro may add outputs.
  [[nodiscard]] bool may_have(const StackPlan& plan, std::string_view output) const {
    if (TreeAccess::transforms(*plan.stack).node().size != 0) return true;
    const std::vector<std::string_view> names = outputs_of(plan);
    return std::find(names.begin(), names.end(), output) != names.end();
  }

  const Plan& plan_;
  const Imports& imports_;
};

}  // namespace

void check_output_reads(const Plan& plan, const Imports& imports) {
  const OutputReads reads(plan, imports);
  for (const StackPlan& each : plan) {
    for (const OutputRead& read : each.output_reads) reads.check(read);
  }
}

}  // namespace omnitrack::synth
