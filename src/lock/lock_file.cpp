#include "lock/lock_file.hpp"

#include <algorithm>
#include <tuple>

#include "support/json_writer.hpp"
#include "support/paths.hpp"
#include "template/write_json.hpp"

namespace omnitrack::lock {

namespace {

void write_pin(const Pin& pin, support::JsonWriter& json) {
  json.any_key(pin.pointer);
  json.begin_object();
  if (!pin.deployed.empty()) {
    json.plain_key("deployed");
    tmpl::rewrite_json(pin.deployed, json);
  }
  if (!pin.in_code.empty()) {
    json.plain_key("in_code");
    tmpl::rewrite_json(pin.in_code, json);
  }
  json.end_object();
}

void write_entry(const Entry& entry, support::JsonWriter& json) {
  json.begin_object();
  json.member("path", entry.resource.path);
  json.member("type", entry.resource.type);
  json.member_if_any("nested", entry.resource.nested);
  if (entry.digest) json.member("digest", to_text(*entry.digest));
  if (!entry.resource.pins.empty()) {
    json.plain_key("pins");
    json.begin_object();
    for (const Pin& each : entry.resource.pins) write_pin(each, json);
    json.end_object();
  }
  json.end_object();
}

}  // namespace

std::vector<LockedResource> Lock::resources() const {
  std::vector<LockedResource> all;
  all.reserve(entries.size());
  for (const Entry& each : entries) all.push_back(each.resource);
  return all;
}

void Lock::sort() {
  std::ranges::sort(entries, {}, [](const Entry& each) {
    return std::tie(each.resource.stack, each.resource.logical_id);
  });
}

bool Lock::forget(std::string_view path_or_stack) {
  return std::erase_if(entries, [&](const Entry& each) {
           return support::is_at_or_in(each.resource.path, path_or_stack) ||
                  each.resource.stack == path_or_stack;
         }) != 0;
}

bool Lock::unpin(std::string_view path) {
  bool has_any = false;
  for (Entry& each : entries) {
    if (each.resource.pins.empty() || !support::is_at_or_in(each.resource.path, path)) continue;
    each.resource.pins.clear();
    has_any = true;
  }
  return has_any;
}

std::string write_lock(const Lock& lock) {
  const auto write = [&](support::JsonWriter& json) {
    json.begin_object();
    json.member("format_version", "1.0");
    json.member("digest_version", digest_version);
    json.plain_key("stacks");
    json.begin_object();
    const std::string* stack = nullptr;
    for (const Entry& each : lock.entries) {
      if (stack == nullptr || *stack != each.resource.stack) {
        if (stack != nullptr) json.end_object();
        stack = &each.resource.stack;
        json.any_key(*stack);
        json.begin_object();
      }
      json.any_key(each.resource.logical_id);
      json.on_one_line([&] { write_entry(each, json); });
    }
    if (stack != nullptr) json.end_object();
    json.end_object();
    json.end_object();
  };
  return support::json_for_terminals(support::json_text(support::JsonLayout::narrow, write));
}

}  // namespace omnitrack::lock
