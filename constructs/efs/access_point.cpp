#include <string>

#include <omnitrack/cfn/efs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/efs/file_system.hpp>

namespace omnitrack {

namespace {

namespace access_point = cfn::efs::access_point;

// EFS takes the numbers as texts.
Value<std::string> text_of(const PosixId& number) {
  return number.is_known() ? Value<std::string>(std::to_string(number.number()))
                           : as<std::string>(number.value());
}

Value<access_point::PosixUser> user_of(const AccessPointProps& props) {
  if (!props.posix_uid.is_set() && !props.posix_gid.is_set()) return {};
  List<std::string> secondary;
  for (const KnownNumber& gid : props.secondary_gids) secondary.add(std::to_string(gid.number()));
  return access_point::PosixUser{
      .gid = text_of(props.posix_gid),
      .uid = text_of(props.posix_uid),
      .secondary_gids = secondary,
  };
}

}  // namespace

AccessPoint::AccessPoint(Attach at, const AccessPointProps& props)
    : Construct(std::move(at)),
      file_system_(props.file_system.get()),
      resource_(&add(cfn::efs::AccessPointProps{
          .id = primary(),
          .file_system_id = props.file_system->file_system_id(),
          .posix_user = user_of(props),
          .root_directory =
              access_point::RootDirectory{
                  .creation_info =
                      access_point::CreationInfo{
                          .owner_gid = text_of(props.owner_gid),
                          .owner_uid = text_of(props.owner_uid),
                          .permissions = props.permissions.value(),
                      },
                  .path = props.path.text(),
              },
      })) {
  resource_->add_tag("Name", path());
  if (props.posix_uid.is_set() != props.posix_gid.is_set()) {
    error(codes::OT3463, "an access point has a user or a group alone",
          "set both `posix_uid` and `posix_gid`, or neither");
  }
  const auto check = [this](const PosixId& number, const std::string& name) {
    if (!number.is_broken()) return;
    error(codes::OT3461,
          name + " is " + std::to_string(number.number()) + ", which is out of bounds",
          "it is 0 to 4294967295");
  };
  check(props.owner_gid, "owner_gid");
  check(props.owner_uid, "owner_uid");
  check(props.posix_gid, "posix_gid");
  check(props.posix_uid, "posix_uid");
  if (props.permissions.is_broken()) {
    error(codes::OT3464,
          "'" + std::string(props.permissions.text()) + "' are no permissions of a directory",
          "give three or four octal digits such as 755");
  }
  if (props.path.empty() || props.path.text().front() != '/' || props.path.size() > 100) {
    error(codes::OT3464, "'" + std::string(props.path) + "' is no path of an access point",
          "begin it with '/'; 100 characters at most");
  }
}

void AccessPoint::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({
      .actions = actions,
      .conditions = {{"StringEquals", Json::object({{"elasticfilesystem:AccessPointArn", arn()}})}},
      .resources = {file_system_->arn()},
  });
}

void AccessPoint::grant_read(Grantee& grantee) const {
  grant(grantee, {"elasticfilesystem:ClientMount"});
}

void AccessPoint::grant_read_write(Grantee& grantee) const {
  grant(grantee, {"elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"});
}

Value<cfn::efs::AccessPointArn> AccessPoint::arn() const { return resource_->attr_arn(); }

Value<cfn::efs::AccessPointId> AccessPoint::access_point_id() const { return resource_->ref(); }

}  // namespace omnitrack
