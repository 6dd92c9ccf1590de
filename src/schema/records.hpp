#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

// The layout of the embedded specification, as tools/schema_pack writes it. All numbers are
// little-endian; an offset counts from the begin of `omnitrack_specification`, 0 stands for
// nothing. A counted list is a `ListRecord` with its offsets right behind it.

static_assert(std::endian::native == std::endian::little);

extern "C" {
/// The records: specification.bin.
extern const unsigned char omnitrack_specification[];
/// The compressed sentences: documentation.bin.
extern const unsigned char omnitrack_documentation[];
}

namespace omnitrack::schema {

using Offset = std::uint32_t;

struct HeaderRecord {
  char magic[4];
  std::uint32_t version;
  std::uint32_t type_count;
  Offset types;  ///< of each `ResourceRecord`, by name
  Offset slots;
  std::uint32_t slot_mask;
  Offset any_type;  ///< the type of a value of which nothing is known
  std::uint32_t pattern_count;
  Offset origin;
  std::uint32_t dictionary_size;
  Offset iam_slots;
  std::uint32_t iam_slot_mask;
  Offset iam_services;  ///< `IamServiceRecord`s side by side, by name
  std::uint32_t iam_service_count;
  Offset runtimes;  ///< a list of five texts each: name, three dates, successor
};
static_assert(sizeof(HeaderRecord) == 60);

struct ListRecord {
  std::uint32_t count;
};

struct ShapeRecord {
  Offset name;
  Offset properties;  ///< `PropertyRecord`s side by side
  Offset slots;       ///< 16 bits each: 0 or 1 + an index, by the hash of the name
  Offset rules;       ///< a list
  std::uint16_t property_count;
  std::uint16_t required_count;
  std::uint16_t slot_mask;
  std::uint16_t rule_count;
};
static_assert(sizeof(ShapeRecord) == 24);

struct PropertyRecord {
  Offset name;
  Offset type;
  Offset limits;
  Offset extra;  ///< a `PropertyExtraRecord`
  std::uint8_t flags;
  std::uint8_t update;
  std::uint16_t padding;

  static constexpr std::uint8_t required = 1;
  static constexpr std::uint8_t deprecated = 2;
  static constexpr std::uint8_t read_only = 4;
  static constexpr std::uint8_t write_only = 8;
  static constexpr std::uint8_t unordered = 16;
};
static_assert(sizeof(PropertyRecord) == 20);

/// What few properties have.
struct PropertyExtraRecord {
  Offset item_limits;
  Offset default_text;
  Offset relations;  ///< a list of two texts each
};
static_assert(sizeof(PropertyExtraRecord) == 12);

/// The shapes' offsets follow.
struct TypeRecord {
  std::uint16_t accepts;
  std::uint16_t shape_count;
  Offset item;
  Offset map_value;
  Offset text;
};
static_assert(sizeof(TypeRecord) == 16);

/// An offset for each bit that is set below `unique_items` follows, in the order of the bits; that
/// of a number leads to a double.
struct LimitsRecord {
  std::uint32_t bits;

  enum Bit : std::uint32_t {
    pattern = 1U << 0U,
    enum_ = 1U << 1U,
    format = 1U << 2U,
    min_length = 1U << 3U,
    max_length = 1U << 4U,
    minimum = 1U << 5U,
    maximum = 1U << 6U,
    exclusive_minimum = 1U << 7U,
    exclusive_maximum = 1U << 8U,
    multiple_of = 1U << 9U,
    min_items = 1U << 10U,
    max_items = 1U << 11U,
    min_properties = 1U << 12U,
    max_properties = 1U << 13U,
    unique_items = 1U << 14U,
    enum_ignores_case = 1U << 15U,
  };
};

struct PatternRecord {
  Offset text;
  std::uint32_t index;
};

/// The rules' offsets follow, then those of the names.
struct RuleRecord {
  std::uint16_t keyword;
  std::uint16_t name_count;
  std::uint32_t rule_count;
  Offset limits;
  Offset about;
  std::uint32_t is_warning;
};
static_assert(sizeof(RuleRecord) == 20);

struct AttributeRecord {
  Offset name;
  Offset type;
  Offset relations;
};
static_assert(sizeof(AttributeRecord) == 12);

struct ResourceRecord {
  Offset name;
  Offset shapes;  ///< its own and then the nested types', side by side
  std::uint32_t definition_count;
  Offset attributes;  ///< `AttributeRecord`s side by side
  std::uint32_t attribute_count;
  Offset below;  ///< the same for what GetAtt can read besides; `NAME.*` where any name may follow
  std::uint32_t below_count;
  Offset identifiers;
  Offset ref;
  Offset arn;
  Offset tags;
  Offset transform;
  Offset also_replaces;
  std::uint32_t documentation;  ///< from the begin of `omnitrack_documentation`
  Offset lifecycle_date;
  std::uint8_t tag_format;
  std::uint8_t is_stateful;
  std::uint8_t lifecycle;
  std::uint8_t padding;
};
static_assert(sizeof(ResourceRecord) == 64);

/// A service prefix of IAM.
struct IamServiceRecord {
  Offset name;
  std::uint32_t action_count;
  Offset actions;  ///< for each, in order: bytes shared with the one before; the rest, its end
                   ///< marked by the high bit of its last byte
  Offset blocks;   ///< 16 bits each: where a block begins, whose first name shares nothing

  static constexpr std::uint32_t block_size = 16;
  static constexpr std::size_t longest_action = 128;
};
static_assert(sizeof(IamServiceRecord) == 16);

/// The record at an offset.
template <class Record>
const Record* record_at(Offset offset) {
  return reinterpret_cast<const Record*>(omnitrack_specification + offset);
}

/// What follows a record.
template <class Element, class Record>
const Element* behind(const Record* record) {
  return reinterpret_cast<const Element*>(record + 1);
}

/// The text at an offset: its size in 16 bits and then its bytes.
inline std::string_view text_at(Offset offset) {
  if (offset == 0) return {};
  std::uint16_t size;
  std::memcpy(&size, omnitrack_specification + offset, sizeof size);
  return {reinterpret_cast<const char*>(omnitrack_specification + offset + sizeof size), size};
}

inline std::uint32_t list_count(Offset list) {
  return list == 0 ? 0 : record_at<ListRecord>(list)->count;
}

inline Offset list_item(Offset list, std::uint32_t index) {
  return behind<Offset>(record_at<ListRecord>(list))[index];
}

/// The hash of a name in the tables of slots; tools/schema_pack/image.py computes the same.
inline std::uint32_t name_hash(std::string_view name) {
  constexpr std::uint64_t factor = 0x9e3779b97f4a7c15U;
  const char* at = name.data();
  std::uint64_t state = name.size() * factor;
  const auto mix = [&state](std::uint64_t word) {
    state = (state ^ word) * factor;
    state ^= state >> 32U;
  };
  const auto load = []<class Word>(Word, const char* from) {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
  };
  if (name.size() >= 8) {
    const char* last = at + name.size() - 8;
    for (; at < last; at += 8) mix(load(std::uint64_t{}, at));
    mix(load(std::uint64_t{}, last));
  } else if (name.size() >= 4) {
    const std::uint64_t high = load(std::uint32_t{}, at + name.size() - 4);
    mix(load(std::uint32_t{}, at) | high << 32U);
  } else {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
      word |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
    }
    mix(word);
  }
  return static_cast<std::uint32_t>(state);
}

/// The index of a name in a table of slots; -1 where it is not there. `name_of` gives the name of
/// an index.
template <class NameOf>
int find_in_slots(Offset slots, std::uint32_t mask, std::string_view name, NameOf name_of) {
  const auto* table = record_at<std::uint16_t>(slots);
  for (std::uint32_t at = name_hash(name) & mask; table[at] != 0; at = (at + 1) & mask) {
    if (name_of(table[at] - 1) == name) return table[at] - 1;
  }
  return -1;
}

}  // namespace omnitrack::schema
