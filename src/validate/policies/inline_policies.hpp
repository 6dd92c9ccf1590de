#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "validate/policies/policy.hpp"

namespace omnitrack::validate {

/// Measures policies whose maximum is that of all that one holder has, whether they stand in the
/// holder or are resources of their own.
class InlinePolicies {
 public:
  explicit InlinePolicies(const Context& context) : context_(context) {}

  /// Adds the policies of a resource in such a place.
  void add(const tmpl::ResourceEntry& resource, const schema::PolicyPlace& place);
  /// Reports each holder whose policies are surely too long together.
  void report() const;

 private:
  struct Policy {
    const tmpl::ResourceEntry* resource;
    std::string_view property;
    const tmpl::Node* document;
    std::string name;  ///< as it is written; empty where it has none
    std::size_t size;
  };
  struct Holder {
    std::uint32_t maximum_size = 0;
    std::vector<Policy> policies = {};
  };

  void add(const Policy& policy, std::uint32_t maximum_size);
  [[nodiscard]] std::vector<const tmpl::ResourceEntry*> holders_of(
      const tmpl::ResourceEntry& resource) const;

  const Context& context_;
  std::map<const tmpl::ResourceEntry*, Holder> holders_;  ///< in the order of the template
};

}  // namespace omnitrack::validate
