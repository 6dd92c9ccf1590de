#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::lock {

/// How two paths of constructs go together.
enum class PathLikeness : std::uint8_t {
  other,
  same_end,  ///< one is the end of the other, and says more than the type
  same,
};

/// The path below its stack of the construct that made a resource, as the CDK notes it in the
/// metadata `aws:cdk:path`, without the names that the CDK adds for the resource itself.
class CdkPath {
 public:
  CdkPath() = default;
  /// The first `depth` names are those of stages and the stack.
  CdkPath(std::string_view noted, std::size_t depth, std::string_view type_name);

  /// The path; empty where none is noted.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// How it goes together with a path of ours below its stack.
  [[nodiscard]] PathLikeness likeness(std::string_view ours) const;

 private:
  std::string text_;
  std::string without_type_;  ///< the same where its last name is that of the type
  std::string type_word_;     ///< `Bucket` of `AWS::S3::Bucket`
};

/// The paths of a deployed template's resources, by their places. The stack's name tells how many
/// names stand before the paths below it.
std::vector<CdkPath> cdk_paths(const tmpl::Index& deployed, std::string_view stack);

}  // namespace omnitrack::lock
