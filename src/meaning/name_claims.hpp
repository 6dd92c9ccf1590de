#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "meaning/condition_logic.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// What a resource claims for itself alone: the name that identifies it in an account.
struct NameClaim {
  const tmpl::ResourceEntry* resource = nullptr;
  std::string key;                      ///< alike for claims that exclude each other
  bool is_literal = false;              ///< whether it is the same in every stack
  std::string_view name = {};           ///< where one literal property makes it, else empty
  std::string properties = {};          ///< quoted, for a message
  std::string_view last_property = {};  ///< where it is reported
  const tmpl::Node* last_value = nullptr;
  std::vector<Assumption> when = {};  ///< the resource's condition, and those of its name
};

/// The names that a resource claims, in a number: alike for claims that are alike, and hardly ever
/// otherwise.
struct NamePrint {
  bool has_name = false;
  bool has_several = false;  ///< the name depends on a condition, so that there is no one number
  std::uint64_t value = 0;
};

/// Made without allocation, to see where it is worth to compare claims.
NamePrint name_print(const tmpl::ResourceEntry& resource);

/// The claims of a resource, one for each branch of its name's conditions; none where the service
/// makes the name, or where it is not known.
std::vector<NameClaim> name_claims(const tmpl::ResourceEntry& resource);

/// The properties that name a resource, or bind what can be bound once; none where the service
/// makes the name.
std::vector<std::string_view> naming_properties(const tmpl::ResourceEntry& resource);

}  // namespace omnitrack::meaning
