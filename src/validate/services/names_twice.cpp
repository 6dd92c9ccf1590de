#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "omnitrack/codes.hpp"
#include "support/hash.hpp"
#include "validate/services/name_claims.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using tmpl::Node;

namespace {

/// Properties that name a resource, or bind what can be bound once, where the specification's
/// identifier is made by the service.
struct NameKey {
  std::string_view type;
  std::array<std::string_view, 2> properties;
};

// Sorted by type.
constexpr auto name_keys = std::to_array<NameKey>({
    {"AWS::ApiGateway::Resource", {"ParentId", "PathPart"}},
    {"AWS::CodeBuild::Project", {"Name"}},
    {"AWS::EC2::SubnetRouteTableAssociation", {"SubnetId"}},
    {"AWS::ElasticLoadBalancingV2::LoadBalancer", {"Name"}},
    {"AWS::ElasticLoadBalancingV2::TargetGroup", {"Name"}},
    {"AWS::IAM::ManagedPolicy", {"ManagedPolicyName"}},
    {"AWS::SNS::Topic", {"TopicName"}},
    {"AWS::SQS::Queue", {"QueueName"}},
    {"AWS::SecretsManager::Secret", {"Name"}},
    {"AWS::StepFunctions::StateMachine", {"StateMachineName"}},
});
static_assert(std::ranges::is_sorted(name_keys, {}, &NameKey::type));

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
  const auto known = std::ranges::lower_bound(name_keys, resource.type_name, {}, &NameKey::type);
  if (known != name_keys.end() && known->type == resource.type_name) {
    for (const std::string_view property : known->properties) {
      if (!property.empty()) identifier.add(property);
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

/// A value in one branch of the conditions around it.
struct Case {
  const Node* value = nullptr;
  std::vector<Assumption> when;
};

void collect_cases(const Node& value, std::vector<Assumption> when, std::vector<Case>& cases) {
  if (is_no_value(value)) return;
  const auto items =
      value.calls(tmpl::Function::if_) ? value.argument().items() : std::span<const Node>();
  if (items.size() != 3) {
    cases.push_back({&value, std::move(when)});
    return;
  }
  when.push_back({items[0].text(), true});
  collect_cases(items[1], when, cases);
  when.back().holds = false;
  collect_cases(items[2], std::move(when), cases);
}

/// Adds a property's value to a claim; false where it is not known.
bool add_value(NameClaim& claim, std::string_view property, const Case& one) {
  // A value that is not like itself comes from a macro.
  if (!surely_same(*one.value, *one.value)) return false;
  claim.key.append(1, '\n').append(canonical_text(*one.value));
  claim.properties += (claim.properties.empty() ? "'" : ", '") + std::string(property) + "'";
  claim.is_literal = claim.is_literal && known_text(one.value).has_value();
  claim.last_property = property;
  claim.last_value = one.value;
  claim.when.insert(claim.when.end(), one.when.begin(), one.when.end());
  return true;
}

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
    std::vector<Case> cases;
    collect_cases(*resource.properties->find(property), {}, cases);
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

void report_name_claim(Reporter& report, FindingCode<Severity::error> code, const NameClaim& claim,
                       const std::string& owner) {
  const Path root;
  const Path section(root, "Resources");
  const Path resource(section, claim.resource->logical_id);
  const Path properties(resource, "Properties");
  const Path at(properties, claim.last_property);
  report.error(code, *claim.last_value, at,
               claim.name.empty()
                   ? owner + " already has the same " + claim.properties
                   : "the name '" + std::string(claim.name) + "' is already that of " + owner,
               "give each a name of its own, or keep one of the two");
}

namespace {

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

namespace {

/// What the resources claim, without a word of text: most templates have no name twice.
class Suspects {
 public:
  explicit Suspects(const tmpl::Index& index) {
    const auto resources = index.resources();
    for (std::size_t i = 0; i < resources.size(); ++i) add(resources[i], i);
    std::ranges::sort(prints_);
    for (std::size_t i = 1; i < prints_.size(); ++i) {
      if (prints_[i].first != prints_[i - 1].first) continue;
      places_.push_back(prints_[i - 1].second);
      places_.push_back(prints_[i].second);
    }
    for (std::size_t i = 0; !types_.empty() && i < resources.size(); ++i) {
      const bool is_one = std::ranges::find(types_, resources[i].type_name) != types_.end();
      if (is_one) places_.push_back(i);
    }
    std::ranges::sort(places_);
    places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  }

  /// The resources that may share a name, in order.
  [[nodiscard]] const std::vector<std::size_t>& places() const { return places_; }

 private:
  void add(const tmpl::ResourceEntry& resource, std::size_t place) {
    const NamePrint print = name_print(resource);
    if (print.has_several) {
      // All resources of the type are compared in full.
      types_.push_back(resource.type_name);
    } else if (print.has_name) {
      prints_.emplace_back(print.value, place);
    }
  }

  std::vector<std::pair<std::uint64_t, std::size_t>> prints_;
  std::vector<std::string_view> types_;
  std::vector<std::size_t> places_;
};

}  // namespace

void check_names_twice(const Context& context) {
  std::unordered_map<std::string, std::vector<NameClaim>> claimed;
  const Suspects suspects(context.index);
  for (const std::size_t place : suspects.places()) {
    const tmpl::ResourceEntry& resource = context.index.resources()[place];
    for (NameClaim& claim : name_claims(resource)) {
      auto& others = claimed[claim.key];
      const auto other = std::ranges::find_if(others, [&](const NameClaim& each) {
        if (each.resource == &resource) return false;
        std::vector<Assumption> both = each.when;
        both.insert(both.end(), claim.when.begin(), claim.when.end());
        return can_hold_together(context.index, both);
      });
      if (other != others.end()) {
        report_name_claim(context.report, codes::OT4690, claim,
                          "'" + std::string(other->resource->logical_id) + "'");
      }
      others.push_back(std::move(claim));
    }
  }
}

}  // namespace omnitrack::validate
