#include "meaning/claims.hpp"

#include "meaning/canonical.hpp"
#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "meaning/name_claims.hpp"
#include "meaning/references.hpp"
#include "schema/facts.hpp"

namespace omnitrack::meaning {

namespace {

using tmpl::Node;

/// Types that share their names.
std::string_view family_of(std::string_view type) {
  return type == "AWS::DynamoDB::GlobalTable" ? "AWS::DynamoDB::Table" : type;
}

/// An association may be moved to another route table without a new one.
bool may_be_taken_over(std::string_view type) {
  return type == "AWS::EC2::SubnetRouteTableAssociation";
}

class Builder {
 public:
  Builder(const tmpl::Index& index, const tmpl::ResourceEntry& resource)
      : index_(index), resource_(resource) {}

  template <class Ways>
  void add(std::string_view what, const Ways& ways, std::size_t required, bool is_name) {
    Claim claim{.key = std::string(family_of(resource_.type_name)),
                .is_name = is_name,
                .is_literal = true,
                .is_certain = !may_be_taken_over(resource_.type_name)};
    std::string literal;
    for (std::uint32_t i = 0; i < ways.size(); ++i) {
      const Node* value = only_value(index_, resource_, ways[i]);
      if (value == nullptr) {
        if (i < required) return;
        continue;
      }
      // A value that is not like itself comes from a macro.
      if (!surely_same(*value, *value)) return;
      claim.key.append(1, '\n').append(ways[i]).append(1, '=').append(canonical_text(*value, {}));
      claim.values.push_back(value);
      if (claim.way.empty() || i < required) claim.way = ways[i];
      const auto text = known_text(value);
      if (!text) claim.is_literal = false;
      if (claim.way == ways[i]) literal = text.value_or("");
      if (depends_on_parameter(*value)) claim.is_certain = false;
    }
    if (claim.values.empty()) return;
    claim.text = std::string(what) + (literal.empty() || is_rule() ? "" : " '" + literal + "'");
    claims_.push_back(std::move(claim));
  }

  std::vector<Claim> take() { return std::move(claims_); }

 private:
  /// A protocol alone would say little.
  [[nodiscard]] bool is_rule() const {
    return resource_.type_name.starts_with("AWS::EC2::SecurityGroup") &&
           resource_.type_name != "AWS::EC2::SecurityGroup";
  }

  [[nodiscard]] bool depends_on_parameter(const Node& value) const {
    bool depends = false;
    for_each_name_in(value, [&](const Name& name) {
      if (name.of == Name::Of::entry && index_.find_parameter(name.text) != nullptr) depends = true;
    });
    return depends;
  }

  const tmpl::Index& index_;
  const tmpl::ResourceEntry& resource_;
  std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> claims_of(const tmpl::Index& index, const tmpl::ResourceEntry& resource) {
  Builder builder(index, resource);
  if (resource.properties == nullptr) return {};
  const auto naming = naming_properties(resource);
  builder.add("the name", naming, naming.size(), true);
  for (const schema::Unique& each : schema::facts_of<schema::Unique>(resource.type_name)) {
    builder.add(each.what, each.properties, each.required, each.is_name);
  }
  return builder.take();
}

}  // namespace omnitrack::meaning
