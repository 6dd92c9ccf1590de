#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/map.hpp>

namespace omnitrack {

class Condition;

/// What happens to a resource when it leaves the stack or is replaced; written as `DeletionPolicy`
/// and `UpdateReplacePolicy` together.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
enum class RemovalPolicy : std::uint8_t {
  destroy,                  ///< deleted with its data
  retain,                   ///< kept, outside of the stack
  retain_except_on_create,  ///< kept, but deleted where its very creation is rolled back
  snapshot,                 ///< a snapshot is kept, for the types that have them
  unspecified,              ///< nothing is written: CloudFormation's default for the type
};

/// A resource of the template; the typed ones of `omnitrack/cfn/` and `UntypedResource` derive from
/// it.
class Resource : public Element {
 public:
  /// The resource type and the names of its properties.
  [[nodiscard]] const TypeInfo& type_info() const { return *type_; }
  /// The typed resource, of `omnitrack/cfn/`; null where it is another one.
  template <class T>
  [[nodiscard]] T* as() {
    return type_ == &T::type ? static_cast<T*>(this) : nullptr;
  }
  /// A property by its name in the template; not set where it is not given.
  [[nodiscard]] Value<Json> property(std::string_view name) const;
  /// Sets a property by its name in the template; returns whether the type has it.
  bool set_property(std::string_view name, const Value<Json>& value);
  /// Whether the type has tags.
  [[nodiscard]] bool is_taggable() const { return type_->tag_format != TagFormat::none; }
  /// The value that a tag has in the template, of its own or from a construct around it; not set
  /// where it has none.
  [[nodiscard]] Value<Json> tag(std::string_view key) const;

  /// The properties as they stand, `type_info().properties.count` of them.
  [[nodiscard]] const Node* properties() const { return properties_; }

  /// Writes `DeletionPolicy` and `UpdateReplacePolicy`.
  void set_removal_policy(RemovalPolicy policy);
  /// Makes the resource only where the condition holds.
  void set_condition(const Condition& condition);
  /// Sets a key of the `Metadata` attribute.
  void add_metadata(std::string_view key, const Json& value);
  /// Sets the `CreationPolicy` attribute.
  void set_creation_policy(const Json& policy);
  /// Sets the `UpdatePolicy` attribute.
  void set_update_policy(const Json& policy);

  /// Replaces whatever stands at a JSON pointer (RFC 6901) into the resource, e.g.
  /// `/Properties/Tags/0/Value`, after everything else is written; missing objects are made on the
  /// way,
  /// `-` appends to a list.
  void override_at(std::string_view pointer, const Json& value);
  /// Removes what stands at a JSON pointer into the resource.
  void remove_at(std::string_view pointer);

  /// Adds a digest of other resources' content to the logical id, so that this resource is replaced
  /// whenever one of them changes.
  void add_digest_source(const Resource& other);
  /// Adds a digest of some of another resource's properties, by their names in the template.
  void add_digest_source(const Resource& other, const List<std::string>& properties);
  /// Adds a digest of any values to the logical id.
  void add_digest_source(const Json& value);

  /// An attribute by its name, for those that no typed function gives.
  [[nodiscard]] Value<std::string> attribute(std::string_view name) const {
    return Value<std::string>::from_node(detail::make_attribute(*this, name));
  }

  /// The object, for where `Ref` or the bare logical id is needed untyped.
  [[nodiscard]] Value<std::string> untyped_ref() const {
    return Value<std::string>::from_node(detail::make_ref(*this));
  }

 protected:
  // `first_property` is the first Node of the props struct that the derived class holds.
  Resource(Attach at, const TypeInfo& type, Node* first_property)
      : Element(std::move(at), ConstructKind::resource),
        type_(&type),
        properties_(first_property) {}
  ~Resource() = default;

  // Replaces the type and the properties, for a resource whose property names are not fixed.
  void rebind(const TypeInfo& type, Node* first_property) {
    type_ = &type;
    properties_ = first_property;
  }

 private:
  friend struct TreeAccess;
  struct ResourceState& state();

  const TypeInfo* type_;
  Node* properties_;
  struct ResourceState* state_ = nullptr;
};

class UntypedResource;

/// Properties of a resource of a type that the specification does not know, such as
/// `Custom::Thing`, a private registry type or a module.
struct UntypedResourceProps {
  using Makes = UntypedResource;
  Id id;
  /// The resource type, e.g. `Custom::Thing` or `My::Org::Type::MODULE`.
  Required<Text, struct required_type> type;
  /// The properties, by their names in the template.
  Map<Json> properties = {};
};

/// A resource written as given.
class UntypedResource final : public Resource {
 public:
  UntypedResource(Attach at, const UntypedResourceProps& props);

  /// Sets or replaces a property.
  void set(std::string_view name, const Json& value);

  /// What Ref returns for the type.
  [[nodiscard]] Value<std::string> ref() const { return untyped_ref(); }

 private:
  Map<Json> given_;
};

}  // namespace omnitrack
