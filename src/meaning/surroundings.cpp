#include "meaning/surroundings.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "meaning/partitions.hpp"
#include "support/byte_scan.hpp"
#include "support/letters.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Index;
using tmpl::Member;
using tmpl::Node;

// A second text that is seen this much more rarely, such as the account of a partner, does not
// make the first one unclear.
constexpr std::size_t clear_majority = 3;

constexpr std::array<std::string_view, 9> directions{"central",   "east",      "north",
                                                     "northeast", "northwest", "southeast",
                                                     "south",     "southwest", "west"};

constexpr std::array<std::string_view, 11> areas{"af", "ap", "ca", "cn", "eu", "eusc",
                                                 "il", "me", "mx", "sa", "us"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_word(char c) { return is_digit(c) || is_small_letter(support::to_lower(c)); }

/// The word at the beginning of a text, as far as letters and digits go.
std::string_view first_word(std::string_view text) {
  return text.substr(
      0, static_cast<std::size_t>(std::ranges::find_if_not(text, is_word) - text.begin()));
}

/// Reads a word and the hyphen behind it.
std::string_view take_word(std::string_view& text) {
  const std::string_view word = first_word(text);
  if (text.size() == word.size() || text[word.size()] != '-') return {};
  text.remove_prefix(word.size() + 1);
  return word;
}

/// The size of the region's name at the beginning of a text, as in `us-gov-east-1`; 0 where there
/// is none. Regions that are new are recognized by their form.
/// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
std::size_t region_size(std::string_view text) {
  // Most texts are none, which their first letters tell.
  const std::size_t hyphen = text.substr(0, 5).find('-');
  if (hyphen != 2 && hyphen != 4) return 0;
  std::string_view rest = text;
  if (std::ranges::find(areas, take_word(rest)) == areas.end()) return 0;
  std::string_view direction = take_word(rest);
  if (direction == "gov" || direction == "de" || direction.starts_with("iso")) {
    direction = take_word(rest);
  }
  if (std::ranges::find(directions, direction) == directions.end()) return 0;
  if (rest.empty() || !is_digit(rest.front())) return 0;
  return text.size() - rest.size() + 1;
}

/// The region's name whose last character is the digit at a place; empty where there is none.
std::string_view region_to(std::string_view text, std::size_t digit) {
  // The longest have four words, as `us-gov-east-1`.
  std::size_t begin = digit;
  for (int words = 1; words < 4 && begin >= 2 && text[begin - 1] == '-'; ++words) {
    --begin;
    while (begin > 0 && is_word(text[begin - 1])) --begin;
    const std::string_view name = text.substr(begin, digit + 1 - begin);
    if (region_size(name) == name.size()) return name;
  }
  return {};
}

/// What the texts of templates show of a place, each with how often.
struct Votes {
  std::map<std::string, std::size_t, std::less<>> accounts;
  std::map<std::string, std::size_t, std::less<>> regions;
  std::map<std::string, std::size_t, std::less<>> zone_regions;
  std::map<std::string, std::size_t, std::less<>> partitions;
};

/// Whether an ARN's service has what lies in another region than its users.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
/// https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html
bool is_used_across_regions(std::string_view arn) {
  return arn.find(":acm:") != std::string_view::npos ||
         arn.find(":wafv2:") != std::string_view::npos;
}

class Gatherer {
 public:
  explicit Gatherer(Votes& votes) : votes_(votes) {}

  void gather(const Index& index) {
    for (const tmpl::ResourceEntry& each : index.resources()) {
      if (each.properties != nullptr) gather(*each.properties);
    }
    for (const Member& each : index.outputs()) gather(each.value);
  }

 private:
  // Whom a policy trusts, and what others share, often are of another account.
  static bool is_of_others(std::string_view key) {
    static constexpr auto keys = std::to_array<std::string_view>(
        {"Accounts", "Condition", "EventSourceArn", "Image", "ImageUri", "Layers", "NotPrincipal",
         "Principal", "SourceAccount", "SourceArn", "TopicArn"});
    return std::ranges::find(keys, key) != keys.end();
  }

  void gather(const Node& value) {
    if (value.is_scalar()) return read(value.text());
    for (const Node& each : value.items()) gather(each);
    for (const Member& each : value.members()) {
      if (!is_of_others(each.key())) gather(each.value);
    }
  }

  void read(std::string_view text) {
    if (text.starts_with("arn:aws")) {
      const std::string_view rest = text.substr(4);
      ++votes_.partitions[std::string(rest.substr(0, rest.find(':')))];
    }
    if (const std::string_view region = region_of_zone(text); !region.empty()) {
      ++votes_.zone_regions[std::string(region)];
    }
    // Accounts are digits, and regions end with one.
    const char* const text_end = text.data() + text.size();
    for (std::size_t at = 0; at < text.size(); ++at) {
      at = static_cast<std::size_t>(support::find_digit(text.data() + at, text_end) - text.data());
      if (at == text.size()) break;
      const std::size_t end = at + first_word(text.substr(at)).size();
      const bool begins_word = at == 0 || !is_word(text[at - 1]);
      if (begins_word) {
        const std::string_view word = text.substr(at, end - at);
        if (is_account_number(word)) ++votes_.accounts[std::string(word)];
        const std::string_view region = region_to(text, at);
        if (!region.empty() && !is_used_across_regions(text)) ++votes_.regions[std::string(region)];
      }
      at = end;
    }
  }

  Votes& votes_;
};

/// The text that is clearly the most frequent one; empty where there is none.
std::string winner(const std::map<std::string, std::size_t, std::less<>>& votes) {
  std::string best;
  std::size_t most = 0;
  std::size_t second = 0;
  for (const auto& [text, count] : votes) {
    if (count > most) {
      second = most;
      most = count;
      best = text;
    } else {
      second = std::max(second, count);
    }
  }
  return most >= second * clear_majority ? best : std::string();
}

void assume(KnownPlace& place, std::string text, std::string_view source) {
  if (place.is_known() || text.empty()) return;
  place = {.text = std::move(text), .source = std::string(source), .is_assumed = true};
}

KnownPlace following(std::string_view text, const KnownPlace& from) {
  return {.text = std::string(text), .source = from.source, .is_assumed = from.is_assumed};
}

}  // namespace

bool is_account_number(std::string_view text) {
  return text.size() == 12 && std::ranges::all_of(text, is_digit);
}

const KnownPlace* Surroundings::find(std::string_view pseudo_parameter) const {
  const KnownPlace* place = pseudo_parameter == "AWS::AccountId"   ? &account
                            : pseudo_parameter == "AWS::Region"    ? &region
                            : pseudo_parameter == "AWS::Partition" ? &partition
                            : pseudo_parameter == "AWS::URLSuffix" ? &url_suffix
                                                                   : nullptr;
  return place == nullptr || !place->is_known() ? nullptr : place;
}

std::string_view region_of_zone(std::string_view text) {
  if (text.size() < 2 || !is_digit(text[text.size() - 2])) return {};
  const std::size_t size = region_size(text);
  return size != 0 && text.size() == size + 1 && is_small_letter(text.back()) ? text.substr(0, size)
                                                                              : std::string_view();
}

ToldPlace told_place(std::span<const Index* const> templates, std::string_view source) {
  Votes votes;
  Gatherer gatherer(votes);
  for (const Index* index : templates) gatherer.gather(*index);
  return {.account = winner(votes.accounts),
          .zone_region = winner(votes.zone_regions),
          .region = winner(votes.regions),
          .partition = winner(votes.partitions),
          .source = source};
}

Surroundings completed(Surroundings said, std::span<const ToldPlace> told_by) {
  for (const ToldPlace& each : told_by) {
    assume(said.account, each.account, each.source);
    assume(said.region, each.zone_region, each.source);
    assume(said.region, each.region, each.source);
    if (!said.region.is_known()) assume(said.partition, each.partition, each.source);
  }
  if (said.region.is_known() && !said.partition.is_known()) {
    said.partition = following(partition_of(said.region.text).name, said.region);
  }
  if (said.partition.is_known() && !said.url_suffix.is_known()) {
    said.url_suffix = following(url_suffix_of(said.partition.text), said.partition);
  }
  return said;
}

}  // namespace omnitrack::meaning
