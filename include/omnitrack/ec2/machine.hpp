#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/ec2/cpu_architecture.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack {

namespace detail {

inline void an_instance_type_is_a_family_a_full_stop_and_a_size_such_as_t4g_micro() {}
inline void a_volume_has_1_to_65536_gibibytes() {}

struct InstanceTypeRule {
  static constexpr bool is_number(std::string_view text) {
    for (const char c : text) {
      if (!is_digit(c)) return false;
    }
    return !text.empty();
  }
  static constexpr bool is_size(std::string_view size) {
    for (const std::string_view each : {"nano", "micro", "small", "medium", "large", "metal"}) {
      if (size == each) return true;
    }
    if (size.ends_with("xlarge"))
      return size.size() == 6 || is_number(size.substr(0, size.size() - 6));
    return size.starts_with("metal-") && size.ends_with("xl") &&
           is_number(size.substr(6, size.size() - 8));
  }
  static constexpr bool fits(std::string_view type) {
    const std::size_t dot = type.find('.');
    if (dot == std::string_view::npos || dot < 2) return false;
    const std::string_view family = type.substr(0, dot);
    if (!is_lower(family.front())) return false;
    for (const char c : family) {
      if (!is_lower(c) && !is_digit(c) && c != '-') return false;
    }
    return is_size(type.substr(dot + 1));
  }
  static constexpr void demand(bool fits) {
    if (!fits) an_instance_type_is_a_family_a_full_stop_and_a_size_such_as_t4g_micro();
  }
};

}  // namespace detail

/// The type of an instance, e.g. `t4g.micro`.
/// https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
using InstanceType = CheckedText<detail::InstanceTypeRule>;
/// The size of a volume in GiB.
using VolumeSize =
    CheckedNumber<detail::Between<1, 65536, detail::a_volume_has_1_to_65536_gibibytes>>;

/// The image that an instance starts from.
class MachineImage {
 public:
  /// The latest Amazon Linux 2023, looked up at each deployment.
  /// https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
  static MachineImage amazon_linux_2023(CpuArchitecture architecture = CpuArchitecture::x86_64);
  /// The latest Amazon Linux 2023 with Docker and the agent of ECS, looked up at each deployment.
  /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
  static MachineImage ecs_optimized(CpuArchitecture architecture = CpuArchitecture::x86_64);
  /// An image by its id, e.g. `ami-0abcdef1234567890`, which stays the same.
  static MachineImage id(const Value<std::string>& image_id);
  /// The image that a parameter of Systems Manager names, looked up at each deployment.
  static MachineImage ssm_parameter(std::string_view name);

  /// The id of the image, or a reference to it.
  [[nodiscard]] const Value<std::string>& image_id() const { return image_id_; }
  /// The processor that it is built for, where that is known.
  [[nodiscard]] const Optional<CpuArchitecture>& architecture() const { return architecture_; }
  /// The device that it starts from; empty where that is not known.
  [[nodiscard]] std::string_view root_device() const { return root_device_; }

 private:
  explicit MachineImage(const Value<std::string>& image_id) : image_id_(image_id) {}
  Value<std::string> image_id_;
  Optional<CpuArchitecture> architecture_;
  std::string_view root_device_;
};

/// What an instance does when it starts for the first time; nothing by default.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
class UserData {
 public:
  /// Nothing.
  UserData() = default;
  /// Commands for bash as root, one a line.
  static UserData shell(const List<std::string>& commands);
  /// A text as it is, such as that of cloud-init or of PowerShell.
  static UserData text(const Value<std::string>& text);

  /// Whether there is any.
  [[nodiscard]] bool is_set() const { return text_.is_set(); }
  /// Adds commands for bash; false where there is a text that they cannot be added to.
  [[nodiscard]] bool add(const List<std::string>& commands);
  /// In base64, as EC2 takes it; not set where there is none.
  [[nodiscard]] Value<std::string> base64() const;

 private:
  bool is_shell_ = false;
  Value<std::string> text_;
};

/// The kinds of volumes.
/// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
enum class VolumeType : std::uint8_t { gp3, gp2, io1, io2, sc1, st1, standard };

/// A volume that an instance starts with, always encrypted.
struct EbsVolume {
  /// The device, e.g. `/dev/xvda`.
  Required<Text, struct required_device_name> device_name;
  /// Whether it is deleted with its instance.
  Bool delete_on_termination = true;
  /// Operations a second; for gp3, io1 and io2.
  Value<std::int64_t> iops = {};
  /// The key that it is encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// The size in GiB, 1 to 65,536; that of the image where it is left out.
  VolumeSize size = {};
  /// The snapshot that it starts from.
  Value<std::string> snapshot_id = {};
  /// MiB a second; for gp3 in launch templates.
  Value<std::int64_t> throughput = {};
  /// What kind it is.
  VolumeType volume_type = VolumeType::gp3;
};

}  // namespace omnitrack
