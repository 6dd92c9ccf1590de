#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "support/word_at.hpp"

// The layout of the embedded specification, as tools/schema_pack writes it. Records stand side by
// side, without alignment, and their numbers are little-endian and as narrow as they can be: what a
// look-up reads lies in fewer pages. An offset counts from the begin of `omnitrack_specification`,
// 0 stands for nothing. A counted list is a `ListRecord` with its offsets right behind it.

static_assert(std::endian::native == std::endian::little);

extern "C" {
/// The records: specification.bin.
extern const unsigned char omnitrack_specification[];
/// The compressed sentences: documentation.bin.
extern const unsigned char omnitrack_documentation[];
}

namespace omnitrack::schema {

using Offset = std::uint32_t;

/// A number of 16 bits in a record.
class Narrow {
 public:
  constexpr operator std::uint16_t() const {  // NOLINT(google-explicit-constructor): a field
    return static_cast<std::uint16_t>(bytes_[0] | bytes_[1] << 8U);
  }

 private:
  std::uint8_t bytes_[2];
};

/// An offset in a record, 24 bits.
class NarrowOffset {
 public:
  constexpr operator Offset() const {  // NOLINT(google-explicit-constructor): a field
    return low_ | std::uint32_t{high_} << 16U;
  }

 private:
  Narrow low_;
  std::uint8_t high_;
};

/// The same in 32 bits, where every check reads it: that takes one instruction.
class WideOffset {
 public:
  operator Offset() const {  // NOLINT(google-explicit-constructor): a field
    Offset offset;
    std::memcpy(&offset, bytes_, sizeof offset);
    return offset;
  }

 private:
  std::uint8_t bytes_[4];
};

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
  std::uint32_t dictionary_size;         ///< unpacked
  std::uint32_t packed_dictionary_size;  ///< at the begin of `omnitrack_documentation`
  Offset iam_slots;
  std::uint32_t iam_slot_mask;
  Offset iam_services;  ///< `IamServiceRecord`s side by side, by name
  std::uint32_t iam_service_count;
  Offset iam_symbols;  ///< `IamSymbolRecord`s side by side
  Offset runtimes;     ///< a list of five texts each: name, three dates, successor
  Offset fact_slots;
  std::uint32_t fact_slot_mask;
  Offset facts;            ///< `FactsRecord`s side by side
  Offset fact_columns;     ///< a byte for each kind: how many columns its facts have
  Offset parameter_types;  ///< a list of texts
  Offset newer_types;      ///< a list of texts, sorted
  Offset rule_slots;       ///< of the types that have service rules
  std::uint32_t rule_slot_mask;
  Offset rules;  ///< `ServiceRulesRecord`s side by side
  Offset sam;    ///< the JSON text of what SAM takes and makes
  std::uint32_t sam_size;
  Offset permissions;  ///< the JSON text of what policies are about and who acts
  std::uint32_t permissions_size;
};
static_assert(sizeof(HeaderRecord) == 120);

struct ListRecord {
  Narrow count;
};

struct ShapeRecord {
  WideOffset properties;  ///< `PropertyRecord`s side by side
  WideOffset slots;       ///< 0 or 1 + an index, by the hash of the name; in bytes where these hold
                          ///< the indices of all, else `Narrow`
  NarrowOffset name;
  NarrowOffset rules;  ///< a list
  Narrow property_count;
  Narrow slot_mask;
  std::uint8_t required_count;

  static constexpr std::uint16_t most_in_bytes = 255;  ///< properties
};
static_assert(sizeof(ShapeRecord) == 19);

struct PropertyRecord {
  WideOffset name;
  WideOffset type;
  NarrowOffset limits;  ///< of a `PropertyExtraRecord` where `has_more` says so
  std::uint8_t flags;

  static constexpr std::uint8_t required = 1;
  static constexpr std::uint8_t deprecated = 2;
  static constexpr std::uint8_t read_only = 4;
  static constexpr std::uint8_t write_only = 8;
  static constexpr std::uint8_t update_shift = 4;
  static constexpr std::uint8_t update_mask = 3;
  static constexpr std::uint8_t has_more = 64;
  static constexpr std::uint8_t unordered = 128;
};
static_assert(sizeof(PropertyRecord) == 12);

/// What few properties have.
struct PropertyExtraRecord {
  NarrowOffset limits;
  NarrowOffset item_limits;
  NarrowOffset default_text;
  NarrowOffset relations;  ///< a list of two texts each
};
static_assert(sizeof(PropertyExtraRecord) == 12);

/// Offsets follow: of the item's type, of the map's values' type and of the text, each where its
/// bit is set, and then of the shapes.
struct TypeRecord {
  Narrow bits;  ///< `Accepts` and `has_text`
  std::uint8_t shape_count;

  static constexpr std::uint16_t has_item = 128;
  static constexpr std::uint16_t has_map_value = 256;
  static constexpr std::uint16_t has_text = 1024;  ///< of a union
};
static_assert(sizeof(TypeRecord) == 3);

/// An offset for each bit that is set below `unique_items` follows, in the order of the bits; that
/// of a number leads to a double.
struct LimitsRecord {
  NarrowOffset bits;

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
    enum_as_of = 1U << 14U,
    unique_items = 1U << 15U,
    enum_ignores_case = 1U << 16U,
  };
};
static_assert(sizeof(LimitsRecord) == 3);

struct PatternRecord {
  NarrowOffset text;
  NarrowOffset sequence;  ///< a `ClassSequenceRecord`, or none
  Narrow index;
};
static_assert(sizeof(PatternRecord) == 8);

/// The alternatives follow: of each a byte that counts its steps, then these, `ClassStepRecord`s.
struct ClassSequenceRecord {
  std::uint8_t flags;
  std::uint8_t alternative_count;

  static constexpr std::uint8_t anchored = 1;
  static constexpr std::uint8_t ended = 2;
  static constexpr std::uint8_t inner_groups = 4;
};

struct ClassStepRecord {
  NarrowOffset characters;  ///< a bit for each character of ASCII; a text where `most` is 0
  Narrow least;
  Narrow most;

  static constexpr std::uint16_t no_limit = 0xFFFF;
};
static_assert(sizeof(ClassStepRecord) == 7);

/// The rules' offsets follow, then those of the names, `WideOffset`s.
struct RuleRecord {
  std::uint8_t keyword;
  std::uint8_t is_warning;
  Narrow name_count;
  Narrow rule_count;
  NarrowOffset limits;
  NarrowOffset about;
};
static_assert(sizeof(RuleRecord) == 12);

/// The offsets of the terms follow, then those of the texts, of a number or of a pattern.
struct TermRecord {
  std::uint8_t op;
  std::uint8_t term_count;
  std::uint8_t text_count;
};
static_assert(sizeof(TermRecord) == 3);

/// A rule of a service at one place of a type.
struct ServiceRuleRecord {
  std::uint8_t is_warning;
  NarrowOffset name;
  NarrowOffset hint;  ///< a list of terms
  NarrowOffset source;
  NarrowOffset at;  ///< of a term, as the next three
  NarrowOffset blame;
  NarrowOffset when;
  NarrowOffset must;
  NarrowOffset message;  ///< a list of terms
};
static_assert(sizeof(ServiceRuleRecord) == 25);

struct ServiceRulesRecord {
  NarrowOffset type;
  NarrowOffset rules;  ///< a list
  NarrowOffset masks;  ///< of each rule 64 bits of the keys that it needs, then of those it reads
  NarrowOffset keys;   ///< a list of these keys
  NarrowOffset key_slots;  ///< bytes
  Narrow key_slot_mask;
};
static_assert(sizeof(ServiceRulesRecord) == 17);

struct AttributeRecord {
  NarrowOffset name;
  NarrowOffset type;
  NarrowOffset relations;
};
static_assert(sizeof(AttributeRecord) == 9);

struct ResourceRecord {
  NarrowOffset name;
  NarrowOffset shapes;      ///< its own and then the nested types', side by side
  NarrowOffset attributes;  ///< `AttributeRecord`s side by side
  NarrowOffset
      below;  ///< the same for what GetAtt can read besides; `NAME.*` where any name may follow
  NarrowOffset identifiers;
  NarrowOffset naming;
  NarrowOffset ref;
  NarrowOffset arn;
  NarrowOffset tags;
  NarrowOffset transform;
  NarrowOffset also_replaces;
  NarrowOffset lifecycle_date;
  NarrowOffset documentation;        ///< of a `DocumentationRecord`
  NarrowOffset documentation_begin;  ///< in the unpacked text
  Narrow definition_count;
  Narrow attribute_count;
  Narrow below_count;
  std::uint8_t tag_format;
  std::uint8_t is_stateful;
  std::uint8_t lifecycle;
};
static_assert(sizeof(ResourceRecord) == 51);

/// The sentences of several types, from the begin of `omnitrack_documentation`; they follow,
/// compressed.
struct DocumentationRecord {
  NarrowOffset size;  ///< unpacked
  NarrowOffset packed_size;
};
static_assert(sizeof(DocumentationRecord) == 6);

/// What a byte of an action stands for: a text, shorter than its room so that it can be copied
/// without a look at its size.
struct IamSymbolRecord {
  char text[15];
  std::uint8_t size;
};
static_assert(sizeof(IamSymbolRecord) == 16);

/// A service prefix of IAM.
struct IamServiceRecord {
  NarrowOffset name;
  NarrowOffset actions;  ///< for each, in order: characters shared with the one before; the symbols
                         ///< of the rest, its end marked by the high bit of the last byte
  NarrowOffset blocks;   ///< `Narrow`: where a block begins, whose first name shares nothing
  Narrow action_count;

  static constexpr std::uint32_t block_size = 16;
  static constexpr std::size_t longest_action = 128;
};
static_assert(sizeof(IamServiceRecord) == 11);

/// The facts about a type, a setting or a managed policy.
struct FactsRecord {
  NarrowOffset subject;
  NarrowOffset lists[29];  ///< for each kind, of the columns of its facts, one after the other: the
                           ///< offset of a text or of a list of texts, or a number
};
static_assert(sizeof(FactsRecord) == 90);

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

/// The text at an offset: its size in 8 bits, or 255 and its size in 16, and then its bytes.
inline std::string_view text_at(Offset offset) {
  constexpr std::size_t long_text = 255;
  if (offset == 0) return {};
  const auto* at = record_at<unsigned char>(offset);
  std::size_t size = *at++;
  if (size == long_text) [[unlikely]] {
    size = *reinterpret_cast<const Narrow*>(at);
    at += sizeof(Narrow);
  }
  return {reinterpret_cast<const char*>(at), size};
}

inline std::uint32_t list_count(Offset list) {
  return list == 0 ? 0 : record_at<ListRecord>(list)->count;
}

inline Offset list_item(Offset list, std::uint32_t index) {
  return behind<NarrowOffset>(record_at<ListRecord>(list))[index];
}

/// How many bits are set. Without an instruction for it, which not every machine has, the compiler
/// would call a function.
constexpr std::uint32_t count_bits(std::uint32_t bits) {
  bits -= (bits >> 1U) & 0x55555555U;
  bits = (bits & 0x33333333U) + ((bits >> 2U) & 0x33333333U);
  return (((bits + (bits >> 4U)) & 0x0F0F0F0FU) * 0x01010101U) >> 24U;
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
  if (name.size() >= 8) {
    const char* last = at + name.size() - 8;
    for (; at < last; at += 8) mix(support::word_at<std::uint64_t>(at));
    mix(support::word_at<std::uint64_t>(last));
  } else if (name.size() >= 4) {
    const std::uint64_t high = support::word_at<std::uint32_t>(at + name.size() - 4);
    mix(support::word_at<std::uint32_t>(at) | high << 32U);
  } else {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
      word |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
    }
    mix(word);
  }
  return static_cast<std::uint32_t>(state);
}

/// The index of a name in a table of slots; -1 where it is not there.
/// `name_of` gives the name of an index.
template <class Slot, class NameOf>
int find_in_slots(Offset slots, std::uint32_t mask, std::string_view name, NameOf name_of) {
  const auto* table = record_at<Slot>(slots);
  for (std::uint32_t at = name_hash(name) & mask; table[at] != 0; at = (at + 1) & mask) {
    if (name_of(table[at] - 1) == name) return table[at] - 1;
  }
  return -1;
}

}  // namespace omnitrack::schema
