#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "lock/lock_file.hpp"
#include "lock/next_lock.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack::cli {

/// The lock file that an app is synthesized with.
class AppLock {
 public:
  /// Reads the file that the options name, or the one in the current folder where there is one.
  /// Reports what is wrong with it; a file that is named must be there where `must_exist`.
  AppLock(const AppOptions& options, bool must_exist, std::vector<Diagnostic>& problems);

  /// A lock that is in no file yet.
  explicit AppLock(lock::Lock lock);
  /// No lock: all ids are made of the paths, and `moved` does nothing.
  static AppLock none();

  [[nodiscard]] const std::string& file() const { return file_; }
  /// Whether the file is there, and to be used.
  [[nodiscard]] bool is_used() const { return is_used_; }
  [[nodiscard]] const lock::Lock& lock() const { return lock_; }
  /// What stands in the file; empty where it is not used.
  [[nodiscard]] const std::string& text() const { return text_; }

  /// Leaves out what is at or in a path, or all of a stack. Throws Failure where there is nothing.
  void forget(const std::string& path_or_stack);
  /// Takes out the pins of what is at or in a path. Throws Failure where there are none.
  void unpin(const std::string& path);

  /// The options for a synth with it, which it must outlive.
  [[nodiscard]] SynthOptions applied_to(SynthOptions options) const;

 private:
  AppLock() = default;

  std::string file_;
  bool is_used_ = false;
  bool is_ignored_ = false;
  std::string text_;
  lock::Lock lock_;
  std::vector<LockedResource> resources_;
};

/// Throws Failure where there is a clash.
void refuse_clashes(const std::vector<lock::IdClash>& clashes);

}  // namespace omnitrack::cli
