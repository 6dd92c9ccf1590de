#include "machine_parts.hpp"

#include <string>

#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack::ec2 {

namespace {

// The processor of a type, by its family: a letter g behind the generation is AWS's own. What a
// family with a hyphen runs on is left open.
Optional<CpuArchitecture> architecture_of(std::string_view type) {
  const std::string_view family = type.substr(0, type.find('.'));
  if (family.empty() || family.find('-') != std::string_view::npos) return {};
  if (family == "a1") return CpuArchitecture::arm64;
  if (family.starts_with("mac")) return {};
  std::size_t digit = 0;
  while (digit < family.size() && !detail::is_digit(family[digit])) ++digit;
  return family.find('g', digit) != std::string_view::npos ? CpuArchitecture::arm64
                                                           : CpuArchitecture::x86_64;
}

std::string_view architecture_name(CpuArchitecture architecture) {
  return architecture == CpuArchitecture::arm64 ? "arm64" : "x86_64";
}

}  // namespace

RoleProps machine_role_props(const Id& id) {
  return {
      .id = id,
      .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com"),
      .managed_policies = {aws_managed_policy("AmazonSSMManagedInstanceCore")},
  };
}

std::string_view volume_type_name(VolumeType type) {
  constexpr std::string_view names[] = {"gp3", "gp2", "io1", "io2", "sc1", "st1", "standard"};
  return names[static_cast<std::size_t>(type)];
}

Items<EbsVolume> volumes_of(const Items<EbsVolume>& given, const MachineImage& image) {
  if (!given.empty() || image.root_device().empty()) return given;
  return {EbsVolume{.device_name = image.root_device()}};
}

void check_machine(const Construct& at, std::string_view type, bool is_broken,
                   const MachineImage& image, const Items<EbsVolume>& volumes) {
  if (is_broken) {
    at.error(codes::OT2042, "'" + std::string(type) + "' is not a type of an instance",
             "name a family and a size, e.g. t4g.micro");
  } else if (!type.empty() && image.architecture()) {
    const Optional<CpuArchitecture> needed = architecture_of(type);
    if (needed && *needed != *image.architecture()) {
      at.error(codes::OT2043,
               "the image is built for " + std::string(architecture_name(*image.architecture())) +
                   ", and '" + std::string(type) + "' is " +
                   std::string(architecture_name(*needed)),
               "choose an image for the type's processor, by CpuArchitecture::" +
                   std::string(architecture_name(*needed)) + ", or a type of the image's");
    }
  }
  for (const EbsVolume& volume : volumes) {
    if (!volume.size.is_broken()) continue;
    at.error(codes::OT2044,
             "the size of the volume " + std::string(volume.device_name) + " is " +
                 std::to_string(volume.size.number()) + ", which is out of bounds",
             "it is 1 to 65536 GiB");
  }
}

Value<std::string> name_of(const Link<const KeyPair>& key_pair) {
  return key_pair.is_set() ? key_pair->name() : Value<std::string>();
}

}  // namespace omnitrack::ec2
