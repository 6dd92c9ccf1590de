#include "meaning/name_claims.hpp"

#include <array>
#include <span>

#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "schema/facts.hpp"
#include "schema/schema.hpp"
#include "support/hash.hpp"

namespace omnitrack::meaning {

using tmpl::Node;

namespace {

/// At most as many properties as any identifier has.
struct Identifier {
  std::array<std::string_view, 8> properties;
  std::size_t count = 0;

  [[nodiscard]] std::span<const std::string_view> all() const { return {properties.data(), count}; }
  void add(std::string_view property) { properties[count++] = property; }
};

/// The properties that must differ; none where the type has none.
Identifier identifier_of(const tmpl::ResourceEntry& resource) {
  Identifier identifier;
  if (const auto named = schema::fact_of<schema::NamedBy>(resource.type_name)) {
    for (std::uint32_t i = 0; i < named->properties.size(); ++i) {
      identifier.add(named->properties[i]);
    }
    return identifier;
  }
  if (!resource.type || resource.type->identifier_count() > identifier.properties.size()) return {};
  const schema::Shape shape = resource.type->shape();
  for (std::uint32_t i = 0; i < resource.type->identifier_count(); ++i) {
    const auto property = shape.find(resource.type->identifier(i));
    if (!property || property->is_read_only()) return {};
    identifier.add(property->name());
  }
  return identifier;
}

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

/// A number that is alike for claims that are alike, and hardly ever otherwise.
struct Fingerprint {
  std::uint64_t value = support::fnv1a({});

  void add(std::string_view text) {
    // The size ends the text, so that "ab", "c" differs from "a", "bc".
    value = support::fnv1a(text, value) ^ text.size();
  }
  void add(const Node& node) {
    if (node.is_scalar()) return add(node.text());
    for (const Node& item : node.items()) add(item);
    for (const tmpl::Member& member : node.members()) {
      add(member.key());
      add(member.value);
    }
  }
};

}  // namespace

std::vector<std::string_view> naming_properties(const tmpl::ResourceEntry& resource) {
  const Identifier identifier = identifier_of(resource);
  const auto all = identifier.all();
  return {all.begin(), all.end()};
}

std::vector<NameClaim> name_claims(const tmpl::ResourceEntry& resource) {
  if (resource.properties == nullptr) return {};
  const Identifier identifier = identifier_of(resource);
  if (identifier.count == 0) return {};
  for (const std::string_view property : identifier.all()) {
    if (find_value(resource.properties, property) == nullptr) return {};
  }
  std::vector<NameClaim> claims{{.resource = &resource,
                                 .key = std::string(resource.type_name),
                                 .is_literal = true,
                                 .when = {{condition_of(resource), true}}}};
  for (const std::string_view property : identifier.all()) {
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
  if (identifier.count == 1) {
    for (NameClaim& claim : claims) claim.name = known_text(claim.last_value).value_or("");
  }
  return claims;
}

NamePrint name_print(const tmpl::ResourceEntry& resource) {
  if (resource.properties == nullptr) return {};
  const Identifier identifier = identifier_of(resource);
  if (identifier.count == 0) return {};
  Fingerprint print;
  print.add(resource.type_name);
  for (const std::string_view property : identifier.all()) {
    const Node* value = find_value(resource.properties, property);
    if (value == nullptr) return {};
    if (value->calls(tmpl::Function::if_)) return {.has_several = true};
    print.add(*value);
  }
  return {.has_name = true, .value = print.value};
}

}  // namespace omnitrack::meaning
