#include "omnitrack/ec2/prefix_list.hpp"

#include <algorithm>
#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

/// What a prefix list that is made elsewhere is made of.
struct ImportedPrefixListProps {
  using Makes = PrefixList;
  Id id;
  Value<cfn::ec2::PrefixListId> list;
};

namespace {

Value<std::int64_t> room_of(const PrefixListProps& props) {
  if (props.max_entries.is_set()) return props.max_entries.value();
  return static_cast<std::int64_t>(std::max<std::size_t>(props.entries.size(), 1));
}

}  // namespace

PrefixList::PrefixList(Attach at, const PrefixListProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ec2::PrefixListProps{
          .id = primary(),
          .address_family = props.ipv6 ? cfn::ec2::PrefixListProps::AddressFamily::ipv6
                                       : cfn::ec2::PrefixListProps::AddressFamily::ipv4,
          .prefix_list_name = props.name.is_set() ? props.name : Value<std::string>(path()),
          .max_entries = room_of(props),
      })),
      list_id_(resource_->ref()) {
  for (const PrefixListEntry& entry : props.entries) {
    resource_->props.entries.add(
        cfn::ec2::prefix_list::Entry{.cidr = entry.cidr, .description = entry.description});
    const std::string_view text = entry.cidr.literal_text();
    if (props.ipv6 || text.empty() || Cidr(text).is_valid()) continue;
    error(codes::OT2001, Cidr(text).problem(), "give a block such as 10.0.0.0/16");
  }
  const PrefixListSize& room = props.max_entries;
  const auto count = static_cast<std::int64_t>(props.entries.size());
  if (room.is_broken() || (!room.is_set() && count > 1000)) {
    error(codes::OT3911, "the prefix list has an amount of room that is out of bounds",
          "it has room for 1 to 1000 entries");
  } else if (room.is_known() && room.number() < count) {
    error(codes::OT3911,
          "the prefix list has " + std::to_string(count) + " entries and room for " +
              std::to_string(room.number()),
          "raise `max_entries`, or leave it out");
  }
}

PrefixList::PrefixList(Attach at, const ImportedPrefixListProps& props)
    : Construct(std::move(at)), list_id_(props.list) {
  check_imported(*this, props.list, props.list.literal_text().starts_with("pl-"),
                 "the id of a prefix list", "it looks like pl-0123456789abcdef0");
}

PrefixList& PrefixList::from_id(Construct& scope, const Id& id,
                                const Value<cfn::ec2::PrefixListId>& list) {
  return scope.add(ImportedPrefixListProps{.id = id, .list = list});
}

cfn::ec2::PrefixList& PrefixList::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(
        cfn::ec2::PrefixListProps{.id = primary(),
                                  .address_family = cfn::ec2::PrefixListProps::AddressFamily::ipv4,
                                  .prefix_list_name = path()});
  }
  return *resource_;
}

}  // namespace omnitrack
