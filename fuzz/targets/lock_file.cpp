// Reads what a fuzzer makes up as a lock file: what is wrong with it has a place, and what is
// written of a lock is read as the same.

#include "lock/lock_file.hpp"

#include <string>
#include <vector>

#include "engine/target.hpp"
#include "properties/require.hpp"

namespace omnitrack::fuzz {

namespace {

void read_lock_file(std::string_view input) {
  std::vector<Diagnostic> problems;
  std::optional<lock::Lock> lock = lock::read_lock("lock", std::string(input), problems);
  require(lock.has_value() || !problems.empty(), "what is no lock has a problem");
  for (const Diagnostic& each : problems) {
    require(!each.message.empty(), "a problem has a message");
  }
  if (!lock) return;
  lock->sort();
  const std::string written = lock::write_lock(*lock);
  std::optional<lock::Lock> again = lock::read_lock("again", written, problems);
  require(again.has_value(), "what is written can be read", written);
  require(lock::write_lock(*again) == written, "what is read is written alike", written);
}

const NamedTarget target("lock_file", read_lock_file);

}  // namespace

}  // namespace omnitrack::fuzz
