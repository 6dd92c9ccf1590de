#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/ec2/security_group.hpp>

namespace omnitrack::cfn::ec2 {
class PrefixList;  // defined in <omnitrack/cfn/ec2.hpp>
}

namespace omnitrack {

namespace detail {

inline void a_prefix_list_has_room_for_1_to_1000_entries() {}

}  // namespace detail

/// For how many entries a prefix list has room.
using PrefixListSize =
    CheckedNumber<detail::Between<1, 1000, detail::a_prefix_list_has_room_for_1_to_1000_entries>>;

/// One block of addresses in a prefix list.
struct PrefixListEntry {
  /// The block, of IPv4 or of IPv6 as the list is, e.g. `10.0.0.0/16`.
  Required<Value<std::string>, struct required_cidr> cidr;
  /// What it is, 255 characters at most.
  Value<std::string> description = {};
};

class PrefixList;

/// Properties of a prefix list.
struct PrefixListProps {
  using Makes = PrefixList;
  Id id;
  /// The blocks.
  Items<PrefixListEntry> entries = {};
  /// Whether its blocks are of IPv6, and not of IPv4.
  Bool ipv6 = false;
  /// For how many entries it has room, 1 to 1,000, which count against the limits of whatever names
  /// the list; as many as there are where it is left out.
  PrefixListSize max_entries = {};
  /// The name, 255 characters at most, not beginning with `com.amazonaws`; the path where it is
  /// left out.
  Value<std::string> name = {};
};

/// Blocks of addresses that rules and routes name together: AWS::EC2::PrefixList.
/// https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html
class PrefixList final : public Construct {
 public:
  PrefixList(Attach at, const PrefixListProps& props);
  PrefixList(Attach at, const struct ImportedPrefixListProps& props);

  /// A prefix list that is made elsewhere, such as one of AWS's own.
  static PrefixList& from_id(Construct& scope, const Id& id,
                             const Value<cfn::ec2::PrefixListId>& list);

  /// The other end of a rule: `group.allow_from(list.peer(), Port::tcp(443))`.
  [[nodiscard]] Peer peer() const { return list_id_; }
  /// The id.
  [[nodiscard]] const Value<cfn::ec2::PrefixListId>& prefix_list_id() const { return list_id_; }
  /// The prefix list's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::ec2::PrefixList& resource();

 private:
  cfn::ec2::PrefixList* resource_ = nullptr;  // null where the prefix list is made elsewhere
  Value<cfn::ec2::PrefixListId> list_id_;
};

}  // namespace omnitrack
