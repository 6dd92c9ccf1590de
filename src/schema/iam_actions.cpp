#include "schema/iam_actions.hpp"

#include <cstring>
#include <vector>

#include "schema/records.hpp"
#include "support/edit_distance.hpp"
#include "support/letters.hpp"

namespace omnitrack::schema {

namespace {

const IamServiceRecord& service_at(int index) {
  return record_at<IamServiceRecord>(record_at<HeaderRecord>(0)->iam_services)[index];
}

const IamServiceRecord* find_service(std::string_view name) {
  const auto& header = *record_at<HeaderRecord>(0);
  const int index =
      find_in_slots<Narrow>(header.iam_slots, header.iam_slot_mask, support::to_lower(name),
                            [](int i) { return text_at(service_at(i).name); });
  return index < 0 ? nullptr : &service_at(index);
}

// Calls `visit` with each action of a block and all after it, in order, until it returns true.
template <class Visit>
bool any_action(const IamServiceRecord& service, std::uint32_t block, Visit visit) {
  const auto* at =
      record_at<unsigned char>(service.actions) + record_at<Narrow>(service.blocks)[block];
  const auto* symbols = record_at<IamSymbolRecord>(record_at<HeaderRecord>(0)->iam_symbols);
  char name[IamServiceRecord::longest_action + sizeof(IamSymbolRecord)];
  for (std::uint32_t i = block * IamServiceRecord::block_size; i < service.action_count; ++i) {
    std::size_t size = *at++;
    bool is_last = false;
    while (!is_last) {
      is_last = (*at & 0x80U) != 0;
      const IamSymbolRecord& symbol = symbols[*at++ & 0x7FU];
      std::memcpy(name + size, &symbol, sizeof symbol);
      size += symbol.size;
    }
    if (visit(std::string_view(name, size))) return true;
  }
  return false;
}

// The last block that begins with the name or one before it; the first where none does.
std::uint32_t block_of(const IamServiceRecord& service, std::string_view wanted) {
  std::uint32_t first = 0;
  std::uint32_t end = (service.action_count - 1) / IamServiceRecord::block_size + 1;
  while (end - first > 1) {
    const std::uint32_t middle = first + (end - first) / 2;
    bool is_after = false;
    any_action(service, middle, [&](std::string_view name) {
      is_after = name > wanted;
      return true;
    });
    (is_after ? end : first) = middle;
  }
  return first;
}

bool has_exactly(const IamServiceRecord& service, std::string_view wanted) {
  bool found = false;
  any_action(service, block_of(service, wanted), [&](std::string_view name) {
    found = name == wanted;
    return name >= wanted;
  });
  return found;
}

// `*` stands for any characters and `?` for one. On a mismatch the last star takes one more.
bool matches(std::string_view name, std::string_view pattern) {
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string_view::npos;
  std::size_t taken = 0;
  while (at < name.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      taken = at;
    } else if (in_pattern < pattern.size() &&
               (pattern[in_pattern] == '?' || pattern[in_pattern] == name[at])) {
      ++in_pattern;
      ++at;
    } else if (star != std::string_view::npos) {
      in_pattern = star + 1;
      at = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

}  // namespace

bool is_iam_service(std::string_view service) { return find_service(service) != nullptr; }

bool has_iam_action(std::string_view service, std::string_view pattern) {
  const IamServiceRecord* found = find_service(service);
  if (found == nullptr) return false;
  const std::string wanted = support::to_lower(pattern);
  if (wanted.find_first_of("*?") == std::string::npos) return has_exactly(*found, wanted);
  return any_action(*found, 0, [&](std::string_view name) { return matches(name, wanted); });
}

std::string nearest_iam_service(std::string_view wrong) {
  std::vector<std::string_view> names;
  const auto count = static_cast<int>(record_at<HeaderRecord>(0)->iam_service_count);
  names.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) names.push_back(text_at(service_at(i).name));
  return std::string(support::nearest(wrong, names));
}

std::string nearest_iam_action(std::string_view service, std::string_view wrong) {
  const IamServiceRecord* found = find_service(service);
  if (found == nullptr) return {};
  std::vector<std::string> names;
  any_action(*found, 0, [&](std::string_view name) {
    names.emplace_back(name);
    return false;
  });
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  return std::string(support::nearest(wrong, candidates));
}

}  // namespace omnitrack::schema
