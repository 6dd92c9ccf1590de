#pragma once

#include <omnitrack/characters.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/items.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/list.hpp>
#include <omnitrack/route53/alias_target.hpp>

namespace omnitrack {

class Bucket;

namespace detail {

inline void an_a_record_has_addresses_of_four_numbers_of_0_to_255_joined_by_dots() {}
inline void
an_aaaa_record_has_addresses_of_up_to_eight_groups_of_hexadecimal_digits_joined_by_colons() {}

struct ARecordRule {
  static constexpr bool fits(std::string_view text) {
    int parts = 0;
    int number = -1;
    for (const char c : text) {
      if (c == '.') {
        if (number < 0 || ++parts > 3) return false;
        number = -1;
      } else if (!is_digit(c)) {
        return false;
      } else {
        number = (number < 0 ? 0 : number * 10) + (c - '0');
        if (number > 255) return false;
      }
    }
    return parts == 3 && number >= 0;
  }
  static constexpr void demand(bool fits) {
    if (!fits) an_a_record_has_addresses_of_four_numbers_of_0_to_255_joined_by_dots();
  }
};

struct AaaaRecordRule {
  static constexpr bool fits(std::string_view text) {
    int colons = 0;
    int digits = 0;
    for (const char c : text) {
      if (c == ':') {
        ++colons;
        digits = 0;
      } else if (!is_digit(c) && (c < 'a' || c > 'f') && (c < 'A' || c > 'F')) {
        return false;
      } else if (++digits > 4) {
        return false;
      }
    }
    const bool is_shortened = text.find("::") != std::string_view::npos;
    return is_shortened ? colons <= 8 && colons >= 2 : colons == 7;
  }
  static constexpr void demand(bool fits) {
    if (!fits)
      an_aaaa_record_has_addresses_of_up_to_eight_groups_of_hexadecimal_digits_joined_by_colons();
  }
};

}  // namespace detail

/// An IPv4 address, e.g. `192.0.2.1`.
using Ipv4Address = CheckedText<detail::ARecordRule>;
/// An IPv6 address, e.g. `2001:db8::1`.
using Ipv6Address = CheckedText<detail::AaaaRecordRule>;

/// A server that takes mail.
struct MxValue {
  /// Which server is asked first: the one with the least number, 0 to 65,535.
  KnownNumber priority;
  /// The server's name.
  Value<std::string> host_name;
};

/// A server of a service.
struct SrvValue {
  /// Which server is asked first: the one with the least number, 0 to 65,535.
  KnownNumber priority;
  /// Its share among those of its priority, 0 to 65,535.
  KnownNumber weight;
  /// The port, 0 to 65,535.
  KnownNumber port;
  /// The server's name.
  Value<std::string> host_name;
};

/// What a CAA value is about.
enum class CaaTag : std::uint8_t {
  issue,       ///< who may issue certificates
  issue_wild,  ///< who may issue wildcard certificates
  iodef,       ///< where violations are reported
};

/// What a certificate authority has to heed.
struct CaaValue {
  /// What it is about.
  CaaTag tag;
  /// The authority's domain, e.g. `amazon.com`, `;` for none, or a URL.
  Value<std::string> value;
  /// 128 where an authority that does not know the tag must refuse, else 0.
  KnownNumber flag = 0;
};

/// The digest of a key of a zone below.
struct DsValue {
  /// The key's tag, 0 to 65,535.
  KnownNumber key_tag;
  /// The number of the algorithm.
  KnownNumber algorithm;
  /// The number of the digest's kind.
  KnownNumber digest_type;
  /// The digest in hexadecimal digits.
  Value<std::string> digest;
};

/// What a record says: its type with the values, or the target of an alias.
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
class RecordData {
 public:
  /// IPv4 addresses.
  static RecordData a(const Items<Ipv4Address>& addresses);
  /// IPv6 addresses.
  static RecordData aaaa(const Items<Ipv6Address>& addresses);
  /// The IPv4 addresses of something of AWS's; asked for free, and without a TTL.
  static RecordData alias(const AliasTarget& target);
  /// The IPv6 addresses of something of AWS's.
  static RecordData alias_ipv6(const AliasTarget& target);
  /// The website of a bucket that has the name of the record; the stack must have a region.
  static RecordData bucket_website(const Bucket& bucket);
  /// What certificate authorities have to heed.
  static RecordData caa(const Items<CaaValue>& values);
  /// Another name; not for the name of the zone itself.
  static RecordData cname(const Value<std::string>& name);
  /// Digests of the keys of a zone below.
  static RecordData ds(const Items<DsValue>& values);
  /// Servers that take mail.
  static RecordData mx(const Items<MxValue>& values);
  /// The name servers of a zone below.
  static RecordData ns(const List<std::string>& servers);
  /// Servers of a service.
  static RecordData srv(const Items<SrvValue>& values);
  /// Texts, such as SPF's; quoted, escaped and split at 255 characters as DNS wants them.
  static RecordData txt(const List<std::string>& texts);
  /// Another type, with its values as DNS writes them.
  static RecordData other(std::string_view type, const List<std::string>& values);

  /// The type, e.g. `A`.
  [[nodiscard]] std::string_view type() const { return type_; }
  /// The values as DNS writes them; none of an alias.
  [[nodiscard]] const List<std::string>& values() const { return values_; }
  /// The target of an alias; null where it is none.
  [[nodiscard]] const AliasTarget* target() const { return target_; }
  /// The bucket of a website; null where it is none.
  [[nodiscard]] const Bucket* website() const { return website_; }
  /// The value that DNS does not take; empty where all is well.
  [[nodiscard]] std::string_view broken_value() const { return broken_; }

 private:
  friend struct RecordDataMaker;
  explicit RecordData(std::string_view type) : type_(type) {}

  Text type_;
  List<std::string> values_;
  const AliasTarget* target_ = nullptr;
  const Bucket* website_ = nullptr;
  Text broken_;
};

}  // namespace omnitrack
