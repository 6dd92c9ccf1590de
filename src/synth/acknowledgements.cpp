#include "synth/acknowledgements.hpp"

#include <string>

#include "core/tree.hpp"

namespace omnitrack::synth {

namespace {

// The validation's own; all the others are warnings of the engine and the constructs.
bool is_about_the_template(const Acknowledgement& each) { return each.code.starts_with("OT4"); }

bool is_in(const Construct& construct, const Construct& outer) {
  for (const Construct* each = &construct; each != nullptr; each = each->parent()) {
    if (each == &outer) return true;
  }
  return false;
}

Json entry_of(const Acknowledgement& each) {
  return Json::object({{"Code", each.code}, {"Reason", each.reason}});
}

// The entries of one place, in the order of the calls.
template <class Applies>
Json entries(const std::vector<Acknowledgement>& all, Applies&& applies, bool& any) {
  Json list = Json::array({});
  for (const Acknowledgement& each : all) {
    if (!is_about_the_template(each) || !applies(each)) continue;
    list.add(entry_of(each));
    any = true;
  }
  return Json::object({{"Acknowledge", list}});
}

bool is_for_a_whole_stack(const Construct& at) {
  return at.construct_kind() == ConstructKind::app || at.construct_kind() == ConstructKind::stack;
}

// What stands in no resource, such as an output, is acknowledged in the metadata of the template.
bool has_resource(const Construct& at) {
  if (at.construct_kind() == ConstructKind::resource) return true;
  for (const Construct* child = at.first_child(); child != nullptr; child = child->next_sibling()) {
    if (has_resource(*child)) return true;
  }
  return false;
}

void write_into(const StackPlan& plan, const std::vector<Acknowledgement>& all) {
  bool any = false;
  const Json of_stack = entries(
      all,
      [&](const Acknowledgement& each) {
        if (is_for_a_whole_stack(*each.at)) return is_in(*plan.stack, *each.at);
        return is_in(*each.at, *plan.stack) && !has_resource(*each.at);
      },
      any);
  if (any) plan.stack->add_metadata("OmniTrack", of_stack);
  for (Resource* resource : plan.resources) {
    any = false;
    const Json own = entries(
        all,
        [&](const Acknowledgement& each) {
          return !is_for_a_whole_stack(*each.at) && is_in(*resource, *each.at);
        },
        any);
    if (any) resource->add_metadata("OmniTrack", own);
  }
}

bool covers(const Acknowledgement& each, const Diagnostic& diagnostic) {
  if (diagnostic.code != each.code || diagnostic.severity == Severity::error) return false;
  const std::string path = each.at->path();
  return path.empty() || diagnostic.path == path || diagnostic.path.starts_with(path + '/');
}

}  // namespace

void write_acknowledgements(App& app, const Plan& plan) {
  const auto& all = TreeAccess::state(app).acknowledgements;
  if (all.empty()) return;
  for (const StackPlan& each : plan) write_into(each, all);
}

void mark_acknowledged(App& app) {
  AppState& state = TreeAccess::state(app);
  for (Acknowledgement& each : state.acknowledgements) {
    for (Diagnostic& diagnostic : state.diagnostics) {
      if (is_about_the_template(each) || !covers(each, diagnostic)) continue;
      diagnostic.severity = Severity::info;
      diagnostic.acknowledged = each.reason;
      each.has_met = true;
    }
  }
}

void report_unmet_acknowledgements(App& app) {
  for (const Acknowledgement& each : TreeAccess::state(app).acknowledgements) {
    if (is_about_the_template(each) || each.has_met) continue;
    each.at->warning("OT1023", "acknowledges '" + each.code + "', which is not found here",
                     "remove the acknowledgement; an error of the app itself cannot be "
                     "acknowledged");
  }
}

}  // namespace omnitrack::synth
