#pragma once

#include <map>
#include <optional>
#include <string>

namespace omnitrack::cli {

/// What the CDK's manifest tells of a template that lies beside it.
struct AssemblyStack {
  std::string name;     ///< that the stack is deployed under
  std::string account;  ///< empty where it fits any
  std::string region;
};

/// The manifests of the folders that templates are in.
class Assemblies {
 public:
  /// The stack of a template's file; null where no manifest names it.
  const AssemblyStack* find(const std::string& file);
  /// Whether the folder of a file has a manifest: what it does not name is then part of another
  /// template, such as that of a nested stack.
  bool is_in_assembly(const std::string& file);

 private:
  using Stacks = std::map<std::string, AssemblyStack>;  // by the names of their files
  const std::optional<Stacks>& stacks_beside(const std::string& file);

  std::map<std::string, std::optional<Stacks>> folders_;
};

}  // namespace omnitrack::cli
