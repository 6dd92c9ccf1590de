#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace omnitrack::deploy {

/// What became of one of several jobs.
enum class JobEnd : std::uint8_t {
  done,
  failed,
  left_out,  ///< since one that it depends on did not come to its end
};

/// Runs jobs, at most `at_once` side by side, each when all that it depends on are done. `needs`
/// names, for each job, the places of those; a job that needs itself in a circle is left out.
/// `work` says whether its job is done, and may throw: the first of what was thrown is thrown again
/// once every job that runs has ended.
std::vector<JobEnd> run_in_order(const std::vector<std::vector<std::size_t>>& needs,
                                 std::size_t at_once, const std::function<bool(std::size_t)>& work);

}  // namespace omnitrack::deploy
