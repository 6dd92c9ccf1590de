#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "import/cpp_names.hpp"
#include "import/parts.hpp"
#include "meaning/references.hpp"
#include "template/document.hpp"

namespace omnitrack::importing {

struct MadeByConstruct;

/// Something of a template that becomes a variable of the program.
struct Element {
  enum class Kind : std::uint8_t { parameter, mapping, condition, resource };
  Kind kind = Kind::resource;
  std::string_view id;
  const tmpl::Member* member = nullptr;
  const tmpl::ResourceEntry* resource = nullptr;
  const TypeNames* type = nullptr;             ///< of a resource that is written as a typed one
  const MadeByConstruct* construct = nullptr;  ///< of a typed resource that a construct makes
  std::string_view owner;  ///< of what the construct of another one makes, the id of that
  std::string place;       ///< where it stands below that one
  std::string local;       ///< the name of the variable
  /// Whether code reads the typed resource of what a construct makes.
  bool is_resource_used = false;
  bool is_list = false;     ///< of a parameter
  bool is_defined = false;  ///< whether what is written from now on may name it
  bool is_used = false;     ///< whether anything names it
  std::size_t part = 0;     ///< the function that adds it
  bool is_shared = false;   ///< whether another function names it
};

/// Calls `visit(meaning::Name::Of, std::string_view)` for what a resource or any other element
/// needs to be there before it.
template <typename Visit>
void for_each_need(const Element& element, const Visit& visit) {
  const tmpl::Node& value = element.member->value;
  meaning::for_each_name_in(value, [&](const meaning::Name& name) { visit(name.of, name.text); });
  if (element.kind != Element::Kind::resource) return;
  if (const tmpl::Node* condition = value.find("Condition")) {
    visit(meaning::Name::Of::condition, condition->text());
  }
  if (const tmpl::Node* on = value.find("DependsOn")) {
    visit(meaning::Name::Of::entry, on->text());
    for (const tmpl::Node& each : on->items()) visit(meaning::Name::Of::entry, each.text());
  }
}

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

  /// The functions of a program that has several; empty where one is enough.
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }
  /// Code is written in the function of a place in `parts` from now on.
  void enter(std::size_t part) { part_ = part; }
  /// Takes up a function behind all others.
  std::size_t add_part(std::string name);
  /// How code names an element where it stands now; of what a construct makes, that.
  std::string name(const Element& element);

 private:
  Element& add(Element::Kind kind, const tmpl::Member& member);
  void fill_tables();
  void choose_constructs();

  std::vector<Element> elements_;
  std::array<ElementTable, 3> tables_;  ///< by `meaning::Name::Of`
  std::vector<Part> parts_;
  std::size_t part_ = 0;
};

}  // namespace omnitrack::importing
