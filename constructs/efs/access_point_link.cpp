#include "omnitrack/efs/access_point_link.hpp"

#include <omnitrack/cfn/efs.hpp>
#include <omnitrack/efs/file_system.hpp>

namespace omnitrack {

AccessPointLink::AccessPointLink(const AccessPoint& access_point)
    : arn_(access_point.arn()), file_system_(&access_point.file_system()) {}

AccessPointLink::AccessPointLink(const cfn::efs::AccessPoint& access_point)
    : arn_(access_point.attr_arn()) {}

}  // namespace omnitrack
