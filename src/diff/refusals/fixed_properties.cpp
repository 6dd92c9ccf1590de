
#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::property_path;

namespace {

using Fixed = schema::FixedProperty;

/// Whether a value is what holds without it.
bool is_default(const Fixed& fixed, const Case& one) {
  if (one.value == nullptr) return one.is_seen;
  const auto text = meaning::known_text(one.value);
  return text && !fixed.without.empty() && support::same_but_for_case(*text, fixed.without);
}

/// Whether a value is written out, without a function that may give anything.
bool is_written_out(const Case& one) {
  if (one.value == nullptr) return one.is_seen;
  return meaning::known_text(one.value).has_value() ||
         (!one.value->is_scalar() && !one.value->is_call());
}

/// A property that changes once it is there, and neither comes nor goes.
void check_presence(const RefusalCheck& check, const Fixed& fixed) {
  for_each_difference(
      check, fixed.path, [&](const Case& before, const Case& after, bool is_always) {
        if ((before.value == nullptr) == (after.value == nullptr)) return;
        check.report(
            codes::OT5105,
            {.path = property_path(fixed.path),
             .what =
                 "'" + std::string(fixed.path) + "' cannot come or go once the resource is made",
             .hint = "leave it as it is deployed, or make another one under "
                     "another logical id",
             .is_certain = is_always && before.is_seen && after.is_seen && fixed.is_certain});
      });
}

void check_fixed(const RefusalCheck& check, const Fixed& fixed) {
  for_each_difference(
      check, fixed.path, [&](const Case& before, const Case& after, bool is_always) {
        if (fixed.since == Fixed::Since::first_set && before.value == nullptr) return;
        if (is_default(fixed, before) && is_default(fixed, after)) return;
        // Where it is left out on one side only, the value that was there may be the same.
        const bool is_known =
            is_written_out(before) && is_written_out(after) &&
            ((before.value != nullptr && after.value != nullptr) || !fixed.without.empty());
        check.report(codes::OT5105,
                     {.path = property_path(fixed.path),
                      .what = "'" + std::string(fixed.path) +
                              "' is set when it is made, and an update of it is refused",
                      .hint = "leave it as it is deployed, or make another one under "
                              "another logical id",
                      .is_certain = is_always && is_known && fixed.is_certain});
      });
}

}  // namespace

void refuse_fixed_properties(const RefusalCheck& check) {
  for (const Fixed& each : schema::facts_of<Fixed>(check.change.type_name)) {
    if (each.since == Fixed::Since::presence) {
      check_presence(check, each);
    } else {
      check_fixed(check, each);
    }
  }
}

}  // namespace omnitrack::diff
