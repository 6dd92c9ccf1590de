#include "cli/adopt/settling.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

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

Settlement with_lock(const lock::AdoptionPlan& plan, const lock::Lock& lock, Synthesis synthesis,
                     const std::string& program) {
  const lock::Present present(synthesis.stacks);
  Settlement made{.lock = lock::next_lock(lock, present, {}), .after = {}};
  made.pins = pins_of(synthesis, plan);
  made.after = side_of_app(std::move(synthesis), program);
  made.next = next_deployment(plan, made.after);
  return made;
}

/// Adds pins to a lock as far as the app can be made with them.
class Pinning {
 public:
  Pinning(lock::Lock lock, const Session& session, const AppOptions& options)
      : lock_(std::move(lock)), session_(session), options_(options) {}

  /// What one pin contradicts is found by halves, so that it takes no other pin along.
  void add(std::span<const lock::PlannedPin> pins) {
    lock::Lock pinned = lock_;
    if (lock::add_pins(pins, pinned) == 0) return;
    Synthesis made = synthesized(session_, options_, pinned);
    if (made.ok()) {
      lock_ = std::move(pinned);
      made_ = std::move(made);
    } else if (pins.size() == 1) {
      left_out_.push_back({pins.front(), first_error(made.diagnostics)});
    } else {
      add(pins.first(pins.size() / 2));
      add(pins.subspan(pins.size() / 2));
    }
  }

  struct LeftOut {
    lock::PlannedPin pin;
    std::string reason;
  };
  [[nodiscard]] const std::vector<LeftOut>& left_out() const { return left_out_; }
  [[nodiscard]] const lock::Lock& lock() const { return lock_; }

  /// What the app makes with the pins that were added since the last call; nothing where none were.
  std::optional<Synthesis> take_made() { return std::exchange(made_, std::nullopt); }

 private:
  static std::string first_error(const std::vector<Diagnostic>& diagnostics) {
    const auto error = std::ranges::find(diagnostics, Severity::error, &Diagnostic::severity);
    return error == diagnostics.end() ? std::string() : error->message;
  }

  lock::Lock lock_;
  const Session& session_;
  const AppOptions& options_;
  std::optional<Synthesis> made_;
  std::vector<LeftOut> left_out_;
};

/// Pins until nothing more is to be pinned.
class Settling {
 public:
  Settling(const lock::AdoptionPlan& plan, const Session& session, const AppOptions& options)
      : plan_(plan), session_(session), options_(options) {}

  Settlement settle(Settlement settled) {
    for (int round = 0; round < most_rounds; ++round) {
      std::vector<lock::PlannedPin> found = lock::find_pins(plan_, settled.next);
      std::erase_if(found, [this](const lock::PlannedPin& each) {
        return std::ranges::any_of(left_out_, [&](const Pinning::LeftOut& other) {
          return each.is_about_the_same(other.pin);
        });
      });
      Pinning pinning(settled.lock, session_, options_);
      pinning.add(found);
      std::ranges::copy(pinning.left_out(), std::back_inserter(left_out_));
      std::optional<Synthesis> made = pinning.take_made();
      if (!made) break;
      settled = with_lock(plan_, pinning.lock(), std::move(*made), session_.console.program());
    }
    tell_left_out(settled);
    return settled;
  }

 private:
  void tell_left_out(Settlement& settled) const {
    for (const Pinning::LeftOut& each : left_out_) {
      const auto& entries = settled.lock.entries;
      const auto entry = std::ranges::find_if(entries, [&](const lock::Entry& one) {
        return one.resource.stack == each.pin.stack &&
               one.resource.logical_id == each.pin.logical_id;
      });
      settled.left_out.push_back({.pin = {.stack = each.pin.stack,
                                          .path = entry->resource.path,
                                          .type = entry->resource.type,
                                          .logical_id = each.pin.logical_id,
                                          .source = {},
                                          .pin = each.pin.pin},
                                  .reason = each.reason});
    }
  }

  const lock::AdoptionPlan& plan_;
  const Session& session_;
  const AppOptions& options_;
  std::vector<Pinning::LeftOut> left_out_;
};

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
  Synthesis synthesis = synthesized(session, options, lock);
  if (!synthesis.ok()) {
    session.console.show(synthesis.diagnostics, false);
    return {.lock = std::move(lock), .after = {}};
  }
  Settlement settled = with_lock(plan, lock, std::move(synthesis), session.console.program());
  if (!pins) return settled;
  return Settling(plan, session, options).settle(std::move(settled));
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
