#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "socket.hpp"

namespace omnitrack::cache_test {

/// A program that is killed when this goes, or when the thread that started it ends.
class ChildProcess {
 public:
  /// Starts a program that is looked up in PATH; what it prints can be read.
  explicit ChildProcess(const std::vector<std::string>& words);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Reads what it prints up to a line that holds a text; false where it ends before.
  bool wait_for_line(std::string_view text);
  /// Reads what it prints up to its end, and gives its exit code, or -1 where a signal ended it.
  int wait();
  /// What has been read.
  [[nodiscard]] const std::string& output() const { return output_; }

  /// Stops it where it is.
  void pause();
  /// Lets it go on.
  void resume();
  /// Ends it at once.
  void kill();

 private:
  bool read_more();

  pid_t pid_ = -1;
  Descriptor reading_;
  std::string output_;
};

/// Whether a program is there to be started.
bool is_installed(const std::string& program);

/// Runs a program to its end; throws with what it printed where that is not 0.
void run(const std::vector<std::string>& words);

}  // namespace omnitrack::cache_test
