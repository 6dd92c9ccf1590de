#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::efs {
class AccessPoint;  // defined in <omnitrack/cfn/efs.hpp>
enum class AccessPointArn : char;
}  // namespace omnitrack::cfn::efs

namespace omnitrack {

class AccessPoint;
class FileSystem;

/// An access point by which something mounts a file system, by reference: `.access_point =
/// uploads`. What was made elsewhere is given by its ARN.
class AccessPointLink {
 public:
  /// None.
  constexpr AccessPointLink() = default;
  /// That access point, whose file system lets in what mounts it.
  AccessPointLink(const AccessPoint& access_point);
  /// A typed resource.
  AccessPointLink(const cfn::efs::AccessPoint& access_point);
  /// An access point by its ARN.
  AccessPointLink(const Value<cfn::efs::AccessPointArn>& arn) : arn_(arn) {}
  /// An access point by its ARN as text.
  template <detail::TextLike S>
  AccessPointLink(const S& arn) : arn_(arn) {}

  /// The ARN.
  [[nodiscard]] const Value<cfn::efs::AccessPointArn>& arn() const { return arn_; }
  /// The file system; null where the access point is given by its ARN.
  [[nodiscard]] FileSystem* file_system() const { return file_system_; }

 private:
  Value<cfn::efs::AccessPointArn> arn_;
  FileSystem* file_system_ = nullptr;
};

}  // namespace omnitrack
