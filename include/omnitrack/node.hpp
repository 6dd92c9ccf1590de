#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// The untyped form that every value takes inside the library; apps use `Value`, `List` and `Map`.
namespace omnitrack {

class Construct;
class Element;
class Resource;
class Stack;

/// What a `Node` holds.
enum class NodeKind : std::uint8_t {
  absent,      ///< not set: nothing is written
  no_value,    ///< `AWS::NoValue`: set, and removed by CloudFormation
  null,        ///< JSON null
  boolean,     ///< a bool
  integer,     ///< a 64-bit integer
  number,      ///< a double
  string,      ///< text
  list,        ///< items
  object,      ///< keys with values, in the order of the properties
  pseudo,      ///< a pseudo parameter such as `AWS::Region`
  ref,         ///< Ref to a resource or parameter
  attribute,   ///< Fn::GetAtt of a resource
  logical_id,  ///< the bare logical id of a mapping, condition or resource
  function,    ///< any other intrinsic function
};

/// How a stack refers to a value of another one.
enum class ReferenceStrength : std::uint8_t {
  inherited,  ///< as the construct around says; strong where none says anything
  strong,     ///< an export: CloudFormation keeps the value while it is imported
  weak,       ///< `Fn::GetStackOutput`: read when the stack is deployed, and locks nothing
};

/// What every template knows of its stack and of the place where that is deployed.
enum class PseudoParameter : std::uint8_t {
  account_id,
  notification_arns,
  partition,
  region,
  stack_id,
  stack_name,
  url_suffix,
};

/// The intrinsic functions that are held as calls with arguments.
enum class Intrinsic : std::uint8_t {
  and_,
  base64,
  cidr,
  concat,
  condition,
  contains,
  each_member_equals,
  each_member_in,
  equals,
  find_in_map,
  get_azs,
  get_stack_output,
  if_,
  import_value,
  join,
  length,
  not_,
  or_,
  ref_all,
  select,
  split,
  sub,
  to_json_string,
  value_of,
  value_of_all,
};

struct Field;
struct FunctionCall;
struct AttributeRef;

/// One value of a template: 16 bytes, trivially copied; what it points at lives in the app's arena.
struct Node {
  constexpr Node() = default;
  constexpr explicit Node(NodeKind of_kind, std::uint32_t of_size = 0)
      : kind(of_kind), size(of_size) {}

  NodeKind kind = NodeKind::absent;
  bool has_given_keys = false;  ///< of an object: whether the keys are texts of the user's
  ReferenceStrength strength = ReferenceStrength::inherited;  ///< of a ref, attribute or pseudo
  /// Bytes of a string, items of a list, fields of an object; which pseudo parameter it is.
  std::uint32_t size = 0;
  union {
    std::int64_t integer = 0;
    bool boolean;
    double number;
    const char* text;
    const Node* items;
    const Field* fields;
    const Element* element;
    const AttributeRef* attribute;
    const FunctionCall* call;
    const Stack* stack;  ///< that a pseudo parameter is of; null for that of each template
  };

  /// The text of a string.
  [[nodiscard]] std::string_view string() const { return {text, size}; }
  /// Which pseudo parameter it is.
  [[nodiscard]] PseudoParameter pseudo() const { return static_cast<PseudoParameter>(size); }
  /// Whether anything was set.
  [[nodiscard]] bool is_set() const { return kind != NodeKind::absent; }
};
static_assert(sizeof(Node) == 16);

/// One key of an object with its value.
struct Field {
  std::string_view key;
  Node value;
};

/// Fn::GetAtt: a resource and the name of its attribute.
struct AttributeRef {
  const Resource* resource;
  std::string_view name;
  bool is_list;
};

/// A call of an intrinsic function.
struct FunctionCall {
  Intrinsic function;
  std::uint32_t count;
  const Node* arguments;
};

/// The CloudFormation names of a struct's members, in the order of the struct.
struct StructInfo {
  const std::string_view* names;
  std::uint32_t count;
};

/// The texts of an enumeration, by value.
struct EnumInfo {
  const std::string_view* texts;
  std::uint32_t count;
};

/// How the tags of a resource type are written.
enum class TagFormat : std::uint8_t {
  none,         ///< the type has no tags
  standard,     ///< a list of Key and Value
  autoscaling,  ///< a list of Key, Value and PropagateAtLaunch
  map,          ///< an object of keys to values
};

/// What the library knows of a resource type.
struct TypeInfo {
  std::string_view name;         ///< e.g. `AWS::S3::Bucket`
  StructInfo properties;         ///< the properties, in the order of the props struct
  std::int32_t tags;             ///< the index of the property that holds the tags, or -1
  TagFormat tag_format;          ///< how they are written
  bool stateful;                 ///< whether it holds data that is lost with it
  bool has_given_names = false;  ///< whether name and properties are texts of the user's
};

namespace detail {

/// Room in the current arena.
void* allocate(std::size_t size, std::size_t alignment);
/// Copies text into the current arena.
std::string_view copy_text(std::string_view text);
/// A string node; the text is copied.
Node make_string(std::string_view text);
/// A string node of a text that outlives the app, such as a literal or one in the arena.
constexpr Node adopt_string(std::string_view text) {
  Node node(NodeKind::string, static_cast<std::uint32_t>(text.size()));
  node.text = text.data();
  return node;
}
/// A bool node.
inline Node make_bool(bool value) {
  Node node(NodeKind::boolean);
  node.boolean = value;
  return node;
}
/// An integer node.
constexpr Node make_integer(std::int64_t value) {
  Node node(NodeKind::integer);
  node.integer = value;
  return node;
}
/// A number node.
inline Node make_number(double value) {
  Node node(NodeKind::number);
  node.number = value;
  return node;
}
/// A list node; the items are copied.
Node make_list(const Node* items, std::size_t count);
/// A list node of items that are in the arena already.
inline Node adopt_list(const Node* items, std::size_t count) {
  Node node(NodeKind::list, static_cast<std::uint32_t>(count));
  node.items = items;
  return node;
}
/// A list node of the first list's items and one more.
Node append_item(const Node& list, const Node& item);
/// An object node of those members of a struct that are set.
Node make_struct(const StructInfo& info, const Node* members);
/// An object node; the fields are copied, but not their keys.
Node make_object(const Field* fields, std::size_t count);
/// An object node with one field set or replaced.
Node with_field(const Node& object, std::string_view key, const Node& value);
/// An object node with the fields of another set or replaced; the same where that is no object.
Node with_fields(const Node& object, const Node& others);
/// A string node of an enumerator; the text is not copied.
Node make_enumerator(const EnumInfo& info, std::size_t index);
/// Ref of a resource or parameter.
Node make_ref(const Element& element);
/// The bare logical id of an element.
Node make_logical_id(const Element& element);
/// Fn::GetAtt; the name is copied.
Node make_attribute(const Resource& resource, std::string_view name, bool is_list = false);
/// A pseudo parameter of a stack; without one, of whatever template it stands in.
Node make_pseudo(PseudoParameter parameter, const Stack* of = nullptr);
/// The name of a pseudo parameter, e.g. `AWS::Region`.
std::string_view pseudo_name(PseudoParameter parameter);
/// A call of an intrinsic function; the arguments are copied.
Node make_call(Intrinsic function, const Node* arguments, std::size_t count);
/// The value with every reference in it of that strength.
Node with_strength(const Node& value, ReferenceStrength strength);

}  // namespace detail
}  // namespace omnitrack
