#pragma once

#include <cstdint>

#include "template/index.hpp"

namespace omnitrack::validate {

/// A set of the first members of a map.
using MemberBits = std::uint64_t;

constexpr std::size_t most_member_bits = 64;

constexpr MemberBits bit_of_member(std::size_t index) { return MemberBits{1} << index; }

/// Compares values of a template by their text, so that what stands there again need not be checked
/// again. Off where values are not surely what their text says: in YAML an alias, with a macro what
/// that makes.
class SameTexts {
 public:
  explicit SameTexts(const tmpl::Index& index)
      : source_(index.source()),
        is_on_(index.source().format() == tmpl::Format::json && index.transforms().empty()) {}

  /// Whether a value is a map whose members can be told apart by bits; `Properties` may be a text.
  [[nodiscard]] bool may_compare(const tmpl::Node& value) const {
    return is_on_ && value.is(tmpl::Kind::map) && !value.has_function_key &&
           value.count <= most_member_bits;
  }
  /// The members that have the same key and text as those at their places in another map.
  [[nodiscard]] MemberBits same_members(const tmpl::Node& map, const tmpl::Node& other) const;

 private:
  const tmpl::Template& source_;
  bool is_on_;
};

/// Whether two maps have the same keys in the same order.
bool has_same_keys(const tmpl::Node& map, const tmpl::Node& other);

}  // namespace omnitrack::validate
