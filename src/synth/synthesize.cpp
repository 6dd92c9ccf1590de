#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <stdexcept>
#include <tuple>

#include "core/tree.hpp"
#include "omnitrack/codes.hpp"
#include "omnitrack/synth.hpp"
#include "synth/acknowledgements.hpp"
#include "synth/assets.hpp"
#include "synth/imports.hpp"
#include "synth/is_in.hpp"
#include "synth/locked_ids.hpp"
#include "synth/origins.hpp"
#include "synth/output_reads.hpp"
#include "synth/pins.hpp"
#include "synth/plan.hpp"
#include "synth/property_history.hpp"
#include "synth/requirements/check_requirements.hpp"
#include "synth/splitting.hpp"
#include "synth/template_writer.hpp"
#include "synth/validation.hpp"

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

// The same mistake of the same line is told once, however many resources it spoils.
std::vector<Diagnostic> in_order_of_lines(std::vector<Diagnostic> diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return std::tie(a.file, a.line) < std::tie(b.file, b.line);
                   });
  std::set<std::tuple<std::string, std::uint32_t, std::string, std::string, std::string>> told;
  std::erase_if(diagnostics, [&](const Diagnostic& d) {
    return !told.emplace(d.file, d.line, d.code, d.path, d.message).second;
  });
  return diagnostics;
}

void show_to_visitors(App& app, synth::PropertyHistory* history) {
  AppState& state = TreeAccess::state(app);
  state.is_visited = true;
  // What a visitor adds in spite of all is seen by none, so that each ends.
  const std::vector<VisitorEntry> visitors = state.visitors;
  std::vector<Resource*> resources;
  for (Construct* c = &app; c != nullptr; c = TreeAccess::next_made(*c)) {
    if (c->construct_kind() == ConstructKind::resource) {
      resources.push_back(static_cast<Resource*>(c));
    }
  }
  for (const VisitorEntry& each : visitors) {
    for (Resource* resource : resources) {
      if (synth::is_in(*resource, *each.at)) each.visit(each.object, *resource);
    }
    if (history != nullptr) history->note(PropertySetter::visitor, each.at);
  }
  state.is_visited = false;
}

void finish_constructs(App& app, synth::PropertyHistory* history) {
  for (Construct* c = &app; c != nullptr; c = TreeAccess::next_made(*c)) TreeAccess::finish(*c);
  if (history != nullptr) history->note(PropertySetter::finish);
  if (!TreeAccess::state(app).visitors.empty()) show_to_visitors(app, history);
  TreeAccess::state(app).finished = true;
}

// An own output whose value is exactly a Ref, a GetAtt or a pseudo parameter serves other stacks
// too.
void add_own_outputs(const Plan& plan, Imports& imports) {
  for (const StackPlan& each : plan) {
    for (const Output* output : each.outputs) {
      const OutputProps& props = TreeAccess::props(*output);
      const Node& value = props.value.node();
      const bool is_reference = value.kind == NodeKind::ref || value.kind == NodeKind::attribute ||
                                (value.kind == NodeKind::pseudo && value.stack != nullptr);
      const bool is_own = is_reference && !synth::is_list(value) && !props.condition.is_set() &&
                          TreeAccess::stack(synth::owner_of(value)) == each.stack;
      if (is_own) imports.add_own(value, output->logical_id(), props.export_name.literal_text());
    }
  }
}

template <class Visit>
void for_each_foreign_value(const Plan& plan, const Visit& visit) {
  for (const StackPlan& each : plan) {
    for (const ForeignUse& use : each.foreign_uses) {
      if (use.value.is_set()) visit(*each.stack, use.value);
    }
  }
}

// Notes which stacks read each other. Those are in one place, so that what each uses of the other's
// place is its own, and asks for no order.
void find_readers(Plan& plan, Imports& imports) {
  for_each_foreign_value(plan, [&](const Stack& reader, const Node& value) {
    if (value.kind != NodeKind::pseudo) imports.add_reader(reader, synth::owner_of(value).stack());
  });
  for (StackPlan& each : plan) {
    std::erase_if(each.foreign_uses, [&](const ForeignUse& use) {
      return use.value.kind == NodeKind::pseudo &&
             !synth::is_foreign(imports.seen_from(*each.stack, use.value), *each.stack);
    });
  }
}

void find_imports(const Plan& plan, Imports& imports) {
  const bool has_foreign_uses = std::any_of(
      plan.begin(), plan.end(), [](const StackPlan& each) { return !each.foreign_uses.empty(); });
  if (!has_foreign_uses) return;
  add_own_outputs(plan, imports);
  for_each_foreign_value(plan, [&](const Stack& reader, const Node& value) {
    if (synth::is_foreign(imports.seen_from(reader, value), reader)) imports.require(value);
  });
}

std::vector<std::string> write_templates(const Plan& plan, const Imports& imports, bool compact) {
  std::vector<std::string> texts;
  texts.reserve(plan.size());
  support::Buffer text;
  for (const StackPlan& each : plan) {
    text.truncate(0);
    synth::write_template(each, imports, compact, text);
    texts.emplace_back(text.view());
  }
  return texts;
}

// What is known of an app once its templates are written.
struct Written {
  Synthesis result;                        ///< the stacks without their texts
  std::vector<std::string> texts;          ///< one for each of the stacks
  std::vector<synth::Division> divisions;  ///< one for each of the stacks; none where none is split
};

// Checks what was written, and splits what is too big.
void check_and_split(const Plan& plan, const SynthOptions& options, Written& written,
                     const std::function<bool()>& fails) {
  const std::vector<bool> to_split = synth::stacks_to_split(plan, written.texts, options);
  // Requirements look at what was checked, so that it is read once.
  std::vector<tmpl::Document> documents;
  if (synth::has_requirements(plan)) documents = synth::read_templates(plan, written.texts);
  if (options.validate) synth::validate_templates(plan, written.texts, documents, to_split);
  if (!documents.empty() && !fails()) {
    written.result.requirements = synth::check_requirements(plan, documents, options.evidence);
  }
  synth::give_back(documents, written.texts);
  if (fails() || std::ranges::find(to_split, true) == to_split.end()) return;
  written.divisions = synth::split_stacks(plan, to_split, written.texts, options);
  if (options.validate && !fails()) synth::validate_parts(plan, written.texts, written.divisions);
}

// The parts of a stack, and their templates among what is uploaded.
void add_parts(const StackPlan& plan, synth::Division& division, Synthesis& result) {
  SynthesizedStack& stack = result.stacks.back();
  synth::add_templates_of_parts(plan, division, result.assets);
  for (ElementOrigin& each : stack.origins) {
    if (each.kind == ConstructKind::resource) each.nested = division.part_of(each.logical_id);
  }
  stack.parts = std::move(division.parts);
  stack.whole_text = std::move(division.whole_text);
}

Written write_app(App& app, const SynthOptions& options) {
  const AppState& state = TreeAccess::state(app);
  if (state.finished) throw std::logic_error("an app was synthesized twice");
  std::optional<synth::PropertyHistory> history;
  if (options.property_origins) history.emplace(app);
  finish_constructs(app, history ? &*history : nullptr);
  Plan plan = synth::gather(app);
  if (plan.empty()) {
    app.error(codes::OT1019, "the app has no stack",
              "add one: app.add(StackProps{.id = \"Name\"})");
  }
  synth::write_acknowledgements(app, plan);
  for (StackPlan& each : plan) synth::lower(each);
  if (history) history->note(PropertySetter::tag);
  synth::keep_locked_ids(app, plan, options);
  for (StackPlan& each : plan) synth::assign_logical_ids(each);
  synth::keep_pins(plan, options);
  for (StackPlan& each : plan) synth::collect_references(each);
  const auto fails = [&] {
    synth::mark_acknowledged(app);
    return has_errors(state.diagnostics, options.strict);
  };
  std::vector<std::vector<std::string_view>> needs;
  Imports imports;
  if (!fails()) {
    synth::expand_dependencies(plan);
    for (StackPlan& each : plan) {
      synth::order_resources(each);
      synth::add_digests(each);
    }
    find_readers(plan, imports);
    needs = synth::order_stacks(plan);
  }
  if (!fails()) {
    find_imports(plan, imports);
    for (const StackPlan& each : plan) imports.report_clashes(each);
    synth::check_output_reads(plan, imports);
  }
  if (!fails()) synth::report_unmet_acknowledgements(app);
  Written written;
  if (!fails()) {
    written.texts = write_templates(plan, imports, options.compact);
    check_and_split(plan, options, written, fails);
  }
  written.result.diagnostics = in_order_of_lines(state.diagnostics);
  if (fails()) return written;
  written.result.assets = synth::assets_of(app);
  written.result.assets_bucket = state.assets.bucket.name;
  written.result.images = synth::images_of(app);
  written.result.images_repository = state.assets.repository.name;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    written.result.stacks.push_back({.name = std::string(plan[i].stack->name()),
                                     .text = {},
                                     .depends_on = {needs[i].begin(), needs[i].end()},
                                     .resources = plan[i].resources.size(),
                                     .account = std::string(plan[i].stack->fixed_account()),
                                     .region = std::string(plan[i].stack->fixed_region())});
    if (const Optional<bool> is_protected = plan[i].stack->termination_protection()) {
      written.result.stacks.back().termination_protection = *is_protected;
    }
    if (options.origins) {
      written.result.stacks.back().origins =
          synth::origins_of(plan[i], imports, history ? &*history : nullptr);
    }
    if (!written.divisions.empty()) add_parts(plan[i], written.divisions[i], written.result);
  }
  return written;
}

}  // namespace

bool Synthesis::ok() const { return !stacks.empty(); }

Synthesis synthesize(App& app, TemplateSink& sink, const SynthOptions& options) {
  Written written = write_app(app, options);
  for (std::size_t i = 0; i < written.result.stacks.size(); ++i) {
    sink.take(written.result.stacks[i], written.texts[i]);
  }
  return std::move(written.result);
}

Synthesis synthesize(App& app, const SynthOptions& options) {
  Written written = write_app(app, options);
  for (std::size_t i = 0; i < written.result.stacks.size(); ++i) {
    written.result.stacks[i].text = std::move(written.texts[i]);
  }
  return std::move(written.result);
}

}  // namespace omnitrack
