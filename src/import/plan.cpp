#include "import/plan.hpp"

#include <algorithm>
#include <span>

#include "import/constructs.hpp"
#include "import/custom_resources.hpp"
#include "import/local_names.hpp"
#include "import/owned.hpp"

namespace omnitrack::importing {

namespace {

// Whether a resource's properties can be given to its typed one: what that requires is there.
bool fits(const tmpl::ResourceEntry& resource, const TypeNames& type) {
  const tmpl::Node* properties = resource.properties;
  if (properties == nullptr) {
    return std::ranges::none_of(type.props.members, &MemberNames::is_required);
  }
  if (!properties->is(tmpl::Kind::map) || properties->is_call()) return false;
  return std::ranges::all_of(type.props.members, [&](const MemberNames& each) {
    return !each.is_required || properties->find(each.text) != nullptr;
  });
}

// A custom resource has no typed one.
bool can_be_construct(const Element& element) {
  return element.type != nullptr ||
         (element.resource != nullptr && is_custom_type(element.resource->type_name));
}

std::string_view suffix_of(Element::Kind kind) {
  switch (kind) {
    case Element::Kind::parameter:
      return "parameter";
    case Element::Kind::mapping:
      return "mapping";
    case Element::Kind::condition:
      return "condition";
    case Element::Kind::resource:
      break;
  }
  return "resource";
}

/// Puts elements into an order in which each comes behind those that it names; where that is not
/// possible, since they name each other in a circle, as they stand.
class Ordering {
 public:
  Ordering(std::vector<Element>& elements, std::span<const ElementTable> tables)
      : elements_(elements), tables_(tables), is_visited_(elements.size()) {}

  std::vector<Element> ordered() {
    for (std::size_t i = 0; i < elements_.size(); ++i) visit(i);
    std::vector<Element> result;
    result.reserve(order_.size());
    for (const std::size_t each : order_) result.push_back(std::move(elements_[each]));
    return result;
  }

 private:
  void visit(std::size_t place) {
    if (is_visited_[place]) return;
    is_visited_[place] = true;
    for_each_need(elements_[place],
                  [&](meaning::Name::Of of, std::string_view id) { visit(of, id); });
    order_.push_back(place);
  }

  void visit(meaning::Name::Of of, std::string_view id) {
    const ElementTable& table = tables_[static_cast<std::size_t>(of)];
    const auto found = table.find(id);
    if (found != table.end()) visit(found->second);
  }

  std::vector<Element>& elements_;
  std::span<const ElementTable> tables_;
  std::vector<bool> is_visited_;
  std::vector<std::size_t> order_;
};

meaning::Name::Of space_of(Element::Kind kind) {
  if (kind == Element::Kind::mapping) return meaning::Name::Of::mapping;
  if (kind == Element::Kind::condition) return meaning::Name::Of::condition;
  return meaning::Name::Of::entry;
}

}  // namespace

Plan::Plan(const tmpl::Index& index, CppNames& names) {
  for (const tmpl::ParameterEntry& each : index.parameters()) {
    add(Element::Kind::parameter, *each.member).is_list = each.is_list();
  }
  for (const tmpl::Member& each : index.mappings()) add(Element::Kind::mapping, each);
  for (const tmpl::Member& each : index.conditions()) add(Element::Kind::condition, each);
  for (const tmpl::ResourceEntry& each : index.resources()) {
    Element& element = add(Element::Kind::resource, *each.member);
    element.resource = &each;
    const TypeNames* type = names.find(each.type_name);
    if (type != nullptr && fits(each, *type)) element.type = type;
  }
  fill_tables();
  choose_constructs();
  choose_owned(index, *this);
  elements_ = Ordering(elements_, tables_).ordered();
  parts_ = divide(elements_);
  count_owned(*this);
  fill_tables();
  LocalNames locals(names);
  for (Part& each : parts_) each.name = locals.take(each.name, "part");
  for (Element& each : elements_) each.local = locals.take(each.id, suffix_of(each.kind));
}

void Plan::choose_constructs() {
  bool is_done = false;
  while (!is_done) {
    is_done = true;
    for (Element& each : elements_) {
      if (!can_be_construct(each) || each.construct != nullptr) continue;
      each.construct = construct_for(
          *each.resource, find(meaning::Name::Of::entry, construct_link_of(*each.resource)));
      is_done = is_done && each.construct == nullptr;
    }
  }
}

Element& Plan::add(Element::Kind kind, const tmpl::Member& member) {
  Element& element = elements_.emplace_back();
  element.kind = kind;
  element.id = member.key();
  element.member = &member;
  return element;
}

void Plan::fill_tables() {
  for (ElementTable& each : tables_) each.clear();
  for (std::size_t i = 0; i < elements_.size(); ++i) {
    tables_[static_cast<std::size_t>(space_of(elements_[i].kind))].emplace(elements_[i].id, i);
  }
}

Element* Plan::find(meaning::Name::Of of, std::string_view id) {
  const ElementTable& table = tables_[static_cast<std::size_t>(of)];
  const auto found = table.find(id);
  return found == table.end() ? nullptr : &elements_[found->second];
}

Element* Plan::use(meaning::Name::Of of, std::string_view id) {
  Element* element = find(of, id);
  if (element == nullptr || !element->is_defined) return nullptr;
  element->is_used = true;
  return element;
}

std::size_t Plan::add_part(std::string name) {
  parts_.push_back({.name = std::move(name), .uses = {}});
  return parts_.size() - 1;
}

std::string Plan::name(const Element& element) {
  if (parts_.empty() || element.part == part_) return element.local;
  find(space_of(element.kind), element.id)->is_shared = true;
  std::vector<std::size_t>& uses = parts_[part_].uses;
  const auto at = std::ranges::lower_bound(uses, element.part);
  if (at == uses.end() || *at != element.part) uses.insert(at, element.part);
  return parts_[element.part].name + '.' + element.local;
}

}  // namespace omnitrack::importing
