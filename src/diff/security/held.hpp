#pragma once

#include <string_view>
#include <vector>

#include "diff/security/grant_words.hpp"
#include "diff/security/holders.hpp"
#include "diff/security/managed_policies.hpp"
#include "diff/security/statements.hpp"

namespace omnitrack::diff {

/// All policies that a holder has in one template.
struct Held {
  Grants identity;
  Grants trust;
  Grants resource;
  std::vector<Carried> carried;

  Grants& of(PolicyRole role) {
    return role == PolicyRole::identity ? identity : role == PolicyRole::trust ? trust : resource;
  }
};

/// Reads all policies of a holder in one scenario.
class HolderReader {
 public:
  HolderReader(const PolicyReader& policies, const Attachments& attachments)
      : policies_(policies), reader_(policies.reader()), attachments_(attachments) {}

  /// Adds the policies of a holder, whose resource is null where it is none of the template.
  void read(std::string_view key, const tmpl::ResourceEntry* own, Held& held) const;
  /// Adds those that stand in one resource.
  void read_entry(const tmpl::ResourceEntry& entry, Held& held) const;

 private:
  [[nodiscard]] bool is_attached(const tmpl::ResourceEntry& entry, std::string_view key) const;
  void read_value(const tmpl::ResourceEntry& entry, const tmpl::Node& value, std::string_view key,
                  PolicyRole role, Held& held) const;
  void read_template(const tmpl::ResourceEntry& entry, const tmpl::Node& used,
                     const tmpl::Node& statements, Held& held) const;
  void read_carried(const tmpl::ResourceEntry& entry, const tmpl::Node& value, Held& held) const;

  const PolicyReader& policies_;
  const Reader& reader_;
  const Attachments& attachments_;
};

}  // namespace omnitrack::diff
