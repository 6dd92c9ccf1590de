#pragma once

#include <optional>

#include "engine_test.hpp"

namespace omnitrack {

/// An app of two stacks: `Test` has the thing `Source`, which `User` may use.
class SeveralStacksTest : public EngineTest {
 protected:
  const Synthesis& synthesize_once() {
    if (!synthesis_) synthesis_ = synthesize(app, {.compact = true, .validate = false});
    return *synthesis_;
  }
  // One stack's template as compact JSON, without its line feed; all that was wrong if any was.
  std::string template_of(std::string_view name) {
    std::string text;
    for (const Diagnostic& each : synthesize_once().diagnostics) text += to_text(each);
    for (const SynthesizedStack& each : synthesis_->stacks) {
      if (each.name == name) return each.text.substr(0, each.text.size() - 1);
    }
    return text;
  }
  std::string in_stack(std::string_view name, std::string_view key) {
    return testing_support::object_at(template_of(name), key);
  }
  // The names of the stacks, in order.
  std::string order() {
    std::string names;
    for (const SynthesizedStack& each : synthesize_once().stacks) names += each.name + ' ';
    return names;
  }

  Stack& user = app.add(StackProps{.id = "User"});
  UntypedResource& source = add_thing("Source");

 private:
  std::optional<Synthesis> synthesis_;
};

}  // namespace omnitrack
