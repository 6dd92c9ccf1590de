#include "cli/templates/place.hpp"

#include <algorithm>
#include <cstdlib>

#include "cli/failure.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::size_t account_digits = 12;

void say(meaning::KnownPlace& place, std::string_view text, std::string_view source) {
  if (!place.is_known()) place = {.text = std::string(text), .source = std::string(source)};
}

// Where our own template fits any place, the deployed one may know it.
std::string_view own_account(const SideTemplate* first, const SideTemplate* second) {
  if (first != nullptr && !first->account.empty()) return first->account;
  return second == nullptr ? std::string_view() : std::string_view(second->account);
}

std::string_view own_region(const SideTemplate* first, const SideTemplate* second) {
  if (first != nullptr && !first->region.empty()) return first->region;
  return second == nullptr ? std::string_view() : std::string_view(second->region);
}

std::string_view in_environment(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? std::string_view() : text;
}

}  // namespace

meaning::Surroundings place_of(std::string_view own_account, std::string_view own_region,
                               const PlaceOptions& options,
                               std::span<const meaning::ToldPlace> told_by) {
  meaning::Surroundings said;
  say(said.account, options.account.value_or(""), "--account");
  say(said.region, options.region.value_or(""), "--region");
  say(said.account, own_account, "the stack");
  say(said.region, own_region, "the stack");
  for (const char* name : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    say(said.region, in_environment(name), name);
  }
  return meaning::completed(std::move(said), told_by);
}

void check_place(const PlaceOptions& options) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (options.account && (options.account->size() != account_digits ||
                          !std::ranges::all_of(*options.account, is_digit))) {
    throw UsageError("--account '" + *options.account + "' is not a number of 12 digits");
  }
  if (options.region && meaning::region_of_zone(*options.region + 'a') != *options.region) {
    throw UsageError("--region '" + *options.region + "' is no region",
                     "name it as in 'eu-central-1'");
  }
}

std::vector<diff::StackPair> placed_pairs(const std::vector<SidePair>& pairs,
                                          const PlaceOptions& options) {
  std::vector<const tmpl::Index*> old_templates;
  std::vector<diff::StackPair> stacks;
  for (const SidePair& each : pairs) {
    diff::StackPair stack{.name = each.name, .part_of = each.part_of};
    if (each.before != nullptr) {
      stack.before = &each.before->index();
      stack.has_given |= each.before->given != nullptr;
      old_templates.push_back(stack.before);
    }
    if (each.after != nullptr) {
      stack.after = &each.after->index();
      stack.has_given |= each.after->given != nullptr;
    }
    stacks.push_back(stack);
  }
  // What NEW says may be what changes.
  const std::vector<meaning::ToldPlace> told_by{meaning::told_place(old_templates, "OLD")};
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    stacks[i].surroundings =
        place_of(own_account(pairs[i].after, pairs[i].before),
                 own_region(pairs[i].after, pairs[i].before), options, told_by);
  }
  return stacks;
}

}  // namespace omnitrack::cli
