#pragma once

#include <cstdint>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::validate {

/// What of one template decides whether it has to be checked together with others: small, and kept
/// when the template itself is gone.
struct TogetherDigest {
  /// Prints of the names that its resources claim.
  std::vector<std::uint64_t> names;
  /// Whether it exports, imports, reads or nests anything, or has a name that depends on a
  /// condition.
  bool has_links = false;
  /// Whether it sets the one AWS::ApiGateway::Account of an account and region.
  bool has_account = false;
  /// Whether it connects networks.
  bool has_connections = false;
};

/// Digests a template.
TogetherDigest digest_of(const tmpl::Index& index);

/// Whether check_together may find anything in the templates of these digests; false only where it
/// surely finds nothing.
bool may_clash(const std::vector<TogetherDigest>& app);

}  // namespace omnitrack::validate
