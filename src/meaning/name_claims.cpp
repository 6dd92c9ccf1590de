#include "meaning/name_claims.hpp"

#include "meaning/cases.hpp"
#include "meaning/fingerprint.hpp"
#include "meaning/known.hpp"
#include "schema/schema.hpp"

namespace omnitrack::meaning {

using tmpl::Node;

namespace {

/// Adds a property's value to a claim; false where it is not known.
bool add_value(NameClaim& claim, std::string_view property, const Case& one) {
  // A value that is not like itself comes from a macro.
  if (one.value == nullptr || !surely_same(*one.value, *one.value)) return false;
  claim.key.append(1, '\n').append(written_text(*one.value));
  claim.properties += (claim.properties.empty() ? "'" : ", '") + std::string(property) + "'";
  claim.is_literal = claim.is_literal && known_text(one.value).has_value();
  claim.last_property = property;
  claim.last_value = one.value;
  claim.when.insert(claim.when.end(), one.when.begin(), one.when.end());
  return true;
}

}  // namespace

std::vector<std::string_view> naming_properties(const tmpl::ResourceEntry& resource) {
  std::vector<std::string_view> names;
  const std::uint32_t count = resource.type ? resource.type->naming_count() : 0;
  for (std::uint32_t i = 0; i < count; ++i) names.push_back(resource.type->naming(i));
  return names;
}

std::vector<NameClaim> name_claims(const tmpl::ResourceEntry& resource) {
  if (resource.properties == nullptr) return {};
  const std::vector<std::string_view> naming = naming_properties(resource);
  if (naming.empty()) return {};
  for (const std::string_view property : naming) {
    if (find_value(resource.properties, property) == nullptr) return {};
  }
  std::vector<NameClaim> claims{{.resource = &resource,
                                 .key = std::string(resource.type_name),
                                 .is_literal = true,
                                 .when = {{condition_of(resource), true}}}};
  for (const std::string_view property : naming) {
    const Cases cases = cases_of(resource.properties->find(property));
    std::vector<NameClaim> extended;
    for (const NameClaim& claim : claims) {
      for (const Case& one : cases) {
        NameClaim next = claim;
        if (add_value(next, property, one)) extended.push_back(std::move(next));
      }
    }
    claims = std::move(extended);
  }
  if (naming.size() == 1) {
    for (NameClaim& claim : claims) claim.name = known_text(claim.last_value).value_or("");
  }
  return claims;
}

NamePrint name_print(const tmpl::ResourceEntry& resource) {
  if (resource.properties == nullptr) return {};
  const std::uint32_t count = resource.type ? resource.type->naming_count() : 0;
  if (count == 0) return {};
  Fingerprint print;
  print.add(resource.type_name);
  for (std::uint32_t i = 0; i < count; ++i) {
    const Node* value = find_value(resource.properties, resource.type->naming(i));
    if (value == nullptr) return {};
    if (value->calls(tmpl::Function::if_)) return {.has_several = true};
    print.add(*value);
  }
  return {.has_name = true, .value = print.value};
}

}  // namespace omnitrack::meaning
