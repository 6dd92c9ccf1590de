#include "format/json_text.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <vector>

#include "format/member_order.hpp"
#include "format/read_scalar.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::format {

namespace {

using support::JsonWriter;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

// The sections whose entries have a member a line, and those that have it themselves alone.
constexpr std::array<std::string_view, 3> open_entries{"Outputs", "Parameters", "Resources"};
constexpr std::array<std::string_view, 3> open_sections{"Conditions", "Mappings", "Rules"};

template <std::size_t N>
bool is_among(std::string_view key, const std::array<std::string_view, N>& keys) {
  return std::ranges::find(keys, key) != keys.end();
}

class JsonLayoutWriter {
 public:
  JsonLayoutWriter(JsonWriter& json, bool is_sorted) : json_(json), is_sorted_(is_sorted) {}

  void root(const Node& root) {
    if (!root.is(Kind::map)) return value(root);
    open(root, ordered(root, order_of_sections), [&](const Member& section) {
      const bool has_open_entries = is_among(section.key(), open_entries);
      const bool is_open = has_open_entries || is_among(section.key(), open_sections);
      if (!is_open || !section.value.is(Kind::map)) return value(section.value);
      const bool are_resources = section.key() == "Resources";
      open(section.value, as_written(section.value), [&](const Member& entry) {
        if (!has_open_entries || !entry.value.is(Kind::map)) return value(entry.value);
        are_resources ? resource(entry.value) : opened(entry.value);
      });
    });
  }

 private:
  using Order = std::vector<std::size_t>;

  static Order as_written(const Node& map) {
    Order order(map.count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    return order;
  }

  Order ordered(const Node& map, Order (*sort)(std::span<const std::string_view>)) const {
    if (!is_sorted_) return as_written(map);
    std::vector<std::string_view> keys;
    for (const Member& each : map.members()) keys.push_back(each.key());
    return sort(keys);
  }

  template <class Write>
  void open(const Node& map, const Order& order, const Write& write) {
    json_.begin_object();
    for (const std::size_t place : order) {
      const Member& member = map.members()[place];
      json_.any_key(member.key());
      write(member);
    }
    json_.end_object();
  }

  void opened(const Node& map) {
    open(map, as_written(map), [&](const Member& each) { value(each.value); });
  }

  void resource(const Node& resource) {
    open(resource, ordered(resource, order_of_resource), [&](const Member& each) {
      const bool are_properties = each.key() == "Properties" && each.value.is(Kind::map);
      are_properties ? opened(each.value) : value(each.value);
    });
  }

  void value(const Node& node) {
    if (node.is_scalar()) return scalar(node);
    json_.on_one_line_if_it_fits([&] { members(node); });
  }

  void members(const Node& node) {
    if (node.is(Kind::map)) {
      json_.begin_object();
      for (const Member& each : node.members()) {
        if (json_.has_failed()) return;
        json_.any_key(each.key());
        value(each.value);
      }
      return json_.end_object();
    }
    json_.begin_list();
    for (const Node& each : node.items()) {
      if (json_.has_failed()) return;
      json_.begin_item();
      value(each);
    }
    json_.end_list();
  }

  void scalar(const Node& node) {
    const ReadScalar read = read_scalar(node);
    if (read.kind == Kind::null) return json_.word("null");
    if (read.kind == Kind::string) return json_.any_string(read.text);
    json_.word(read.text);
  }

  JsonWriter& json_;
  bool is_sorted_;
};

}  // namespace

std::string json_text(const Node& root, bool is_sorted) {
  return support::json_text(support::JsonLayout::narrow, [&](JsonWriter& json) {
    JsonLayoutWriter(json, is_sorted).root(root);
  });
}

}  // namespace omnitrack::format
