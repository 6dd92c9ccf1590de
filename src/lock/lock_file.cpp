#include "lock/lock_file.hpp"

#include <algorithm>
#include <tuple>

#include <nlohmann/json.hpp>

#include "support/paths.hpp"

namespace omnitrack::lock {

namespace {

std::string json_text(std::string_view text) {
  using nlohmann::json;
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string line_of(const Entry& entry) {
  std::string line = "   " + json_text(entry.resource.logical_id) + ": {\"path\": ";
  line += json_text(entry.resource.path) + ", \"type\": " + json_text(entry.resource.type);
  if (entry.digest) line += ", \"digest\": \"" + to_text(*entry.digest) + '"';
  return line + '}';
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
  std::string text = "{\n \"format_version\": \"1.0\",\n \"digest_version\": \"";
  text.append(digest_version).append("\",\n \"stacks\": {");
  const std::string* stack = nullptr;
  for (const Entry& each : lock.entries) {
    const bool is_new_stack = stack == nullptr || *stack != each.resource.stack;
    if (is_new_stack) {
      text += stack == nullptr ? "\n  " : "\n  },\n  ";
      text += json_text(each.resource.stack) + ": {\n";
      stack = &each.resource.stack;
    } else {
      text += ",\n";
    }
    text += line_of(each);
  }
  return text + (stack == nullptr ? "}\n}\n" : "\n  }\n }\n}\n");
}

}  // namespace omnitrack::lock
