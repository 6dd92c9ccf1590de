#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/templates/assembly.hpp"
#include "cli/templates/side.hpp"

namespace omnitrack::cli {

/// Reads the templates of nested stacks that lie beside those that name them, as the AWS CLI's
/// `package` finds them, and names each `STACK.ID`. One that was read as a stack of its own is
/// that of its nested stacks from now on. Says which are not there.
void read_nested(std::vector<Side>& sides, const Console& console);

/// A nested stack whose template is an asset that the CDK wrote.
struct NestedAsset {
  std::string_view logical_id;  ///< of its resource
  std::string file;             ///< beside the template of its stack
};

/// The nested stacks of a template that the CDK notes the files of, beside them or in the manifests
/// of its assets.
std::vector<NestedAsset> nested_assets(const SideTemplate& whole, Assemblies& assemblies);

}  // namespace omnitrack::cli
