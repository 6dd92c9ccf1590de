#include "synth/acknowledgements.hpp"

#include <string>

#include "core/tree.hpp"
#include "omnitrack/codes.hpp"
#include "synth/is_in.hpp"

namespace omnitrack::synth {

namespace {

// The validation's own; all the others are warnings of the engine and the constructs.
bool is_about_the_template(const Acknowledgement& each) { return each.code.starts_with("OT4"); }

Json entry_of(const Acknowledgement& each) {
  return Json::object({{"Code", each.code}, {"Reason", each.reason}});
}

Json entry_of(const AcceptedLoss& each) {
  Json entry = Json::object({});
  if (!each.logical_id.empty()) entry.set("Resource", each.logical_id);
  entry.set("Reason", each.reason);
  entry.set("Until", each.until);
  return entry;
}

// What stands in the metadata of one place, each list in the order of the calls.
class OwnMetadata {
 public:
  template <class Entries, class Applies>
  void add(std::string_view key, const Entries& all, const Applies& applies) {
    Json list = Json::array({});
    bool any = false;
    for (const auto& each : all) {
      if (!applies(each)) continue;
      list.add(entry_of(each));
      any = true;
    }
    if (any) metadata_.set(key, list);
    has_any_ = has_any_ || any;
  }

  template <class Place>
  void write_into(Place& place) const {
    if (has_any_) place.add_metadata("OmniTrack", metadata_);
  }

 private:
  Json metadata_ = Json::object({});
  bool has_any_ = false;
};

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

void write_into(const StackPlan& plan, const AppState& state) {
  OwnMetadata of_stack;
  of_stack.add("Acknowledge", state.acknowledgements, [&](const Acknowledgement& each) {
    if (!is_about_the_template(each)) return false;
    if (is_for_a_whole_stack(*each.at)) return is_in(*plan.stack, *each.at);
    return is_in(*each.at, *plan.stack) && !has_resource(*each.at);
  });
  of_stack.add("AcceptLoss", state.accepted_losses, [&](const AcceptedLoss& each) {
    return !each.logical_id.empty() && each.at == plan.stack;
  });
  of_stack.write_into(*plan.stack);
  for (Resource* resource : plan.resources) {
    OwnMetadata own;
    own.add("Acknowledge", state.acknowledgements, [&](const Acknowledgement& each) {
      return is_about_the_template(each) && !is_for_a_whole_stack(*each.at) &&
             is_in(*resource, *each.at);
    });
    own.add("AcceptLoss", state.accepted_losses, [&](const AcceptedLoss& each) {
      return each.logical_id.empty() && is_in(*resource, *each.at);
    });
    own.write_into(*resource);
  }
}

bool covers(const Acknowledgement& each, const Diagnostic& diagnostic) {
  if (diagnostic.code != each.code || diagnostic.severity == Severity::error) return false;
  const std::string path = each.at->path();
  return path.empty() || diagnostic.path == path || diagnostic.path.starts_with(path + '/');
}

}  // namespace

void write_acknowledgements(App& app, const Plan& plan) {
  const AppState& state = TreeAccess::state(app);
  if (state.acknowledgements.empty() && state.accepted_losses.empty()) return;
  for (const StackPlan& each : plan) write_into(each, state);
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
    each.at->warning(codes::OT1023, "acknowledges '" + each.code + "', which is not found here",
                     "remove the acknowledgement; an error of the app itself cannot be "
                     "acknowledged");
  }
}

}  // namespace omnitrack::synth
