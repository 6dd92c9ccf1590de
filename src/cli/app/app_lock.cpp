#include "cli/app/app_lock.hpp"

#include "cli/failure.hpp"
#include "cli/page/wording.hpp"
#include "cli/read_file.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::cli {

AppLock::AppLock(const AppOptions& options, bool must_exist, std::vector<Diagnostic>& problems)
    : file_(options.lock_file.value_or(std::string(lock::default_file))),
      is_ignored_(options.no_lock) {
  if (options.no_lock && options.lock_file) {
    throw UsageError("--lock and --no-lock exclude each other");
  }
  if (options.no_lock && options.split) {
    throw UsageError("--split and --no-lock exclude each other",
                     "the lock file remembers where each resource lives");
  }
  if (is_ignored_) return;
  std::error_code error;
  std::optional<std::string> text = read_file(file_, error);
  if (!text) {
    const bool may_be_missing = !must_exist || !options.lock_file;
    if (may_be_missing && error == std::errc::no_such_file_or_directory) return;
    problems.push_back({.code = std::string(codes::OT1711.text()),
                        .path = {},
                        .file = file_,
                        .message = "cannot read the lock file: " + error.message(),
                        .hint = {},
                        .acknowledged = {}});
    return;
  }
  std::optional<lock::Lock> read = lock::read_lock(file_, *text, problems);
  if (!read) return;
  is_used_ = true;
  text_ = std::move(*text);
  lock_ = std::move(*read);
  resources_ = lock_.resources();
}

AppLock::AppLock(lock::Lock lock)
    : is_used_(true), lock_(std::move(lock)), resources_(lock_.resources()) {}

AppLock AppLock::none() {
  AppLock made;
  made.is_ignored_ = true;
  return made;
}

void AppLock::forget(const std::string& path_or_stack) {
  if (lock_.forget(path_or_stack)) {
    resources_ = lock_.resources();
    return;
  }
  std::vector<std::string_view> names;
  for (const LockedResource& each : resources_) names.emplace_back(each.path);
  throw Failure(file_ + " has nothing at '" + path_or_stack + "'",
                did_you_mean(path_or_stack, names));
}

void AppLock::unpin(const std::string& path) {
  std::vector<std::string_view> pinned;
  for (const LockedResource& each : resources_) {
    if (!each.pins.empty()) pinned.emplace_back(each.path);
  }
  if (!lock_.unpin(path)) {
    throw Failure(file_ + " pins nothing at '" + path + "'", did_you_mean(path, pinned));
  }
  resources_ = lock_.resources();
}

SynthOptions AppLock::applied_to(SynthOptions options) const {
  options.ignore_moved = is_ignored_;
  if (is_used_) {
    options.locked = resources_;
    options.origins = true;
  }
  return options;
}

void refuse_clashes(const std::vector<lock::IdClash>& clashes) {
  if (clashes.empty()) return;
  const lock::IdClash& clash = clashes.front();
  throw Failure("'" + clash.resource->origin->path + "' cannot have the logical id '" +
                    clash.logical_id + "', which '" + clash.taken_by + "' has",
                "give one of the two another id, or name it by set_logical_id");
}

}  // namespace omnitrack::cli
