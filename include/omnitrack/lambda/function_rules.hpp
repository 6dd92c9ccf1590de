#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>

namespace omnitrack {

namespace detail {

inline void a_function_name_has_1_to_64_letters_digits_hyphens_or_underscores() {}
inline void the_memory_of_a_function_is_128_to_10240_megabytes() {}
inline void the_timeout_of_a_function_is_1_to_900_seconds() {}
inline void the_storage_of_a_function_is_512_to_10240_megabytes() {}
inline void the_age_of_an_event_is_60_to_21600_seconds() {}
inline void an_event_is_retried_0_to_2_times() {}
inline void
a_function_mounts_a_file_system_below_mnt_at_letters_digits_and_dots_hyphens_underscores() {}
inline void a_durable_execution_runs_for_1_to_31622400_seconds() {}
inline void the_history_of_a_durable_execution_is_kept_for_1_to_90_days() {}

struct FunctionNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.empty() || name.size() > 64) return false;
    return has_only_letters_digits_and("_-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_function_name_has_1_to_64_letters_digits_hyphens_or_underscores();
  }
};

// https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html
struct MountPathRule {
  static constexpr bool fits(std::string_view path) {
    constexpr std::string_view above = "/mnt/";
    if (!path.starts_with(above) || path.size() > 160) return false;
    path.remove_prefix(above.size());
    return !path.empty() && has_only_letters_digits_and("-_.", path);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_function_mounts_a_file_system_below_mnt_at_letters_digits_and_dots_hyphens_underscores();
    }
  }
};

}  // namespace detail

/// The name of a function: 1 to 64 letters, digits, `-` and `_`.
using FunctionName = CheckedText<detail::FunctionNameRule>;
/// The memory of a function in MB.
using FunctionMemory = CheckedNumber<
    detail::Between<128, 10240, detail::the_memory_of_a_function_is_128_to_10240_megabytes>>;
/// The size of a function's /tmp in MB.
using FunctionStorage = CheckedNumber<
    detail::Between<512, 10240, detail::the_storage_of_a_function_is_512_to_10240_megabytes>>;
/// How long a function may run, in seconds.
using FunctionTimeout = CheckedNumber<
    detail::TimeBetween<1, 900, detail::the_timeout_of_a_function_is_1_to_900_seconds, 1>>;
/// How long an event waits for its function, in seconds.
using EventAge = CheckedNumber<
    detail::TimeBetween<60, 21600, detail::the_age_of_an_event_is_60_to_21600_seconds, 1>>;
/// How often a failed event is tried again.
using EventRetries = CheckedNumber<detail::Between<0, 2, detail::an_event_is_retried_0_to_2_times>>;
/// Where a function finds a file system: `/mnt/` and a name of letters, digits, `-`, `_` and `.`.
using MountPath = CheckedText<detail::MountPathRule, struct required_mount_path>;
/// How long a durable execution may take in all, in seconds.
using DurableTimeout = CheckedNumber<detail::TimeBetween<
    1, 31622400, detail::a_durable_execution_runs_for_1_to_31622400_seconds, 1>>;
/// How long the history of a durable execution is kept, in days.
using DurableRetention = CheckedNumber<detail::TimeBetween<
    1, 90, detail::the_history_of_a_durable_execution_is_kept_for_1_to_90_days, 86400>>;

}  // namespace omnitrack
