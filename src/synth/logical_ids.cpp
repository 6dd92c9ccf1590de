#include <algorithm>
#include <bit>
#include <string>

#include "core/tree.hpp"
#include "omnitrack/characters.hpp"
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

template <class E>
void assign(const std::vector<E*>& elements, IdTable& taken, std::string& scratch) {
  for (E* element : elements) {
    if (element->logical_id().empty()) {
      scratch.clear();
      append_path(*element, scratch);
      TreeAccess::set_logical_id(*element, detail::copy_text(scratch));
    }
    check_logical_id(*element);
    if (element->logical_id().empty()) continue;
    const Element* first = taken.insert(*element);
    if (first == nullptr) continue;
    const Source source = first->source();
    element->error("OT1002",
                   "the logical id '" + std::string(element->logical_id()) + "' is taken by '" +
                       first->path() + "', made at " + source.file + ':' +
                       std::to_string(source.line),
                   "give one of the two another id");
  }
}

template <class E>
void assign_section(const std::vector<E*>& elements, std::string& scratch) {
  IdTable taken(elements.size());
  assign(elements, taken, scratch);
}

}  // namespace

void check_logical_id(const Element& element) {
  const std::string_view id = element.logical_id();
  if (id.empty()) {
    element.error("OT1001", "the id '" + std::string(element.id()) + "' has no letter or digit",
                  "logical ids are made of the letters and digits of the path");
  } else if (id.size() > longest_id) {
    element.error("OT1003",
                  "the logical id has " + std::to_string(id.size()) +
                      " characters, and CloudFormation takes 255 at most",
                  "shorten an id on the path, or call set_logical_id");
  } else if (!std::all_of(id.begin(), id.end(), is_letter_or_digit)) {
    element.error("OT1003", "the logical id '" + std::string(id) +
                                "' has characters other than letters and digits");
  }
}

void assign_logical_ids(StackPlan& plan) {
  std::string scratch;
  // Ref finds resources and parameters by one name, so these share their ids.
  IdTable taken(plan.resources.size() + plan.parameters.size());
  assign(plan.parameters, taken, scratch);
  assign(plan.resources, taken, scratch);
  assign_section(plan.mappings, scratch);
  assign_section(plan.conditions, scratch);
  assign_section(plan.rules, scratch);
  assign_section(plan.outputs, scratch);
}

}  // namespace omnitrack::synth
