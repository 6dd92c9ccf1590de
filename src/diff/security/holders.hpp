#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diff/security/side.hpp"

namespace omnitrack::diff {

/// What holds policies: the logical id of a resource, or a text of its own for what is none of the
/// template.
using HolderKey = std::string;

/// The holders that a resource's policies are for, in any scenario: others for an attached policy,
/// else itself.
std::vector<HolderKey> holders_of(const Side& side, const tmpl::ResourceEntry& entry);

/// The values that name the holders of an attached policy; empty for any other resource.
std::vector<const tmpl::Node*> holder_values(const tmpl::ResourceEntry& entry);

/// The key of what a value names.
HolderKey holder_key(const Side& side, const tmpl::Node& value);

/// The policies of one template by what they are attached to.
class Attachments {
 public:
  /// `is_left_out` says which resources do not count, by their logical ids.
  Attachments(const Side& side, const std::function<bool(std::string_view)>& is_left_out);

  /// The attached policies of a holder, in the order of the template.
  [[nodiscard]] const std::vector<const tmpl::ResourceEntry*>& of(std::string_view holder) const;
  /// The identities that carry a managed policy of the template.
  [[nodiscard]] const std::vector<HolderKey>& carriers(std::string_view managed_policy) const;

 private:
  std::map<HolderKey, std::vector<const tmpl::ResourceEntry*>, std::less<>> attached_;
  std::map<std::string_view, std::vector<HolderKey>> carriers_;
};

}  // namespace omnitrack::diff
