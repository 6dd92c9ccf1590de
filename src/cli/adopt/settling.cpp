#include "cli/adopt/settling.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "cli/app/app_lock.hpp"
#include "cli/log.hpp"
#include "lock/pins.hpp"

namespace omnitrack::cli {

namespace {

// A pin can bring another difference to light, but hardly three times.
constexpr int most_rounds = 4;

Synthesis synthesized(const Session& session, const AppOptions& options, const lock::Lock& lock) {
  SynthOptions synth_options;
  synth_options.origins = true;
  return synthesize_with(session, options, synth_options, AppLock(lock));
}

std::vector<KeptPin> pins_of(const Synthesis& synthesis, const lock::AdoptionPlan& plan) {
  std::vector<KeptPin> pins;
  for (const SynthesizedStack& stack : synthesis.stacks) {
    if (!plan.adopts(stack.name)) continue;
    for (const ElementOrigin& each : stack.origins) {
      for (const Pin& pin : each.pins) {
        pins.push_back({.stack = stack.name,
                        .path = each.path,
                        .type = each.type,
                        .logical_id = each.logical_id,
                        .source = each.source,
                        .pin = pin});
      }
    }
  }
  return pins;
}

lock::NextDeployment next_deployment(const lock::AdoptionPlan& plan, const Side& after) {
  const Phase phase("compare");
  std::vector<const tmpl::Index*> ours;
  for (const lock::AdoptedStack& each : plan.stacks) {
    ours.push_back(&after.find(each.name)->document.index());
  }
  return lock::look_ahead(plan, ours);
}

std::optional<Settlement> with_lock(const lock::AdoptionPlan& plan, const lock::Lock& lock,
                                    Synthesis synthesis, const std::string& program) {
  if (!synthesis.ok()) return std::nullopt;
  const lock::Present present(synthesis.stacks);
  Settlement made{.lock = lock::next_lock(lock, present, {}), .after = {}};
  made.pins = pins_of(synthesis, plan);
  made.after = side_of_app(std::move(synthesis), program);
  made.next = next_deployment(plan, made.after);
  return made;
}

/// The values of a key that can be tried, besides the one that it has.
std::vector<std::string> other_values(const ConfigKeys::Key& key) {
  if (bool* const* flag = std::get_if<bool*>(&key.target)) return {**flag ? "false" : "true"};
  std::vector<std::string> values;
  if (const auto* number = std::get_if<ConfigKeys::Number>(&key.target)) {
    for (const std::int64_t each : number->offered) {
      if (each != *number->value) values.push_back(std::to_string(each));
    }
  }
  return values;
}

/// Gives a key back its value after a trial.
class KeptValue {
 public:
  explicit KeptValue(const ConfigKeys::Key& key) {
    if (bool* const* flag = std::get_if<bool*>(&key.target)) {
      put_back_ = [target = *flag, value = **flag] { *target = value; };
    } else if (const auto* number = std::get_if<ConfigKeys::Number>(&key.target)) {
      put_back_ = [target = number->value, value = *number->value] { *target = value; };
    }
  }
  ~KeptValue() { put_back_(); }
  KeptValue(const KeptValue&) = delete;
  KeptValue& operator=(const KeptValue&) = delete;

 private:
  std::function<void()> put_back_ = [] {};
};

/// Whether the code says by itself what is pinned: the resource is there, and not held to the pin.
bool is_said(const Synthesis& trial, const KeptPin& kept) {
  for (const SynthesizedStack& stack : trial.stacks) {
    if (stack.name != kept.stack) continue;
    for (const ElementOrigin& each : stack.origins) {
      if (each.path != kept.path || each.type != kept.type) continue;
      return std::ranges::find(each.pins, kept.pin.pointer, &Pin::pointer) == each.pins.end();
    }
  }
  return false;
}

std::vector<std::size_t> said_by(const Synthesis& trial, const std::vector<KeptPin>& pins) {
  std::vector<std::size_t> said;
  for (std::size_t i = 0; i < pins.size(); ++i) {
    if (is_said(trial, pins[i])) said.push_back(i);
  }
  return said;
}

}  // namespace

Settlement settle(const lock::AdoptionPlan& plan, lock::Lock lock, const Session& session,
                  const AppOptions& options, bool pins) {
  const std::string program = session.console.program();
  Synthesis synthesis = synthesized(session, options, lock);
  if (!synthesis.ok()) {
    session.console.show(synthesis.diagnostics, false);
    return {.lock = std::move(lock), .after = {}};
  }
  std::optional<Settlement> settled = with_lock(plan, lock, std::move(synthesis), program);
  for (int round = 0; pins && round < most_rounds; ++round) {
    lock::Lock pinned = settled->lock;
    if (lock::add_pins(lock::find_pins(plan, settled->next), pinned) == 0) break;
    auto next = with_lock(plan, pinned, synthesized(session, options, pinned), program);
    // What is deployed may contradict what else the code says: then the code is left alone.
    if (!next) break;
    settled = std::move(next);
  }
  return std::move(*settled);
}

std::vector<OfferedSetting> offered_settings(const Settlement& settlement, const Session& session,
                                             const AppOptions& options) {
  std::vector<OfferedSetting> offered;
  if (settlement.pins.empty()) return offered;
  for (const ConfigKeys::Key& key : session.keys.all()) {
    const KeptValue kept(key);
    for (std::string& value : other_values(key)) {
      AppOptions trial = options;
      trial.settings.push_back(std::string(key.name) + '=' + value);
      const Synthesis made = synthesized(session, trial, settlement.lock);
      std::vector<std::size_t> pins = said_by(made, settlement.pins);
      if (pins.empty()) continue;
      offered.push_back({.key = std::string(key.name), .value = std::move(value), .pins = pins});
    }
  }
  return offered;
}

}  // namespace omnitrack::cli
