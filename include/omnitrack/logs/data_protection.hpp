#pragma once

#include <omnitrack/items.hpp>
#include <omnitrack/json.hpp>
#include <omnitrack/link.hpp>
#include <omnitrack/required.hpp>

namespace omnitrack {

class Bucket;
class LogGroup;
class Stack;

/// Sensitive data that is masked in the events of a log group.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html
struct DataProtection {
  /// The identifiers of AWS for what is sensitive, e.g. `EmailAddress`, `CreditCardNumber`.
  /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/protect-sensitive-log-data-types.html
  Required<Items<Text>, struct required_identifiers> identifiers;
  /// The bucket that findings are written to.
  Link<const Bucket> audit_bucket = {};
  /// The log group that findings are written to, whose name begins with `/aws/vendedlogs/`.
  Link<const LogGroup> audit_log_group = {};
};

/// The policy of a log group that audits and masks what is sensitive.
Value<Json> data_protection_policy(const Stack& stack, const DataProtection& protection);

}  // namespace omnitrack
