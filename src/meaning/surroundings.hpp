#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// A text that is known of the place where a stack is deployed.
struct KnownPlace {
  std::string text;
  std::string source;       ///< who tells it, for people: `--account`, `the texts of OLD`
  bool is_assumed = false;  ///< whether the templates' own texts show it, and nobody said it

  [[nodiscard]] bool is_known() const { return !text.empty(); }
};

/// Where a stack is deployed, as far as it is known before.
struct Surroundings {
  KnownPlace account = {};
  KnownPlace region = {};
  KnownPlace partition = {};
  KnownPlace url_suffix = {};
  /// What `Fn::GetAZs` gives in the region, in its order; empty where it is not known.
  std::vector<std::string> zones = {};
  /// What parameters are given, by their names.
  std::map<std::string, std::string, std::less<>> parameters = {};

  /// What a pseudo parameter such as `AWS::Region` gives; null where that is not known.
  [[nodiscard]] const KnownPlace* find(std::string_view pseudo_parameter) const;
};

/// What the texts of templates that are deployed in one place show of it (ARNs, zones, names), for
/// what nobody says; each is empty where none is shown clearly.
struct ToldPlace {
  std::string account;
  std::string zone_region;
  std::string region;
  std::string partition;
  std::string_view source;  ///< for people
};

/// Reads templates, once for all the stacks of their place.
ToldPlace told_place(std::span<const tmpl::Index* const> templates, std::string_view source);

/// Completes what is said of a place: the account and the region of the first source that shows
/// one; partition and domain by the region, or else by ARNs.
Surroundings completed(Surroundings said, std::span<const ToldPlace> told_by);

/// The region of an availability zone's name, e.g. of `us-east-1a`; empty for any other text.
std::string_view region_of_zone(std::string_view text);

/// Whether a text is the number of an account: twelve digits.
bool is_account_number(std::string_view text);

}  // namespace omnitrack::meaning
