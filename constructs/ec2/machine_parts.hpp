#pragma once

#include <string_view>

#include <omnitrack/ec2/key_pair.hpp>
#include <omnitrack/ec2/machine.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack::ec2 {

/// The role of an instance that is given none: Systems Manager lets people in by it.
[[nodiscard]] RoleProps machine_role_props(const Id& id);

/// The name of a kind of volume.
[[nodiscard]] std::string_view volume_type_name(VolumeType type);

/// The volumes of an instance: those that are given, else the one that its image starts from, where
/// that is known.
[[nodiscard]] Items<EbsVolume> volumes_of(const Items<EbsVolume>& given, const MachineImage& image);

/// Reports a type that is none, one of another processor than the image's, and volumes that cannot
/// be.
void check_machine(const Construct& at, std::string_view type, bool is_broken,
                   const MachineImage& image, const Items<EbsVolume>& volumes);

/// The name of a key pair; none where there is none.
[[nodiscard]] Value<std::string> name_of(const Link<const KeyPair>& key_pair);

}  // namespace omnitrack::ec2
