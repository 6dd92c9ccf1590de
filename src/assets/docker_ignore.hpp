#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::assets {

/// What a `.dockerignore` leaves out of a build. Docker reads the file itself as well, so a pattern
/// that is not understood here leaves out nothing, and what it might take back stays in.
/// https://docs.docker.com/build/concepts/context/#dockerignore-files
class DockerIgnore {
 public:
  /// Leaves out nothing.
  DockerIgnore() = default;
  /// Reads the text of a `.dockerignore`.
  explicit DockerIgnore(std::string_view text);

  /// Keeps a file, whatever the patterns say: Docker reads it in any case.
  void keep(std::string_view name);
  /// Whether a file, or a folder with all that is in it, is left out.
  [[nodiscard]] bool leaves_out(std::string_view name, bool is_folder) const;

 private:
  struct Rule {
    std::vector<std::string> names;  ///< of the pattern, folder by folder; none for everything
    bool takes_back = false;
  };
  void add(std::string_view line);

  std::vector<Rule> rules_;
};

}  // namespace omnitrack::assets
