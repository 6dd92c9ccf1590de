#pragma once

#include <omnitrack/resource.hpp>

namespace omnitrack {

/// A visitor that reports what keeps or carries data without encryption, of the types that are not
/// encrypted by themselves: volumes, databases, caches, file systems, streams, topics, search
/// domains. `app.add_visitor(EncryptionEverywhere{})`.
/// https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_rest_encrypt.html
struct EncryptionEverywhere {
  /// Whether it warns only, so that a resource can be acknowledged.
  Bool only_warns = false;

  /// Looks at a resource.
  void operator()(Resource& resource) const;
};

}  // namespace omnitrack
