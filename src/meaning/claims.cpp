#include "meaning/claims.hpp"

#include <algorithm>
#include <array>

#include "meaning/canonical.hpp"
#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "meaning/name_claims.hpp"
#include "meaning/named_thing.hpp"
#include "meaning/references.hpp"
#include "schema/facts.hpp"
#include "support/letters.hpp"

namespace omnitrack::meaning {

using tmpl::Node;

std::string_view claiming_family(std::string_view type) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> families{{
      {"AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table"},
      {"AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"},
      {"AWS::Route53::RecordSetGroup", "AWS::Route53::RecordSet"},
      {"AWS::Serverless::Function", "AWS::Lambda::Function"},
      {"AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table"},
  }};
  const auto* found =
      std::ranges::find(families, type, &std::pair<std::string_view, std::string_view>::first);
  return found == families.end() ? type : found->second;
}

namespace {

/// Whether a volume may be attached to several instances.
/// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volumes-multi.html
bool may_have_several(const tmpl::Index& index, const Node& named) {
  const auto* volume = index.find_resource(referred_id(named));
  if (volume == nullptr) return true;
  const Node* is_shared = find_value(volume->properties, "MultiAttachEnabled");
  return is_shared != nullptr && known_boolean(is_shared) != false;
}

/// An association may be moved to another route table without a new one.
bool may_be_taken_over(const tmpl::Index& index, const tmpl::ResourceEntry& resource,
                       std::string_view way, const Node& value) {
  if (way.ends_with("VolumeId")) return may_have_several(index, value);
  return resource.type_name == "AWS::EC2::SubnetRouteTableAssociation";
}

constexpr std::string_view each_item = "/*";

/// An item of a list, and the way to the list; none where a claim reads no list.
struct Item {
  std::string_view list_way = {};
  const Node* value = nullptr;

  [[nodiscard]] bool has(std::string_view way) const {
    return value != nullptr && way.starts_with(list_way) &&
           way.substr(list_way.size()).starts_with(each_item);
  }
  /// What is left of a way to a value in the item; empty for the item itself.
  [[nodiscard]] std::string_view below(std::string_view way) const {
    way.remove_prefix(list_way.size() + each_item.size());
    return way.empty() ? way : way.substr(1);
  }
};

/// The way to the list that ways lead into; empty where they lead into none.
template <class Ways>
std::string_view list_in(const Ways& ways) {
  for (std::uint32_t i = 0; i < ways.size(); ++i) {
    const std::string_view way = ways[i];
    const std::size_t star = way.find(each_item);
    if (star != std::string_view::npos) return way.substr(0, star);
  }
  return {};
}

/// What is to be claimed, whatever fact tells it.
template <class Ways>
struct Wanted {
  std::string_view what;
  const Ways& ways;
  std::size_t required;
  bool is_name = false;
  bool begins_with_name = false;  ///< else what is told of it is the last that is required
  std::string_view form = {};
  bool is_secret = false;
  bool goes_with_other = false;
  std::string_view beside = {};  ///< what sets it apart from other claims of the same properties
  bool has_rule = false;
};

class ClaimBuilder {
 public:
  ClaimBuilder(const tmpl::Index& index, const tmpl::ResourceEntry& resource)
      : index_(index), resource_(resource) {}

  /// Adds the claim; one for each item where the ways lead into a list.
  template <class Ways>
  void add(const Wanted<Ways>& wanted) {
    const std::string_view list_way = list_in(wanted.ways);
    if (list_way.empty()) return add_one(wanted, {});
    const Node* list = only_value(index_, resource_, list_way);
    if (list == nullptr) return;
    for (const Node& each : list->items()) {
      if (!is_no_value(each)) add_one(wanted, {.list_way = list_way, .value = &each});
    }
  }

  std::vector<Claim> take() { return std::move(claims_); }

 private:
  template <class Ways>
  void add_one(const Wanted<Ways>& wanted, const Item& item) {
    Claim claim{.key = std::string(claiming_family(resource_.type_name)),
                .is_name = wanted.is_name,
                .is_literal = true,
                .has_rule = wanted.has_rule,
                .goes_with_other = wanted.goes_with_other};
    if (!wanted.beside.empty()) claim.key.append(1, '\n').append(wanted.beside);
    std::string literal;
    for (std::uint32_t i = 0; i < wanted.ways.size(); ++i) {
      const std::string_view way = wanted.ways[i];
      const Node* value = value_at(way, item);
      if (value == nullptr) {
        if (i < wanted.required) return;
        continue;
      }
      // A value that is not like itself comes from a macro.
      if (!surely_same(*value, *value)) return;
      claim.key.append(1, '\n')
          .append(label_of(way, item))
          .append(1, '=')
          .append(text_of(*value, way, wanted.form));
      claim.values.push_back(value);
      if (claim.way.empty() || (i < wanted.required && !wanted.begins_with_name)) {
        claim.way = without_items(way);
        claim.shown = value;
      }
      const auto text = known_text(value);
      if (!text) claim.is_literal = false;
      if (claim.way == without_items(way)) literal = text.value_or("");
      if (depends_on_parameter(*value)) claim.is_certain = false;
      if (may_be_taken_over(index_, resource_, way, *value)) claim.may_be_shared = true;
    }
    if (claim.may_be_shared) claim.is_certain = false;
    if (claim.values.empty() && wanted.ways.size() != 0) return;
    const bool is_shown = !literal.empty() && !is_rule() && !wanted.is_secret;
    claim.text = std::string(wanted.what) + (is_shown ? " '" + literal + "'" : "");
    claims_.push_back(std::move(claim));
  }

  static std::string_view without_items(std::string_view way) {
    return way.substr(0, way.find(each_item));
  }

  [[nodiscard]] const Node* value_at(std::string_view way, const Item& item) const {
    if (!item.has(way)) return only_value(index_, resource_, way);
    const std::string_view below = item.below(way);
    return below.empty() ? item.value : only_case(cases_below(index_, item.value, below)).value;
  }

  /// How a way is called in the key: what an item has is called as in a resource of its own.
  static std::string_view label_of(std::string_view way, const Item& item) {
    if (!item.has(way)) return way;
    const std::string_view below = item.below(way);
    return below.empty() ? way : below;
  }

  [[nodiscard]] std::string text_of(const Node& value, std::string_view way,
                                    std::string_view form) const {
    if (auto thing = named_thing(index_, resource_, way, value)) return std::move(*thing);
    if (form.empty() || !value.is_scalar()) return canonical_text(value, {});
    std::string name = support::to_lower(value.text());
    if (form == "domain" && name.ends_with('.')) name.pop_back();
    return name;
  }

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

std::string path_of(const Claim& claim) {
  return claim.way.empty() ? std::string() : property_path(claim.way);
}

std::vector<Claim> claims_of(const tmpl::Index& index, const tmpl::ResourceEntry& resource) {
  ClaimBuilder builder(index, resource);
  const auto naming = naming_properties(resource);
  const auto named = schema::fact_of<schema::NamedBy>(resource.type_name);
  if (!naming.empty()) {
    builder.add(Wanted<decltype(naming)>{.what = "the name",
                                         .ways = naming,
                                         .required = naming.size(),
                                         .is_name = true,
                                         .form = named ? named->form : std::string_view(),
                                         .has_rule = true});
  }
  for (const schema::Unique& each : schema::facts_of<schema::Unique>(resource.type_name)) {
    if (!each.where_true.empty()) {
      const Node* switch_value = only_value(index, resource, each.where_true);
      if (switch_value == nullptr || known_boolean(switch_value) != true) continue;
    }
    if (!each.where_set.empty() && only_value(index, resource, each.where_set) == nullptr) continue;
    builder.add(Wanted<schema::FactTexts>{.what = each.what,
                                          .ways = each.properties,
                                          .required = each.required,
                                          .is_name = each.is_name,
                                          .begins_with_name = each.is_name,
                                          .form = each.form,
                                          .is_secret = each.is_secret,
                                          .goes_with_other = each.goes_with_other,
                                          .beside = each.where_set,
                                          .has_rule = each.has_rule});
  }
  return builder.take();
}

}  // namespace omnitrack::meaning
