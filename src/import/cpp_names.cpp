#include "import/cpp_names.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "schema/inflated.hpp"

namespace omnitrack::importing {

extern "C" {
extern const unsigned char omnitrack_cpp_names[];
extern const unsigned char omnitrack_cpp_names_end[];
}

namespace {

std::string unpacked_table() {
  auto table = schema::inflated(omnitrack_cpp_names, omnitrack_cpp_names_end);
  if (!table) {
    throw std::runtime_error("the names of the typed resources in this program are damaged");
  }
  return std::move(*table);
}

/// Steps through the lines of the table and their fields.
class TableReader {
 public:
  TableReader(std::string_view table, std::size_t at) : table_(table), at_(at) {}

  [[nodiscard]] bool is_at_end() const { return at_ >= table_.size(); }
  [[nodiscard]] std::size_t place() const { return at_; }
  [[nodiscard]] char kind() const { return table_[at_]; }

  std::vector<std::string_view> next() {
    const std::size_t end = table_.find('\n', at_);
    std::string_view line = table_.substr(at_, end - at_);
    at_ = end + 1;
    std::vector<std::string_view> fields;
    for (std::size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
      fields.push_back(line.substr(0, tab));
      line.remove_prefix(tab + 1);
    }
    fields.push_back(line);
    return fields;
  }

  void skip() { at_ = table_.find('\n', at_) + 1; }

 private:
  std::string_view table_;
  std::size_t at_;
};

// `owner` is what a structure's or an enumeration's name stands in.
CppType type_of(std::string_view code, const std::string& structs, const std::string& owner) {
  CppType type;
  type.container = code[0] == 'L'   ? Container::list
                   : code[0] == 'M' ? Container::map
                                    : Container::value;
  const std::string name(code.substr(2));
  switch (code[1]) {
    case 's':
      return {type.container, ElementKind::text, "std::string"};
    case 'b':
      return {type.container, ElementKind::boolean, "bool"};
    case 'i':
      return {type.container, ElementKind::integer, "std::int64_t"};
    case 'd':
      return {type.container, ElementKind::number, "double"};
    case 't':
      return {type.container, ElementKind::structure, "Tag"};
    case 'o':
      return {type.container, ElementKind::structure, structs + "::" + name};
    case 'e':
      return {type.container, ElementKind::enumeration, owner + "::" + name};
    case 'k':
      return {type.container, ElementKind::identifier, name};
    default:
      return type;
  }
}

const StructNames& tag_names() {
  static const StructNames tag{
      .name = "Tag",
      .members = {{.text = "Key",
                   .name = "key",
                   .type = {Container::value, ElementKind::text, "std::string"},
                   .is_required = true,
                   .enumerators = {}},
                  {.text = "Value",
                   .name = "value",
                   .type = {Container::value, ElementKind::text, "std::string"},
                   .is_required = true,
                   .enumerators = {}}}};
  return tag;
}

TypeNames read_type(std::string_view table, std::size_t place) {
  TableReader reader(table, place);
  const std::vector<std::string_view> head = reader.next();
  const std::string space = "cfn::" + std::string(head[3]);
  const std::string structs = space + "::" + std::string(head[5]);
  TypeNames names;
  names.header = head[2];
  names.class_name = space + "::" + std::string(head[4]);
  names.ref = type_of(head[6], structs, structs);
  StructNames* current = nullptr;
  while (!reader.is_at_end() && reader.kind() != 'T') {
    const std::vector<std::string_view> line = reader.next();
    if (line[0] == "A") {
      names.attributes.push_back({line[1], line[2], type_of(line[3], structs, structs)});
    } else if (line[0] == "S") {
      current = names.props.name.empty() ? &names.props : &names.structs.emplace_back();
      current->name = (current == &names.props ? space : structs) + "::" + std::string(line[1]);
    } else if (line[0] == "P") {
      current->members.push_back({.text = line[1],
                                  .name = line[2],
                                  .type = type_of(line[3], structs, current->name),
                                  .is_required = line[4] == "R",
                                  .enumerators = {}});
    } else {
      for (std::size_t i = 1; i + 1 < line.size(); i += 2) {
        current->members.back().enumerators.emplace_back(line[i], line[i + 1]);
      }
    }
  }
  return names;
}

}  // namespace

std::string spelled(const CppType& type) {
  const char* container = type.container == Container::list  ? "List<"
                          : type.container == Container::map ? "Map<"
                                                             : "Value<";
  return container + type.name + ">";
}

const MemberNames* StructNames::find(std::string_view text) const {
  const auto found = std::ranges::find(members, text, &MemberNames::text);
  return found == members.end() ? nullptr : &*found;
}

const AttributeNames* TypeNames::find_attribute(std::string_view text) const {
  const auto found = std::ranges::find(attributes, text, &AttributeNames::text);
  return found == attributes.end() ? nullptr : &*found;
}

const StructNames& TypeNames::structure(const CppType& type) const {
  const auto found = std::ranges::find(structs, type.name, &StructNames::name);
  return found == structs.end() ? tag_names() : *found;
}

CppNames::CppNames() : table_(unpacked_table()) {
  TableReader reader(table_, 0);
  while (!reader.is_at_end()) {
    const std::size_t place = reader.place();
    switch (reader.kind()) {
      case 'T':
        places_.emplace(reader.next()[1], place);
        break;
      case 'R':
        reserved_ = reader.next();
        reserved_.erase(reserved_.begin());
        break;
      case 'W': {
        const std::vector<std::string_view> fields = reader.next();
        for (std::size_t i = 1; i + 1 < fields.size(); i += 2) {
          words_.emplace_back(fields[i], fields[i + 1]);
        }
        break;
      }
      default:
        reader.skip();
    }
  }
}

const TypeNames* CppNames::find(std::string_view type) {
  const auto place = places_.find(type);
  if (place == places_.end()) return nullptr;
  const auto [names, is_new] = read_.try_emplace(place->first);
  if (is_new) names->second = read_type(table_, place->second);
  return &names->second;
}

std::vector<std::string_view> CppNames::types() const {
  std::vector<std::string_view> types;
  types.reserve(places_.size());
  for (const auto& [type, place] : places_) types.push_back(type);
  return types;
}

}  // namespace omnitrack::importing
