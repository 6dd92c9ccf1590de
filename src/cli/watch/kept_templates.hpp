#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace omnitrack::cli {

/// Folders with the templates of the rounds that others are compared with, in a temporary folder
/// that goes with it.
class KeptTemplates {
 public:
  /// Throws Failure where there can be no temporary folder.
  KeptTemplates();
  KeptTemplates(const KeptTemplates&) = delete;
  KeptTemplates& operator=(const KeptTemplates&) = delete;
  ~KeptTemplates();

  /// The templates of the last round; `/dev/null` before the first.
  [[nodiscard]] std::string last() const;
  /// Whether there was a round.
  [[nodiscard]] bool has_last() const { return !last_.empty(); }
  /// The folder that the templates of this round go to.
  [[nodiscard]] std::string next();
  /// Makes what is in the next folder the last round's.
  void keep_next();

  /// The stacks of the last round whose templates are not those that were deployed, and those that
  /// read outputs of these.
  [[nodiscard]] std::vector<std::string> not_deployed() const;
  /// Notes that the last round's are deployed.
  void note_deployed();

 private:
  void forget(const std::filesystem::path& folder) const;

  std::filesystem::path home_;
  std::filesystem::path last_;
  std::filesystem::path next_;
  std::filesystem::path deployed_;
  std::size_t count_ = 0;
};

}  // namespace omnitrack::cli
