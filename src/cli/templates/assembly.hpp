#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

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
  /// The file of the asset that is uploaded under a name, of the folder of a template's file; empty
  /// where its manifests know none.
  std::string asset_beside(const std::string& file, std::string_view uploaded_as);

 private:
  struct Assembly {
    std::map<std::string, AssemblyStack> stacks;             // by the names of their files
    std::map<std::string, std::string, std::less<>> assets;  // by what they are uploaded as
  };
  static void read_assets(const std::string& manifest, Assembly& assembly);
  const std::optional<Assembly>& beside(const std::string& file);

  std::map<std::string, std::optional<Assembly>> folders_;
};

}  // namespace omnitrack::cli
