#include <algorithm>
#include <bit>
#include <string>

#include "core/tree.hpp"
#include "omnitrack/characters.hpp"
#include "omnitrack/codes.hpp"
#include "support/hash.hpp"
#include "synth/plan.hpp"

namespace omnitrack::synth {

namespace {

constexpr std::size_t longest_id = 255;

using detail::is_letter_or_digit;

/// The elements of one section, by logical id.
class IdTable {
 public:
  explicit IdTable(std::size_t elements)
      : slots_(std::bit_ceil(elements * 2 + 2)), mask_(slots_.size() - 1) {}

  /// The element that has the id already; null where it is new.
  const Element* insert(const Element& element) {
    const std::string_view id = element.logical_id();
    const std::uint64_t hash = support::quick_hash(id);
    for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
      Slot& slot = slots_[at];
      if (slot.element == nullptr) {
        slot = {hash, &element};
        return nullptr;
      }
      if (slot.hash == hash && slot.element->logical_id() == id) return slot.element;
    }
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    const Element* element = nullptr;
  };
  std::vector<Slot> slots_;
  std::size_t mask_;
};

void append_path(const Construct& construct, std::string& id) {
  if (construct.construct_kind() == ConstructKind::stack) return;
  append_path(*construct.parent(), id);
  for (const char c : construct.id()) {
    if (is_letter_or_digit(c)) id += c;
  }
}

// Whether the paths of two elements part at two groups of one id, which are reported as such.
bool are_in_groups_of_one_id(const Element& first, const Element& second) {
  const Construct* a = &first;
  const Construct* b = &second;
  while (a->parent() != b->parent()) {
    a = a->parent();
    b = b->parent();
    if (a == nullptr || b == nullptr) return false;
  }
  return a->construct_kind() == ConstructKind::group &&
         b->construct_kind() == ConstructKind::group && a->id() == b->id();
}

void report_clash(const StackPlan& plan, const Element& first, const Element& second) {
  if (are_in_groups_of_one_id(first, second)) return;
  const auto is_locked = [&](const Element& element) {
    return element.construct_kind() == ConstructKind::resource &&
           plan.locked.contains(static_cast<const Resource*>(&element));
  };
  // The one that is deployed under the id should keep it.
  const bool is_second_older = is_locked(second) && !is_locked(first);
  const Element& owner = is_second_older ? second : first;
  const Element& other = is_second_older ? first : second;
  const Source source = owner.source();
  std::string message = "the logical id '" + std::string(other.logical_id()) + "' is taken by '" +
                        owner.path() + "', made at " + source.file + ':' +
                        std::to_string(source.line);
  if (!is_locked(owner)) {
    other.error(codes::OT1002, message, "give one of the two another id");
    return;
  }
  message += ", which has it in the lock file";
  other.error(codes::OT1002, message, "give this one another id, or name it by set_logical_id");
}

template <class E>
void assign(const StackPlan& plan, const std::vector<E*>& elements, IdTable& taken,
            std::string& scratch) {
  for (E* element : elements) {
    if (element->logical_id().empty()) {
      scratch.clear();
      append_path(*element, scratch);
      TreeAccess::set_logical_id(*element, detail::copy_text(scratch));
    }
    check_logical_id(*element);
    if (element->logical_id().empty()) continue;
    const Element* first = taken.insert(*element);
    if (first != nullptr) report_clash(plan, *first, *element);
  }
}

template <class E>
void assign_section(const StackPlan& plan, const std::vector<E*>& elements, std::string& scratch) {
  IdTable taken(elements.size());
  assign(plan, elements, taken, scratch);
}

// A resource that a construct stands for has the construct's id, and none of its own.
std::string_view given_id(const Construct& element) {
  const Construct* named = &element;
  while (named->id().empty() && named->parent() != nullptr &&
         named->parent()->construct_kind() == ConstructKind::group) {
    named = named->parent();
  }
  return named->id();
}

}  // namespace

void check_logical_id(const Element& element) {
  const std::string_view id = element.logical_id();
  if (id.empty()) {
    element.error(codes::OT1001,
                  "the id '" + std::string(given_id(element)) + "' has no letter or digit",
                  "logical ids are made of the letters and digits of the path");
  } else if (id.size() > longest_id) {
    element.error(codes::OT1003,
                  "the logical id has " + std::to_string(id.size()) +
                      " characters, and CloudFormation allows at most 255",
                  "shorten an id on the path, or call set_logical_id");
  } else if (!std::all_of(id.begin(), id.end(), is_letter_or_digit)) {
    element.error(codes::OT1003, "the logical id '" + std::string(id) +
                                     "' has characters other than letters and digits");
  }
}

void assign_logical_ids(StackPlan& plan) {
  std::string scratch;
  // Ref finds resources and parameters by one name, so these share their ids.
  IdTable taken(plan.resources.size() + plan.parameters.size());
  assign(plan, plan.parameters, taken, scratch);
  assign(plan, plan.resources, taken, scratch);
  assign_section(plan, plan.mappings, scratch);
  assign_section(plan, plan.conditions, scratch);
  assign_section(plan, plan.rules, scratch);
  assign_section(plan, plan.outputs, scratch);
}

}  // namespace omnitrack::synth
