#include "omnitrack/route53/record_data.hpp"

#include <string>

#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

bool is_16_bits(std::int64_t number) { return number >= 0 && number <= 65535; }

// One text of DNS: quoted, at most 255 characters, what is not printable by its octal number.
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#TXTFormat
std::string quoted(std::string_view text) {
  std::string written = "\"";
  std::size_t length = 0;
  for (const char c : text) {
    if (length++ == 255) {
      written += "\" \"";
      length = 1;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      written += '\\';
      written += c;
    } else if (byte < 0x20 || byte > 0x7e) {
      written += '\\';
      written += static_cast<char>('0' + byte / 64);
      written += static_cast<char>('0' + byte / 8 % 8);
      written += static_cast<char>('0' + byte % 8);
    } else {
      written += c;
    }
  }
  return written + '"';
}

Value<std::string> text_value(const Node& node) {
  if (node.kind == NodeKind::string) return quoted(node.string());
  return concat("\"", Value<std::string>::from_node(node), "\"");
}

std::string_view text_of(CaaTag tag) {
  constexpr std::string_view texts[] = {"issue", "issuewild", "iodef"};
  return texts[static_cast<std::size_t>(tag)];
}

}  // namespace

/// Fills what a record says.
struct RecordDataMaker {
  RecordData data;

  void add(const Value<std::string>& value, bool fits) {
    data.values_.add(value);
    if (!fits && data.broken_.empty()) {
      data.broken_ = value.is_literal_text() ? value.literal_text() : data.type_.text();
    }
  }
  template <class Addresses>
  static RecordData of_addresses(std::string_view type, const Addresses& addresses) {
    RecordDataMaker maker{RecordData(type)};
    for (const auto& each : addresses) maker.add(each.value(), !each.is_broken());
    return maker.data;
  }
  static RecordData of_list(std::string_view type, const List<std::string>& values) {
    RecordDataMaker maker{RecordData(type)};
    maker.data.values_ = values;
    return maker.data;
  }
  static RecordData of_target(std::string_view type, const AliasTarget* target,
                              const Bucket* website) {
    RecordDataMaker maker{RecordData(type)};
    maker.data.target_ = target;
    maker.data.website_ = website;
    return maker.data;
  }
  static RecordDataMaker of(std::string_view type) { return {RecordData(type)}; }
};

RecordData RecordData::a(const Items<Ipv4Address>& addresses) {
  return RecordDataMaker::of_addresses("A", addresses);
}

RecordData RecordData::aaaa(const Items<Ipv6Address>& addresses) {
  return RecordDataMaker::of_addresses("AAAA", addresses);
}

RecordData RecordData::alias(const AliasTarget& target) {
  return RecordDataMaker::of_target("A", &target, nullptr);
}

RecordData RecordData::alias_ipv6(const AliasTarget& target) {
  return RecordDataMaker::of_target("AAAA", &target, nullptr);
}

RecordData RecordData::bucket_website(const Bucket& bucket) {
  return RecordDataMaker::of_target("A", nullptr, &bucket);
}

RecordData RecordData::caa(const Items<CaaValue>& values) {
  auto maker = RecordDataMaker::of("CAA");
  for (const CaaValue& each : values) {
    maker.add(concat(each.flag.number(), " ", text_of(each.tag), " \"", each.value, "\""),
              each.flag >= 0 && each.flag <= 255);
  }
  return maker.data;
}

RecordData RecordData::cname(const Value<std::string>& name) {
  return RecordDataMaker::of_list("CNAME", {name});
}

RecordData RecordData::ds(const Items<DsValue>& values) {
  auto maker = RecordDataMaker::of("DS");
  for (const DsValue& each : values) {
    maker.add(concat(each.key_tag.number(), " ", each.algorithm.number(), " ",
                     each.digest_type.number(), " ", each.digest),
              is_16_bits(each.key_tag));
  }
  return maker.data;
}

RecordData RecordData::mx(const Items<MxValue>& values) {
  auto maker = RecordDataMaker::of("MX");
  for (const MxValue& each : values) {
    maker.add(concat(each.priority.number(), " ", each.host_name), is_16_bits(each.priority));
  }
  return maker.data;
}

RecordData RecordData::ns(const List<std::string>& servers) {
  return RecordDataMaker::of_list("NS", servers);
}

RecordData RecordData::srv(const Items<SrvValue>& values) {
  auto maker = RecordDataMaker::of("SRV");
  for (const SrvValue& each : values) {
    maker.add(concat(each.priority.number(), " ", each.weight.number(), " ", each.port.number(),
                     " ", each.host_name),
              is_16_bits(each.priority) && is_16_bits(each.weight) && is_16_bits(each.port));
  }
  return maker.data;
}

RecordData RecordData::txt(const List<std::string>& texts) {
  const Node& list = texts.node();
  if (list.kind != NodeKind::list) return RecordDataMaker::of_list("TXT", texts);
  auto maker = RecordDataMaker::of("TXT");
  for (std::uint32_t i = 0; i < list.size; ++i) maker.add(text_value(list.items[i]), true);
  return maker.data;
}

RecordData RecordData::other(std::string_view type, const List<std::string>& values) {
  return RecordDataMaker::of_list(type, values);
}

}  // namespace omnitrack
