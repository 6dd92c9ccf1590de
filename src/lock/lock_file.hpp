#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lock/digest.hpp"
#include "omnitrack/diagnostics.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack::lock {

/// The name of the lock file in the folder that the app is run in.
inline constexpr std::string_view default_file = "omnitrack.lock.json";

/// A resource in the lock file.
struct Entry {
  LockedResource resource;
  std::optional<Digest> digest = std::nullopt;  ///< nothing where it was made in another way
};

/// What is in the lock file, sorted by stack and logical id.
struct Lock {
  std::vector<Entry> entries;

  /// The resources alone, in the same order.
  [[nodiscard]] std::vector<LockedResource> resources() const;
  /// Puts the entries into their order.
  void sort();
  /// Takes out what is at or in a path, or all of a stack, and says whether there was any.
  bool forget(std::string_view path_or_stack);
  /// Takes out the pins of what is at or in a path, and says whether there were any.
  bool unpin(std::string_view path);
};

/// Reads a lock file's text. Nothing, and problems with their places, where it is none.
std::optional<Lock> read_lock(const std::string& file, std::string text,
                              std::vector<Diagnostic>& problems);

/// Writes a sorted lock, a resource a line, so that changes of different resources merge.
std::string write_lock(const Lock& lock);

}  // namespace omnitrack::lock
