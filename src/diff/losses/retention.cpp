#include <cstdint>
#include <optional>

#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::for_each_pair;
using meaning::property_path;
using meaning::same_case;

namespace {

using schema::Retention;

constexpr std::int64_t forever = Retention::forever;

std::optional<std::int64_t> time_of(const Retention& retention, const Case& one) {
  if (!one.is_seen) return std::nullopt;
  if (one.value == nullptr) return retention.without;
  const auto time = meaning::known_integer(one.value);
  return time == 0 && retention.is_zero_forever ? std::optional(forever) : time;
}

std::string in_words(const Retention& retention, std::int64_t time) {
  return time == forever ? "for ever"
                         : "for " + std::to_string(time) + " " + std::string(retention.unit);
}

/// How a retention changes in one case of the conditions around it.
struct Shrinking {
  std::optional<std::int64_t> before;
  std::optional<std::int64_t> after;
  bool is_certain = false;
};

std::string what_is_lost(const Retention& retention, const Shrinking& shrinking) {
  const std::string data(retention.data);
  if (shrinking.before && shrinking.after) {
    const std::string kept = ", kept " + in_words(retention, *shrinking.before) + " until now";
    if (*shrinking.after == 0) return "all of " + data + kept;
    return data + " after " + std::to_string(*shrinking.after) + " " + std::string(retention.unit) +
           kept;
  }
  if (shrinking.before) {
    return data + " sooner than by now, " + in_words(retention, *shrinking.before) +
           ", if the value at deployment is less";
  }
  return data +
         (shrinking.after ? ", from then on kept " + in_words(retention, *shrinking.after)
                          : std::string()) +
         ", if that is less than what is deployed";
}

std::string how_to_keep(const Retention& retention, const Shrinking& shrinking) {
  const std::string name = "'" + std::string(retention.path) + "'";
  if (shrinking.before == forever) return "leave " + name + " out";
  if (shrinking.before) return "keep " + name + " at " + std::to_string(*shrinking.before);
  return "leave " + name + " as it is deployed";
}

/// Whether it is told as a protection that goes where it is kept for no time any more.
bool is_protection(const LossCheck& check, const Retention& retention) {
  for (const schema::Protection& each :
       schema::facts_of<schema::Protection>(check.change.type_name)) {
    if (each.path == retention.path) return true;
  }
  return false;
}

void check_retention(const LossCheck& check, const Retention& retention) {
  std::optional<Shrinking> worst;
  const bool may_go = !is_protection(check, retention);
  for_each_pair(check.before(retention.path), check.after(retention.path),
                [&](const Case& old_case, const Case& new_case, bool is_always) {
                  const auto before = time_of(retention, old_case);
                  const auto after = time_of(retention, new_case);
                  if (after == forever || same_case(old_case, new_case)) return;
                  if (!may_go && new_case.value == nullptr) return;
                  // What was kept for no time is not lost.
                  if (before == 0 || (before && after && *after >= *before)) return;
                  // Whether a service goes back to its default when a property is left out is not
                  // documented.
                  const bool is_certain = is_always && before && after && new_case.value != nullptr;
                  if (worst && (worst->is_certain || !is_certain)) return;
                  worst = {.before = before, .after = after, .is_certain = is_certain};
                });
  if (!worst) return;
  check.report(property_path(retention.path), what_is_lost(retention, *worst),
               how_to_keep(retention, *worst), worst->is_certain);
}

}  // namespace

void find_shorter_retention(const LossCheck& check) {
  for (const Retention& each : schema::facts_of<Retention>(check.change.type_name)) {
    check_retention(check, each);
  }
}

}  // namespace omnitrack::diff
