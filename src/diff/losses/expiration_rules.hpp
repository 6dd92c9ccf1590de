#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::diff {

/// A rule of a bucket's lifecycle, as far as it deletes.
struct ExpirationRule {
  const tmpl::Node* at = nullptr;
  bool is_known = true;  ///< false where a part of it is known at deployment only
  bool is_enabled = false;

  // What it is for.
  std::string_view prefix;
  std::map<std::string_view, std::string_view> tags;  ///< all of them
  std::int64_t larger_than = 0;
  std::optional<std::int64_t> smaller_than;

  // What it deletes.
  std::optional<std::int64_t> days;
  std::string_view date;  ///< as ISO 8601; empty where there is none
  std::optional<std::int64_t> noncurrent_days;
  std::int64_t kept_versions = 0;

  [[nodiscard]] bool deletes() const {
    return is_enabled && (days || !date.empty() || noncurrent_days);
  }
};

/// Reads a rule.
ExpirationRule expiration_rule(const tmpl::Node& rule);

/// Whether the objects that `rule` is for are all among those that `other` is for.
bool is_within(const ExpirationRule& rule, const ExpirationRule& other);

}  // namespace omnitrack::diff
