#include "lock/lock_file.hpp"

#include <algorithm>
#include <tuple>

#include "support/json_writer.hpp"
#include "support/paths.hpp"

namespace omnitrack::lock {

namespace {

void write_entry(const Entry& entry, support::JsonWriter& json) {
  json.begin_object();
  json.member("path", entry.resource.path);
  json.member("type", entry.resource.type);
  if (entry.digest) json.member("digest", to_text(*entry.digest));
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

std::string write_lock(const Lock& lock) {
  return support::json_text(support::JsonLayout::narrow, [&](support::JsonWriter& json) {
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
  });
}

}  // namespace omnitrack::lock
