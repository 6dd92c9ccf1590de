#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace omnitrack::importing {

/// What holds the elements of a property.
enum class Container : std::uint8_t { value, list, map };

/// What a property's elements are.
enum class ElementKind : std::uint8_t {
  text,
  boolean,
  integer,
  number,
  json,
  structure,    ///< a nested structure, or `Tag`
  enumeration,  ///< an enumeration of the structure that has the property
  identifier,   ///< a kind of identifier, or `AnyOf` several
};

/// The type of a property, an attribute or an expression.
struct CppType {
  Container container = Container::value;
  ElementKind element = ElementKind::json;
  std::string name =
      "Json";  ///< of the element, as it is written behind `using namespace omnitrack`
};

inline const CppType text_type{Container::value, ElementKind::text, "std::string"};
inline const CppType texts_type{Container::list, ElementKind::text, "std::string"};
inline const CppType integer_type{Container::value, ElementKind::integer, "std::int64_t"};

/// `Value<std::string>`, `List<Tag>`.
std::string spelled(const CppType& type);

/// A property of a typed resource, or of a structure in one.
struct MemberNames {
  std::string_view text;  ///< in the template
  std::string_view name;  ///< in C++
  CppType type;
  bool is_required = false;
  std::vector<std::pair<std::string_view, std::string_view>> enumerators;  ///< texts with names
};

/// A struct of the typed resources.
struct StructNames {
  std::string name;                  ///< as it is written behind `using namespace omnitrack`
  std::vector<MemberNames> members;  ///< in the order of their declaration

  [[nodiscard]] const MemberNames* find(std::string_view text) const;
};

/// An attribute of a typed resource.
struct AttributeNames {
  std::string_view text;  ///< in the template
  std::string_view name;  ///< of the function
  CppType type;
};

/// A typed resource in C++.
struct TypeNames {
  std::string_view header;  ///< below `omnitrack/cfn/`, without `.hpp`
  std::string class_name;   ///< as it is written behind `using namespace omnitrack`
  CppType ref;
  std::vector<AttributeNames> attributes;
  StructNames props;
  std::vector<StructNames> structs;

  [[nodiscard]] const AttributeNames* find_attribute(std::string_view text) const;
  /// The structure of a property's type.
  [[nodiscard]] const StructNames& structure(const CppType& type) const;
};

/// The names of all typed resources, as `tools/cfn_gen` gave them.
class CppNames {
 public:
  CppNames();
  CppNames(const CppNames&) = delete;
  CppNames& operator=(const CppNames&) = delete;

  /// The typed resource of a type; null where there is none.
  const TypeNames* find(std::string_view type);
  /// Words that no name may be, sorted.
  [[nodiscard]] const std::vector<std::string_view>& reserved() const { return reserved_; }
  /// Words whose capitals would be torn apart, each with what stands for it.
  [[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& words() const {
    return words_;
  }
  /// All types.
  [[nodiscard]] std::vector<std::string_view> types() const;

 private:
  std::string table_;
  std::map<std::string_view, std::size_t> places_;  // of each type in the table
  std::map<std::string_view, TypeNames> read_;
  std::vector<std::string_view> reserved_;
  std::vector<std::pair<std::string_view, std::string_view>> words_;
};

}  // namespace omnitrack::importing
