#pragma once

#include <omnitrack/value.hpp>

namespace omnitrack {

/// Where an alias record leads.
struct AliasAddress {
  /// The domain name.
  Value<std::string> dns_name;
  /// The hosted zone of that name, which is AWS's.
  Value<std::string> hosted_zone_id;
};

/// What an alias record can lead to, such as a distribution. A construct of one's own takes part by
/// deriving from it.
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
class AliasTarget {
 public:
  /// Where the record leads.
  [[nodiscard]] virtual AliasAddress alias_address() const = 0;

 protected:
  ~AliasTarget() = default;
};

}  // namespace omnitrack
