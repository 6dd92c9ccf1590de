#include "synth/pins.hpp"

#include <string>

#include "core/tree.hpp"
#include "omnitrack/codes.hpp"
#include "support/buffer.hpp"
#include "synth/json_node.hpp"
#include "synth/node_writer.hpp"
#include "synth/pointer.hpp"
#include "synth/resource_form.hpp"

namespace omnitrack::synth {

namespace {

std::string json_of(const Node& node, const Stack* stack) {
  if (!node.is_set()) return {};
  support::Buffer text;
  support::JsonWriter json(text, support::JsonLayout::compact);
  NodeWriter(json, stack, nullptr).value(node);
  return std::string(text.view());
}

std::string in_words(const std::string& json) { return json.empty() ? "nothing" : json; }

std::string name_of(const Pin& pin) { return '\'' + pin.pointer.substr(1) + '\''; }

class PinKeeper {
 public:
  PinKeeper(StackPlan& plan, Resource& resource) : plan_(plan), resource_(resource) {
    const ResourceState* state = TreeAccess::resource_state(resource);
    whole_ = state != nullptr && state->overridden.is_set() ? state->overridden
                                                            : resource_form(resource);
  }

  void keep(const Pin& pin) {
    const std::string pointer = "/Properties" + pin.pointer;
    const std::string now = json_of(value_at(whole_, pointer), plan_.stack);
    // The code has come to say the same.
    if (now == pin.deployed) return;
    const std::optional<Node> deployed =
        pin.deployed.empty() ? std::optional(Node()) : node_of_json(pin.deployed);
    const PointerEdit edit = deployed ? edit_at(whole_, pointer, *deployed)
                                      : PointerEdit{{}, "has a value that is no JSON"};
    if (!edit.problem.empty()) return report_unfit(pin, edit.problem);
    if (now != pin.in_code) report_changed(pin, now);
    whole_ = edit.edited;
    Pin kept = pin;
    kept.in_code = now;
    plan_.pins[&resource_].push_back(std::move(kept));
  }

  void finish() {
    if (plan_.pins.contains(&resource_))
      TreeAccess::make_resource_state(resource_).overridden = whole_;
  }

 private:
  void report_changed(const Pin& pin, const std::string& now) {
    resource_.warning(
        codes::OT1726,
        "the lock file keeps " + name_of(pin) + " as it is deployed, " + in_words(pin.deployed) +
            ", and the code says " + in_words(now) + " now, where it said " + in_words(pin.in_code),
        "lock --unpin '" + resource_.path() + "' lets the code decide; lock goes on so");
  }

  void report_unfit(const Pin& pin, std::string_view problem) {
    resource_.error(codes::OT1726,
                    "what the lock file keeps of " + name_of(pin) + ' ' + std::string(problem),
                    "lock --unpin '" + resource_.path() + "' lets the code decide");
  }

  StackPlan& plan_;
  Resource& resource_;
  Node whole_;
};

}  // namespace

void keep_pins(Plan& plan, const SynthOptions& options) {
  if (!options.locked) return;
  for (StackPlan& stack : plan) {
    for (Resource* resource : stack.resources) {
      const auto locked = stack.locked.find(resource);
      if (locked == stack.locked.end()) continue;
      const std::vector<Pin>& pins = (*options.locked)[locked->second].pins;
      if (pins.empty()) continue;
      PinKeeper keeper(stack, *resource);
      for (const Pin& each : pins) keeper.keep(each);
      keeper.finish();
    }
  }
}

}  // namespace omnitrack::synth
