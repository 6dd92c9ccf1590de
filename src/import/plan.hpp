#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "import/cpp_names.hpp"
#include "meaning/references.hpp"
#include "template/document.hpp"

namespace omnitrack::importing {

/// Something of a template that becomes a variable of the program.
struct Element {
  enum class Kind : std::uint8_t { parameter, mapping, condition, resource };
  Kind kind = Kind::resource;
  std::string_view id;
  const tmpl::Member* member = nullptr;
  const tmpl::ResourceEntry* resource = nullptr;
  const TypeNames* type = nullptr;  ///< of a resource that is written as a typed one
  std::string local;                ///< the name of the variable
  bool is_list = false;             ///< of a parameter
  bool is_defined = false;          ///< whether what is written from now on may name it
  bool is_used = false;             ///< whether anything names it
};

/// Where elements are, by their names.
using ElementTable = std::map<std::string_view, std::size_t>;

/// What a program is made of, in the order in which it can be written: what is named comes first.
class Plan {
 public:
  Plan(const tmpl::Index& index, CppNames& names);

  [[nodiscard]] std::vector<Element>& elements() { return elements_; }
  /// The element of a name; null where there is none.
  Element* find(meaning::Name::Of of, std::string_view id);
  /// The same for code that names it; null where it is not defined yet, too.
  Element* use(meaning::Name::Of of, std::string_view id);

 private:
  Element& add(Element::Kind kind, const tmpl::Member& member);
  void fill_tables();

  std::vector<Element> elements_;
  std::array<ElementTable, 3> tables_;  ///< by `meaning::Name::Of`
};

}  // namespace omnitrack::importing
