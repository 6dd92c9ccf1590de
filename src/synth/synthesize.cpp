#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "core/tree.hpp"
#include "omnitrack/synth.hpp"
#include "synth/imports.hpp"
#include "synth/plan.hpp"
#include "synth/template_writer.hpp"

namespace omnitrack {

namespace {

using synth::ForeignUse;
using synth::Imports;
using synth::Plan;
using synth::StackPlan;

bool has_errors(const std::vector<Diagnostic>& diagnostics, bool strict) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) {
    return d.severity == Severity::error || (strict && d.severity == Severity::warning);
  });
}

std::vector<Diagnostic> in_order_of_lines(std::vector<Diagnostic> diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return std::tie(a.file, a.line) < std::tie(b.file, b.line);
                   });
  return diagnostics;
}

void finish_constructs(App& app) {
  for (Construct* c = &app; c != nullptr; c = TreeAccess::next_made(*c)) TreeAccess::finish(*c);
  TreeAccess::state(app).finished = true;
}

// An own output whose value is exactly a Ref or GetAtt serves other stacks too.
void add_own_exports(const Plan& plan, Imports& imports) {
  for (const StackPlan& each : plan) {
    for (const Output* output : each.outputs) {
      const OutputProps& props = TreeAccess::props(*output);
      const Node& value = props.value.node();
      const bool is_reference = value.kind == NodeKind::ref ||
                                (value.kind == NodeKind::attribute && !value.attribute->is_list);
      const bool is_own =
          is_reference && props.condition == nullptr && props.export_name.is_literal_text() &&
          TreeAccess::stack(value.kind == NodeKind::ref ? *value.element
                                                        : *value.attribute->resource) == each.stack;
      if (is_own) imports.add_own(value, props.export_name.literal_text());
    }
  }
}

Imports find_imports(const Plan& plan) {
  Imports imports;
  const bool has_foreign_uses = std::any_of(
      plan.begin(), plan.end(), [](const StackPlan& each) { return !each.foreign_uses.empty(); });
  if (!has_foreign_uses) return imports;
  add_own_exports(plan, imports);
  for (const StackPlan& each : plan) {
    for (const ForeignUse& use : each.foreign_uses) {
      if (use.value.is_set()) imports.require(use.value);
    }
  }
  return imports;
}

class TextSink final : public TemplateSink {
 public:
  void take(const SynthesizedStack& /*stack*/, std::string_view text) override {
    texts_.emplace_back(text);
  }
  [[nodiscard]] std::vector<std::string>& texts() { return texts_; }

 private:
  std::vector<std::string> texts_;
};

}  // namespace

bool Synthesis::ok() const { return !stacks.empty(); }

Synthesis synthesize(App& app, TemplateSink& sink, const SynthOptions& options) {
  const AppState& state = TreeAccess::state(app);
  if (state.finished) throw std::logic_error("an app was synthesized twice");
  finish_constructs(app);
  Plan plan = synth::gather(app);
  if (plan.empty()) {
    app.error("OT1019", "the app has no stack", "add one: app.add(StackProps{.id = \"Name\"})");
  }
  for (StackPlan& each : plan) {
    synth::assign_logical_ids(each);
    synth::lower(each);
    synth::collect_references(each);
  }
  std::vector<std::vector<std::string_view>> needs;
  if (!has_errors(state.diagnostics, options.strict)) {
    synth::expand_dependencies(plan);
    for (StackPlan& each : plan) {
      synth::order_resources(each);
      synth::add_digests(each);
    }
    needs = synth::order_stacks(plan);
  }
  Imports imports;
  if (!has_errors(state.diagnostics, options.strict)) {
    imports = find_imports(plan);
    for (const StackPlan& each : plan) imports.report_clashes(each);
  }
  Synthesis result{.stacks = {}, .diagnostics = in_order_of_lines(state.diagnostics)};
  if (has_errors(state.diagnostics, options.strict)) return result;
  support::Buffer text;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    text.truncate(0);
    synth::write_template(plan[i], imports, options.compact, text);
    result.stacks.push_back({.name = std::string(plan[i].stack->name()),
                             .text = {},
                             .depends_on = {needs[i].begin(), needs[i].end()},
                             .resources = plan[i].resources.size()});
    sink.take(result.stacks.back(), text.view());
  }
  return result;
}

Synthesis synthesize(App& app, const SynthOptions& options) {
  TextSink sink;
  Synthesis result = synthesize(app, sink, options);
  for (std::size_t i = 0; i < result.stacks.size(); ++i) {
    result.stacks[i].text = std::move(sink.texts()[i]);
  }
  return result;
}

}  // namespace omnitrack
