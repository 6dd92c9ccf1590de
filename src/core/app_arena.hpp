#pragma once

#include <memory>

#include "support/arena.hpp"

namespace omnitrack::detail {

using support::Arena;

/// The arena of the apps that live on this thread; one of the thread's own where there is no app.
Arena& current_arena();

/// The arena that all the apps share which live on this thread at one time, so that what one of
/// them holds of another outlives both.
std::shared_ptr<Arena> share_arena();

}  // namespace omnitrack::detail
