#include "diff/security/shown_secrets.hpp"

#include "meaning/no_echo.hpp"

namespace omnitrack::diff {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
void find_shown_secrets(const StackDiff& diff, std::size_t stack,
                        std::vector<SecurityChange>& changes) {
  for (const EntryChange& each : diff.entries) {
    if (each.section != Section::parameters || each.before == nullptr || each.after == nullptr) {
      continue;
    }
    const bool was_hidden = meaning::is_no_echo(*each.before);
    const bool is_hidden = meaning::is_no_echo(*each.after);
    if (was_hidden == is_hidden) continue;
    changes.push_back({.direction = is_hidden ? SecurityChange::Direction::tighter
                                              : SecurityChange::Direction::wider,
                       .kind = SecurityChange::Kind::permissions,
                       .stack = stack,
                       .logical_id = each.name,
                       .type_name = {},
                       .path = "/NoEcho",
                       .what = is_hidden ? "its value is hidden from whoever may describe the stack"
                                         : "whoever may describe the stack reads its value"});
  }
}

}  // namespace omnitrack::diff
