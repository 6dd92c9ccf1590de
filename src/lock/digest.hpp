#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lock/features.hpp"

namespace omnitrack::lock {

/// What the lock file keeps of a resource's content, so that it is known again at another place.
struct Digest {
  std::uint64_t content = 0;    ///< of its type and properties, without tags
  std::uint64_t connected = 0;  ///< of these, with those of what it is connected to
  std::uint64_t fixed = 0;      ///< of the properties whose change replaces it; 0 for none
  /// One number for each property, sorted; of stateful resources alone.
  std::vector<std::uint16_t> properties = {};

  friend bool operator==(const Digest&, const Digest&) = default;
};

/// Numbers the way in which digests are made; those made in another way are of no use.
inline constexpr std::string_view digest_version = "1";

/// The digests of a template's resources, in the order of its index.
std::vector<Digest> digests_of(const tmpl::Index& index);

/// As it stands in the lock file: `3f2a9c01de-77aa01bc3d-0f3e2d1c4b-03af1b2c`.
std::string to_text(const Digest& digest);

/// The digest of such a text; nothing where it is none.
std::optional<Digest> digest_of(std::string_view text);

/// How many of the properties of two digests are the same, from 0 to 1.
double similarity(const Digest& one, const Digest& other);

}  // namespace omnitrack::lock
