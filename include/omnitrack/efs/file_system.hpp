#pragma once

#include <optional>
#include <vector>

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}
namespace omnitrack::cfn::efs {
class AccessPoint;  // defined in <omnitrack/cfn/efs.hpp>
class FileSystem;   // defined in <omnitrack/cfn/efs.hpp>
enum class AccessPointArn : char;
enum class AccessPointId : char;
enum class FileSystemArn : char;
enum class FileSystemId : char;
}  // namespace omnitrack::cfn::efs

namespace omnitrack {

namespace detail {

inline void the_mode_of_a_directory_has_3_or_4_digits_from_0_to_7() {}
inline void a_posix_id_is_0_to_4294967295() {}
inline void provisioned_throughput_is_1_to_3414_mebibytes_a_second() {}

struct PosixModeRule {
  static constexpr bool fits(std::string_view mode) {
    if (mode.size() != 3 && mode.size() != 4) return false;
    for (const char c : mode) {
      if (c < '0' || c > '7') return false;
    }
    return true;
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_mode_of_a_directory_has_3_or_4_digits_from_0_to_7();
  }
};

}  // namespace detail

/// The permissions of a directory in octal digits, e.g. `755`.
using PosixMode = CheckedText<detail::PosixModeRule>;
/// The number of a user or a group.
using PosixId =
    CheckedNumber<detail::Between<0, 4294967295, detail::a_posix_id_is_0_to_4294967295>>;
/// Throughput that is paid for, in MiB a second.
using FileSystemThroughput = CheckedNumber<
    detail::Between<1, 3414, detail::provisioned_throughput_is_1_to_3414_mebibytes_a_second>>;

/// How the throughput of a file system is found.
/// https://docs.aws.amazon.com/efs/latest/ug/performance.html
enum class ThroughputMode : std::uint8_t { elastic, bursting, provisioned };

/// After how many days without access files move to cheaper storage.
enum class FileAge : std::uint16_t {
  never = 0,
  one_day = 1,
  seven_days = 7,
  fourteen_days = 14,
  thirty_days = 30,
  sixty_days = 60,
  ninety_days = 90,
  half_a_year = 180,
  nine_months = 270,
  one_year = 365,
};

class AccessPoint;
class FileSystem;

/// Properties of an access point.
struct AccessPointProps {
  using Makes = AccessPoint;
  Id id;
  /// The file system.
  Required<Link<FileSystem>, struct required_file_system> file_system;
  /// The group that owns the directory where EFS makes it.
  PosixId owner_gid = 1000;
  /// The user that owns the directory where EFS makes it.
  PosixId owner_uid = 1000;
  /// The directory that clients see as the root, which EFS makes where it is not there.
  Text path = "/";
  /// The permissions of the directory where EFS makes it.
  PosixMode permissions = "755";
  /// The group that all access is made as; left to the client where neither it nor `posix_uid` is
  /// given.
  PosixId posix_gid = {};
  /// The user that all access is made as; left to the client where neither it nor `posix_gid` is
  /// given.
  PosixId posix_uid = {};
  /// Further groups of the user, 16 at most.
  Items<KnownNumber> secondary_gids = {};
};

/// A way into one directory of a file system, as one user: AWS::EFS::AccessPoint.
/// https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html
class AccessPoint final : public Construct {
 public:
  AccessPoint(Attach at, const AccessPointProps& props);

  /// Allows to mount the file system through this access point alone, and to read it.
  void grant_read(Grantee& grantee) const;
  /// Allows to mount the file system through this access point alone, to read and to write it.
  void grant_read_write(Grantee& grantee) const;

  /// The ARN.
  [[nodiscard]] Value<cfn::efs::AccessPointArn> arn() const;
  /// The id.
  [[nodiscard]] Value<cfn::efs::AccessPointId> access_point_id() const;
  /// The file system.
  [[nodiscard]] FileSystem& file_system() const { return *file_system_; }
  /// The access point's own resource.
  [[nodiscard]] cfn::efs::AccessPoint& resource() { return *resource_; }

 private:
  void grant(Grantee& grantee, const List<std::string>& actions) const;

  FileSystem* file_system_;
  cfn::efs::AccessPoint* resource_;
};

/// Properties of a file system.
struct FileSystemProps {
  using Makes = FileSystem;
  Id id;
  /// The VPC that it is reached from.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// Whether clients that have no permission by IAM are let in; by default, each needs a grant.
  Bool allow_anonymous_access = false;
  /// Whether AWS Backup makes copies each day.
  Bool automatic_backups = true;
  /// The key that files are encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// When files move to the storage for files that are hardly ever read.
  FileAge move_to_archive_after = FileAge::never;
  /// When files move to the storage for files that are seldom read.
  FileAge move_to_infrequent_access_after = FileAge::never;
  /// Whether a file that is read again moves back to the storage that it came from.
  Bool move_back_on_access = false;
  /// The name, written as the tag `Name`; the path where it is left out.
  Value<std::string> name = {};
  /// One availability zone by name that all is kept in, at a lower price; all zones where it is
  /// left out.
  Value<std::string> one_zone = {};
  /// The throughput in MiB a second, 1 to 3,414; for `ThroughputMode::provisioned`.
  FileSystemThroughput provisioned_throughput = {};
  /// What happens to the files when the file system leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Whether another file system may be replicated onto this one.
  Bool replication_overwrite_protection = true;
  /// The security group of the mount targets; the file system makes one of its own where it is left
  /// out.
  Link<SecurityGroup> security_group = {};
  /// The subnets that get a mount target, one in each zone; the private ones of the VPC, or the
  /// isolated ones, where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// How the throughput is found.
  ThroughputMode throughput_mode = ThroughputMode::elastic;
};

/// What is known of a file system that is made elsewhere.
struct ImportedFileSystem {
  /// Its id.
  Required<Value<cfn::efs::FileSystemId>, struct required_file_system_id> file_system_id;
  /// The security group of its mount targets.
  Required<Link<SecurityGroup>, struct required_security_group> security_group;
};

/// A file system over NFS that is encrypted at rest and in transit: AWS::EFS::FileSystem,
/// AWS::EFS::MountTarget in each subnet, and as needed AWS::EC2::SecurityGroup and
/// AWS::EFS::AccessPoint.
/// https://docs.aws.amazon.com/efs/latest/ug/whatisefs.html
class FileSystem final : public Construct, public Connectable, public Measured {
 public:
  FileSystem(Attach at, const FileSystemProps& props);
  FileSystem(Attach at, const struct ImportedFileSystemProps& props);

  /// A file system of this stack's region and account that is made elsewhere; its policy is its
  /// owner's.
  static FileSystem& from_id(Construct& scope, const Id& id, const ImportedFileSystem& known);

  /// Adds a statement to the file system's policy, which is about the file system and so has no
  /// resources.
  void add_to_resource_policy(PolicyStatement statement);

  /// Has a client be made only after the mount targets, without which it cannot mount.
  void make_wait(Construct& client) const;

  /// Allows actions on the file system.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to mount the file system and to read it.
  void grant_read(Grantee& grantee) const;
  /// Allows to mount the file system, to read and to write it.
  void grant_read_write(Grantee& grantee) const;
  /// Allows to mount the file system, to read and to write it as root.
  void grant_root_access(Grantee& grantee) const;

  /// The security group of the mount targets, on TCP 2049.
  [[nodiscard]] Connections connections() override;

  /// One of EFS's metrics of the file system, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many clients are connected.
  [[nodiscard]] Metric metric_client_connections() const {
    return metric("ClientConnections").sum();
  }
  /// How near the file system is to the limit of its operations, in percent.
  [[nodiscard]] Metric metric_percent_io_limit() const { return metric("PercentIOLimit"); }
  /// How many bytes went in and out, metadata included.
  [[nodiscard]] Metric metric_total_io_bytes() const { return metric("TotalIOBytes").sum(); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::efs::FileSystemArn>& arn() const { return arn_; }
  /// The id.
  [[nodiscard]] const Value<cfn::efs::FileSystemId>& file_system_id() const { return id_; }
  /// The file system's own resource; an error where the file system is made elsewhere.
  [[nodiscard]] cfn::efs::FileSystem& resource();

 private:
  void check(const FileSystemProps& props) const;
  void make_mount_targets(const FileSystemProps& props);
  void write_basic_policy(bool allow_anonymous);
  void grant_client(Grantee& grantee, const List<std::string>& actions) const;

  PolicyDocument policy_;
  SecurityGroup* security_group_;
  cfn::efs::FileSystem* resource_ = nullptr;  // null where the file system is made elsewhere
  Value<cfn::efs::FileSystemArn> arn_;
  Value<cfn::efs::FileSystemId> id_;
  std::vector<const Construct*> mount_targets_;
};

}  // namespace omnitrack
