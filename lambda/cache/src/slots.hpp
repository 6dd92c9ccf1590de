#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace omnitrack::cache {

/// How many slots the keys of a cluster are spread over.
/// https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/
inline constexpr std::uint16_t slot_count = 16384;

/// The text between the first brace and the next closing one, by which a key that has it is placed;
/// nothing where there is none or it is empty.
std::optional<std::string_view> tag_in(std::string_view key);

/// The slot of a key.
std::uint16_t slot_of(std::string_view key);

/// A short text of digits that lies in a slot.
std::string text_in_slot(std::uint16_t slot);

}  // namespace omnitrack::cache
