#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "omnitrack/synth.hpp"
#include "support/program.hpp"

namespace omnitrack::deploy {

/// A call of docker that failed. `what()` says why on one line, which may hold any bytes.
class DockerFailure : public std::runtime_error {
 public:
  DockerFailure(const std::string& message, std::string hint, std::string said = {});

  /// How to mend it; may be empty.
  [[nodiscard]] const std::string& hint() const { return hint_; }
  /// The last lines that docker wrote, where `what()` does not have all of them; may be empty.
  [[nodiscard]] const std::string& said() const { return said_; }

 private:
  std::string hint_;
  std::string said_;
};

/// The docker on PATH, or what OMNITRACK_DOCKER names in its place and takes the same words, such
/// as podman. A call may take an hour, or as many seconds as OMNITRACK_DOCKER_SECONDS says. Each
/// function throws DockerFailure.
class Docker {
 public:
  /// A call ends as soon as `is_stopped` says so.
  explicit Docker(std::function<bool()> is_stopped = {});

  /// Asks whether it runs, and its daemon with it.
  void look() const;
  /// Logs in to a registry of ECR; the password goes through standard input alone.
  void log_in(const std::string& registry, const std::string& password) const;
  /// Builds an image of a folder, under a name with its tag.
  void build(const ImageRecipe& recipe, const std::string& folder, const std::string& name) const;
  /// Pushes an image to the registry that its name begins with.
  void push(const std::string& name) const;

 private:
  [[nodiscard]] support::ProgramResult run(const std::vector<std::string>& words,
                                           const support::ProgramInput& input) const;
  void demand(const support::ProgramResult& result, const std::string& verb,
              const std::string& hint) const;

  std::string program_;
  std::function<bool()> is_stopped_;
};

}  // namespace omnitrack::deploy
