#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::schema {

// Views of the specification that is embedded in the program; see README.md beside this file for
// its origin. A view is a pointer into read-only memory, made without allocation or decoding: only
// the pages that a look-up touches are read. Nothing here throws.

struct ShapeRecord;
struct PropertyRecord;
struct TypeRecord;
struct LimitsRecord;
struct ResourceRecord;
struct AttributeRecord;
struct RuleRecord;
struct PatternRecord;
class ClassSequence;

class Shape;

/// What a value may be, as a set of bits.
enum class Accepts : std::uint16_t {
  string = 1,
  boolean = 2,
  integer = 4,
  number = 8,
  json = 16,  ///< anything
  date_time = 32,
  tag = 64,  ///< a map of Key and Value
  list = 128,
  map = 256,     ///< a map from any key
  object = 512,  ///< a map with known keys
};

constexpr bool operator&(std::uint16_t set, Accepts one) {
  return (set & static_cast<std::uint16_t>(one)) != 0;
}

/// What a value must look like; several forms may be allowed (`accepts`).
class Type {
 public:
  explicit Type(const TypeRecord* record) : record_(record) {}
  /// A nested type of which no property is known counts as `json` too.
  [[nodiscard]] std::uint16_t accepts() const;
  /// Of each item, where a list is accepted.
  [[nodiscard]] Type item() const;
  /// Of each value, where a map from any key is accepted.
  [[nodiscard]] Type map_value() const;
  /// How many objects of known keys are accepted, and each of them.
  [[nodiscard]] std::uint32_t shape_count() const;
  [[nodiscard]] Shape shape(std::uint32_t index) const;
  /// As the data spells it: `string`, `[#Rule]`, `json|string`.
  [[nodiscard]] std::string text() const;

 private:
  const TypeRecord* record_;
};

/// A regular expression of the specification, with the program-wide compiled form behind it.
class Pattern {
 public:
  explicit Pattern(const PatternRecord* record) : record_(record) {}
  [[nodiscard]] std::string_view text() const;
  /// The same as a sequence of classes; nothing where it is more than that.
  [[nodiscard]] std::optional<ClassSequence> sequence() const;
  /// A number of its own, below `pattern_count()`: a place for what a user of it keeps.
  [[nodiscard]] std::uint32_t index() const;

 private:
  const PatternRecord* record_;
};
std::uint32_t pattern_count();

/// The limits of one value, as in JSON Schema; each absent where nothing is known.
class Limits {
 public:
  explicit Limits(const LimitsRecord* record) : record_(record) {}
  /// Whether anything is limited at all.
  [[nodiscard]] explicit operator bool() const { return record_ != nullptr; }
  /// Whether the range of a number is limited.
  [[nodiscard]] bool has_range() const;
  /// Whether the length of a text is limited.
  [[nodiscard]] bool has_length() const;
  [[nodiscard]] std::optional<Pattern> pattern() const;
  [[nodiscard]] std::optional<std::uint64_t> min_length() const;
  [[nodiscard]] std::optional<std::uint64_t> max_length() const;
  [[nodiscard]] std::optional<double> minimum() const;
  [[nodiscard]] std::optional<double> maximum() const;
  [[nodiscard]] std::optional<double> exclusive_minimum() const;
  [[nodiscard]] std::optional<double> exclusive_maximum() const;
  [[nodiscard]] std::optional<double> multiple_of() const;
  [[nodiscard]] std::optional<std::uint64_t> min_items() const;
  [[nodiscard]] std::optional<std::uint64_t> max_items() const;
  [[nodiscard]] std::optional<std::uint64_t> min_properties() const;
  [[nodiscard]] std::optional<std::uint64_t> max_properties() const;
  [[nodiscard]] bool unique_items() const;
  [[nodiscard]] bool enum_ignores_case() const;
  /// The allowed values as text; empty where any is.
  [[nodiscard]] std::uint32_t enum_count() const;
  [[nodiscard]] std::string_view enum_value(std::uint32_t index) const;
  /// The day that the allowed values are of, where new ones keep coming: a value that is not among
  /// them may be allowed by now. Empty of a list that is closed.
  [[nodiscard]] std::string_view enum_as_of() const;
  /// `json`, `uri`, `ipv4-network`, …; may be empty.
  [[nodiscard]] std::string_view format() const;

 private:
  const LimitsRecord* record_;
};

/// That a value identifies a resource of another type.
struct Relation {
  std::string_view type;       ///< e.g. `AWS::EC2::Subnet`
  std::string_view attribute;  ///< the property or attribute, e.g. `SubnetId`
};

/// What a change of a property does to the resource.
enum class Update : std::uint8_t { in_place, may_replace, replaces };

/// A property of a resource or of a nested type.
class Property {
 public:
  explicit Property(const PropertyRecord* record) : record_(record) {}
  [[nodiscard]] std::string_view name() const;
  [[nodiscard]] Type type() const;
  [[nodiscard]] bool is_required() const;
  [[nodiscard]] bool is_deprecated() const;
  [[nodiscard]] bool is_read_only() const;
  [[nodiscard]] bool is_write_only() const;
  /// Of a list: whether the order of its items says nothing.
  [[nodiscard]] bool is_unordered() const;
  [[nodiscard]] Update update() const;
  [[nodiscard]] Limits limits() const;
  /// Of each item of a list.
  [[nodiscard]] Limits item_limits() const;
  /// What holds without it; may be empty.
  [[nodiscard]] std::string_view default_text() const;
  [[nodiscard]] std::uint32_t relation_count() const;
  [[nodiscard]] Relation relation(std::uint32_t index) const;

 private:
  const PropertyRecord* record_;
};

/// A fragment of JSON Schema that says how the properties of a shape go together. A keyword says
/// nothing of a value that it is not for (`required` of a text, `items` of a map).
class Rule {
 public:
  enum class Keyword : std::uint8_t {
    all_of,              ///< rules: each must hold
    any_of,              ///< rules: at least one
    one_of,              ///< rules: exactly one
    not_,                ///< one rule
    if_then_else,        ///< two or three rules; an absent `then` is an `all_of` of nothing
    required,            ///< names
    required_xor,        ///< names: exactly one must be there
    required_or,         ///< names: at least one must be there
    dependent_required,  ///< names: with the first, all the others
    dependent_excluded,  ///< names: with the first, none of the others
    properties,          ///< names with a rule each, for those that are there
    no_others,           ///< names: no property but these (`additionalProperties: false`)
    items,               ///< one rule for each item
    prefix_items,        ///< rules for the first items
    contains,            ///< one rule: at least one item
    types,               ///< names: `object`, `array` or both; what of scalars is said elsewhere
    enum_,               ///< names: the allowed values as text (`const` is one alone)
    limits,              ///< the limits of one value; formats `ipv4` and `ipv6` too
    nothing,             ///< `false`: never holds
    unique_keys,         ///< names: no two items of a list with equal values of all of these
  };

  explicit Rule(const RuleRecord* record) : record_(record) {}
  [[nodiscard]] Keyword keyword() const;
  [[nodiscard]] std::uint32_t rule_count() const;
  [[nodiscard]] Rule rule(std::uint32_t index) const;
  [[nodiscard]] std::uint32_t name_count() const;
  [[nodiscard]] std::string_view name(std::uint32_t index) const;
  [[nodiscard]] Limits limits() const;
  /// What it demands, in words, of a rule that a shape has; may be empty.
  [[nodiscard]] std::string_view about() const;
  /// Whether what breaks it is deployed all the same.
  [[nodiscard]] bool is_warning() const;

 private:
  const RuleRecord* record_;
};

/// A set of properties: a resource's, or a nested type's.
class Shape {
 public:
  explicit Shape(const ShapeRecord* record) : record_(record) {}
  /// Of a nested type, e.g. `LifecycleConfiguration`; empty for a resource's own.
  [[nodiscard]] std::string_view name() const;
  [[nodiscard]] std::uint32_t property_count() const;
  /// Sorted by name.
  [[nodiscard]] Property property(std::uint32_t index) const;
  [[nodiscard]] std::optional<Property> find(std::string_view name) const;
  /// How many rules its properties must keep together, and each of them.
  [[nodiscard]] std::uint32_t rule_count() const;
  [[nodiscard]] Rule rule(std::uint32_t index) const;
  /// The required properties' count, so that a check can count what it saw.
  [[nodiscard]] std::uint32_t required_count() const;

  friend bool operator==(Shape a, Shape b) { return a.record_ == b.record_; }

 private:
  friend class ResourceType;
  const ShapeRecord* record_;
};

/// What Fn::GetAtt can read.
class Attribute {
 public:
  explicit Attribute(const AttributeRecord* record) : record_(record) {}
  /// With dots where it is nested: `Endpoint.Address`.
  [[nodiscard]] std::string_view name() const;
  [[nodiscard]] Type type() const;
  [[nodiscard]] std::uint32_t relation_count() const;
  [[nodiscard]] Relation relation(std::uint32_t index) const;

 private:
  const AttributeRecord* record_;
};

/// How a type's tags are written.
enum class TagFormat : std::uint8_t { none, standard, asg, map };

/// How long the service of a type lives.
enum class Lifecycle : std::uint8_t {
  current,
  maintenance,  ///< works on, closed to new customers or to new features
  sunset,       ///< ends on a day that is announced
  shutdown,     ///< has ended: no such resource can be made
};

/// One resource type.
class ResourceType {
 public:
  explicit ResourceType(const ResourceRecord* record) : record_(record) {}
  /// E.g. `AWS::S3::Bucket`.
  [[nodiscard]] std::string_view name() const;
  /// Its properties.
  [[nodiscard]] Shape shape() const;
  [[nodiscard]] std::uint32_t attribute_count() const;
  /// Sorted by name.
  [[nodiscard]] Attribute attribute(std::uint32_t index) const;
  /// Also what lies below an attribute which is a map or a structure, and the properties that
  /// Fn::GetAtt can read of this type.
  [[nodiscard]] std::optional<Attribute> find_attribute(std::string_view name) const;
  /// Its nested types, sorted by name.
  [[nodiscard]] std::uint32_t definition_count() const;
  [[nodiscard]] Shape definition(std::uint32_t index) const;
  /// The names that identify it in an account.
  [[nodiscard]] std::uint32_t identifier_count() const;
  [[nodiscard]] std::string_view identifier(std::uint32_t index) const;
  /// The properties that name it, of which no two resources can have the same; none where the
  /// service makes its name.
  [[nodiscard]] std::uint32_t naming_count() const;
  [[nodiscard]] std::string_view naming(std::uint32_t index) const;
  /// What Ref returns where that is not the primary identifier, several joined by `|`; may be
  /// empty.
  [[nodiscard]] std::string_view ref() const;
  /// The properties and attributes that Ref returns, several joined by `|` in it; none where that
  /// is not known.
  [[nodiscard]] std::uint32_t ref_part_count() const;
  [[nodiscard]] std::string_view ref_part(std::uint32_t index) const;
  /// The ARN's pattern; may be empty.
  [[nodiscard]] std::string_view arn() const;
  /// The property that holds the tags; may be empty.
  [[nodiscard]] std::string_view tags() const;
  [[nodiscard]] TagFormat tag_format() const;
  /// Whether it holds data that is lost with it.
  [[nodiscard]] bool is_stateful() const;
  /// Whether its lifecycle is anything but current.
  [[nodiscard]] bool is_deprecated() const;
  [[nodiscard]] Lifecycle lifecycle() const;
  /// Since when that is so, or when it ends, as `YYYY-MM-DD`; may be empty.
  [[nodiscard]] std::string_view lifecycle_date() const;
  /// The macro that it needs; may be empty.
  [[nodiscard]] std::string_view transform() const;
  /// Paths of nested properties, joined by `/`, whose change replaces it too.
  [[nodiscard]] std::uint32_t also_replaces_count() const;
  [[nodiscard]] std::string_view also_replaces(std::uint32_t index) const;

  friend bool operator==(ResourceType a, ResourceType b) { return a.record_ == b.record_; }

 private:
  friend class Documentation;
  const ResourceRecord* record_;
};

/// The resource type of a name; nothing where the specification has none.
std::optional<ResourceType> find_type(std::string_view name);
/// All types, sorted by name.
std::uint32_t type_count();
ResourceType type(std::uint32_t index);
/// The names of all types, for hints.
std::vector<std::string_view> type_names();

/// The first sentences of one type's documentation: the only part of the specification that is
/// compressed, so made once for a type that is shown to a person.
class Documentation {
 public:
  explicit Documentation(ResourceType type);
  [[nodiscard]] std::string_view of_type() const;
  /// Empty `definition` for the resource's own.
  [[nodiscard]] std::string_view of_definition(std::string_view definition) const;
  [[nodiscard]] std::string_view of_property(std::string_view definition,
                                             std::string_view property) const;
  [[nodiscard]] std::string_view of_attribute(std::string_view attribute) const;

  Documentation(const Documentation&) = delete;  // its views point into its text
  Documentation& operator=(const Documentation&) = delete;

 private:
  struct Place {
    Shape shape;
    std::size_t index;  ///< of the shape's own sentence
  };
  [[nodiscard]] std::optional<Place> find(std::string_view definition) const;
  [[nodiscard]] std::string_view sentence(std::size_t index) const;

  ResourceType type_;
  std::string text_;
  std::vector<std::string_view> sentences_;
};

/// Where the data comes from, with the day of its extraction at the end:
/// `@aws-cdk/aws-service-spec 0.1.216, cfn-lint 1.51.0; 2026-11-22`.
std::string_view origin();

}  // namespace omnitrack::schema

#include "schema/accessors.hpp"  // IWYU pragma: export
