#pragma once

#include <cstddef>
#include <functional>

namespace omnitrack::support {

/// Calls `work` once with each number below `count`, on all processors; returns when all calls
/// have. Rethrows what a call throws; of several, any one.
void for_each_in_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

/// The same with at most `at_once` calls at a time, however many processors there are: for work
/// that waits.
void for_each_at_once(std::size_t count, std::size_t at_once,
                      const std::function<void(std::size_t)>& work);

}  // namespace omnitrack::support
