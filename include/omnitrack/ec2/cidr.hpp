#pragma once

#include <cstddef>

#include <omnitrack/required.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

namespace detail {

// What is wrong with the text of a block.
enum class CidrProblem : std::uint8_t { none, not_a_cidr, host_bits, not_of_a_vpc };

struct ParsedCidr {
  std::uint32_t address = 0;
  std::uint8_t prefix_length = 0;
  CidrProblem problem = CidrProblem::not_a_cidr;
};

constexpr std::uint64_t addresses_of(unsigned prefix_length) {
  return std::uint64_t{1} << (32 - prefix_length);
}

// A decimal number up to `limit` from `at` on; leading zeros are refused, since some readers take
// them for octal. Moves `at` behind it, and gives `limit` + 1 where there is none.
constexpr unsigned parse_decimal(std::string_view text, std::size_t& at, unsigned limit) {
  const std::size_t begin = at;
  unsigned number = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && at - begin < 3; ++at) {
    number = number * 10 + static_cast<unsigned>(text[at] - '0');
  }
  const bool has_leading_zero = at - begin > 1 && text[begin] == '0';
  return at == begin || has_leading_zero || number > limit ? limit + 1 : number;
}

constexpr ParsedCidr parse_cidr(std::string_view text) {
  ParsedCidr parsed;
  std::size_t at = 0;
  for (int part = 0; part < 4; ++part) {
    const unsigned number = parse_decimal(text, at, 255);
    if (number > 255 || at == text.size() || text[at] != (part < 3 ? '.' : '/')) return parsed;
    ++at;
    parsed.address = (parsed.address << 8) | number;
  }
  const unsigned prefix_length = parse_decimal(text, at, 32);
  if (prefix_length > 32 || at != text.size()) return parsed;
  parsed.prefix_length = static_cast<std::uint8_t>(prefix_length);
  const bool has_host_bits = parsed.address % addresses_of(prefix_length) != 0;
  parsed.problem = has_host_bits ? CidrProblem::host_bits : CidrProblem::none;
  return parsed;
}

// Not constexpr: a constant expression that calls one of them does not compile, and the compiler's
// message shows its name.
inline void
a_cidr_is_four_numbers_up_to_255_and_a_prefix_length_up_to_32_such_as_10_0_0_0_slash_16() {}
inline void the_address_of_a_cidr_has_only_zero_bits_beyond_its_prefix_length() {}
inline void the_prefix_length_of_the_cidr_of_a_vpc_is_16_to_28() {}

}  // namespace detail

/// A block of IPv4 addresses, such as `10.0.0.0/16`. A literal is checked by the compiler, another
/// text by the construct that takes it.
class Cidr {
 public:
  /// Of no use: it does not compile.
  template <class Property = struct required_cidr>
  Cidr() : Cidr(detail::a_required_property_is_left_out_or_comes_too_late<Property, Cidr>()) {}
  /// A literal: what is not a block, or has bits set beyond its prefix length, does not compile.
  template <std::size_t size>
  consteval Cidr(const char (&literal)[size])
      : Cidr(detail::parse_cidr({literal, size - 1}), {literal, size - 1}) {
    if (problem_ == detail::CidrProblem::not_a_cidr) {
      detail::
          a_cidr_is_four_numbers_up_to_255_and_a_prefix_length_up_to_32_such_as_10_0_0_0_slash_16();
    }
    if (problem_ == detail::CidrProblem::host_bits) {
      detail::the_address_of_a_cidr_has_only_zero_bits_beyond_its_prefix_length();
    }
  }

  /// A text that is made when the app runs. One that is not a block is kept with its problem, which
  /// the construct that it is given to reports.
  template <class S>
    requires(detail::TextLike<S> && !std::is_array_v<S>)
  Cidr(const S& text) : Cidr(detail::parse_cidr(detail::view_of(text)), text) {
    if (!is_valid()) text_ = detail::copy_text(text_);
  }

  /// The block that begins at an address, a multiple of its size; prefix length 0 to 32.
  static constexpr Cidr of(std::uint32_t address, unsigned prefix_length) {
    return Cidr({.address = address,
                 .prefix_length = static_cast<std::uint8_t>(prefix_length),
                 .problem = detail::CidrProblem::none},
                {});
  }

  /// Whether it is a block.
  [[nodiscard]] constexpr bool is_valid() const { return problem_ == detail::CidrProblem::none; }
  /// A sentence that names what is wrong with its text; empty for a block.
  [[nodiscard]] std::string problem() const;

  /// The first address, in the order of the host.
  [[nodiscard]] constexpr std::uint32_t address() const { return address_; }
  /// The number of leading bits that all addresses share, 0 to 32.
  [[nodiscard]] constexpr unsigned prefix_length() const { return prefix_length_; }
  /// The number of addresses.
  [[nodiscard]] constexpr std::uint64_t size() const {
    return detail::addresses_of(prefix_length_);
  }
  /// The address behind the last one.
  [[nodiscard]] constexpr std::uint64_t end() const { return address_ + size(); }
  /// Whether every address of the other block is in this one.
  [[nodiscard]] constexpr bool contains(const Cidr& other) const {
    return address_ <= other.address_ && other.end() <= end();
  }
  /// Whether any address is in both.
  [[nodiscard]] constexpr bool overlaps(const Cidr& other) const {
    return address_ < other.end() && other.address_ < end();
  }

  /// Its text, e.g. `10.0.0.0/16`, for a property.
  [[nodiscard]] Value<std::string> value() const;

  /// Whether the addresses are the same.
  friend constexpr bool operator==(const Cidr& a, const Cidr& b) {
    return a.address_ == b.address_ && a.prefix_length_ == b.prefix_length_ &&
           a.problem_ == b.problem_;
  }

 private:
  friend class VpcCidr;

  constexpr Cidr(const detail::ParsedCidr& parsed, std::string_view text)
      : text_(parsed.problem == detail::CidrProblem::none ? std::string_view{} : text),
        address_(parsed.address),
        prefix_length_(parsed.prefix_length),
        problem_(parsed.problem) {}

  std::string_view text_;  ///< of no block, what it was parsed from
  std::uint32_t address_;
  std::uint8_t prefix_length_;
  detail::CidrProblem problem_;
};

/// The IPv4 block of a VPC: prefix length 16 to 28.
/// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
class VpcCidr {
 public:
  /// A literal: what is not a block of a VPC does not compile.
  template <std::size_t size>
  consteval VpcCidr(const char (&literal)[size]) : cidr_(literal) {
    check_size();
    if (!is_valid()) {
      detail::the_prefix_length_of_the_cidr_of_a_vpc_is_16_to_28();
    }
  }

  /// A text that is made when the app runs.
  template <class S>
    requires(detail::TextLike<S> && !std::is_array_v<S>)
  VpcCidr(const S& text) : cidr_(text) {
    check_size();
    if (!is_valid()) cidr_.text_ = detail::copy_text(text);
  }

  /// A block, which may be too large or too small for a VPC.
  VpcCidr(const Cidr& block) : cidr_(block) {
    check_size();
    if (!is_valid() && cidr_.text_.empty()) cidr_.text_ = block.value().literal_text();
  }

  /// The block.
  constexpr operator const Cidr&() const { return cidr_; }
  /// Whether it is a block of a VPC.
  [[nodiscard]] constexpr bool is_valid() const { return cidr_.is_valid(); }
  /// A sentence that names what is wrong with its text; empty for a block of a VPC.
  [[nodiscard]] std::string problem() const;
  /// The number of leading bits that all addresses share, 16 to 28.
  [[nodiscard]] constexpr unsigned prefix_length() const { return cidr_.prefix_length(); }
  /// Its text, e.g. `10.0.0.0/16`, for a property.
  [[nodiscard]] Value<std::string> value() const;

 private:
  constexpr void check_size() {
    const bool fits = cidr_.prefix_length_ >= 16 && cidr_.prefix_length_ <= 28;
    if (is_valid() && !fits) cidr_.problem_ = detail::CidrProblem::not_of_a_vpc;
  }

  // Not its base: clang 14 crashes on what a consteval constructor makes of a base.
  Cidr cidr_;
};

/// Cuts blocks from a larger one, in order and without overlap.
class CidrAllotter {
 public:
  /// Starts at the beginning of a valid block.
  explicit constexpr CidrAllotter(const Cidr& whole) : whole_(whole), next_(whole.address()) {}

  /// The next block of a prefix length of at most 32: it begins at the first multiple of its size
  /// behind the blocks before it. Where none is left, the block lies outside of the whole.
  constexpr Cidr allot(unsigned prefix_length) {
    const std::uint64_t size = detail::addresses_of(prefix_length);
    const std::uint64_t begin = (next_ + size - 1) / size * size;
    next_ = begin + size;
    return Cidr::of(static_cast<std::uint32_t>(begin), prefix_length);
  }

  /// Whether all that was allotted so far lies in the whole.
  [[nodiscard]] constexpr bool fits() const { return next_ <= whole_.end(); }
  /// The number of addresses from the beginning to the end of the last block.
  [[nodiscard]] constexpr std::uint64_t used() const { return next_ - whole_.address(); }

 private:
  Cidr whole_;
  std::uint64_t next_;
};

}  // namespace omnitrack
