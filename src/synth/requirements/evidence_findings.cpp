#include "synth/requirements/evidence_findings.hpp"

#include "meaning/known.hpp"
#include "support/json_pointer.hpp"
#include "synth/is_in.hpp"
#include "template/write_json.hpp"

namespace omnitrack::synth {

namespace {

// Enough to tell what is meant; a function's code can stand in a property.
constexpr std::size_t longest_value = 80;

std::string shortened(std::string text) {
  if (text.size() <= longest_value) return text;
  std::size_t end = longest_value;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text += "…";
}

// The first value at a pointer into the properties, for words.
PlacedValue first_at(const tmpl::ResourceEntry& resource, std::string_view pointer) {
  if (pointer.empty()) return {};
  return values_at(resource.member->value, std::string("/Properties").append(pointer)).front();
}

}  // namespace

std::string_view pointer_in_code(std::string_view pointer) {
  constexpr std::string_view properties = "/Properties/";
  return pointer.starts_with(properties) ? pointer.substr(properties.size() - 1) : pointer;
}

std::string problem_of(const PlacedValue& placed, std::string_view should) {
  std::string text(pointer_in_code(placed.pointer));
  if (placed.value == nullptr) {
    text += " is not set and should ";
  } else {
    const bool is_open = placed.is_hidden || placed.value->is_call();
    text += " is " + shortened(tmpl::json_of(*placed.value));
    text += is_open ? ", which only the deployment resolves, and should " : " and should ";
  }
  return text.append(should);
}

EvidencePlace place_of(const FinishedStack& in, std::string_view logical_id,
                       const Construct& construct, const PlacedValue& placed) {
  return {.stack = std::string(in.stack().name()),
          .logical_id = std::string(logical_id),
          .path = construct.path(),
          .pointer = placed.pointer,
          .value = placed.value == nullptr ? std::string() : tmpl::json_of(*placed.value),
          .source = construct.source()};
}

EvidencePlace place_of(const FinishedStack& in, const tmpl::ResourceEntry& resource,
                       const PlacedValue& placed) {
  EvidencePlace place = place_of(in, resource.logical_id, in.construct_of(resource), placed);
  place.type = resource.type_name;
  return place;
}

std::vector<const tmpl::ResourceEntry*> EvidenceFindings::resources(const FinishedStack& in,
                                                                    std::string_view type,
                                                                    const Construct* within) const {
  std::vector<const tmpl::ResourceEntry*> found = in.resources(type);
  std::erase_if(found, [&](const tmpl::ResourceEntry* each) {
    const Construct& construct = in.construct_of(*each);
    return !is_in(construct, search_.scope) || (within != nullptr && !is_in(construct, *within));
  });
  return found;
}

std::vector<FinishedResource> EvidenceFindings::resources(std::string_view type) const {
  std::vector<FinishedResource> found;
  for (const FinishedStack& in : search_.stacks) {
    for (const tmpl::ResourceEntry* each : resources(in, type, nullptr)) {
      found.emplace_back(in, *each);
    }
  }
  return found;
}

void EvidenceFindings::add(EvidencePlace place) {
  (place.problem.empty() ? has_shown_ : has_failed_) = true;
  result_.places.push_back(std::move(place));
}

void EvidenceFindings::shows(const FinishedStack& in, const tmpl::ResourceEntry& resource,
                             const PlacedValue& placed) {
  has_shown_ = true;
  if (search_.wants_words) add(place_of(in, resource, placed));
}

void EvidenceFindings::fails(const FinishedStack& in, const tmpl::ResourceEntry& resource,
                             const PlacedValue& placed, std::string_view should) {
  EvidencePlace place = place_of(in, resource, placed);
  place.problem =
      placed.pointer.empty() ? std::string("should ").append(should) : problem_of(placed, should);
  add(std::move(place));
}

void EvidenceFindings::shows(const FinishedResource& resource, std::string_view pointer) {
  has_shown_ = true;
  if (!search_.wants_words) return;
  shows(*resource.in_, *resource.entry_, first_at(*resource.entry_, pointer));
}

void EvidenceFindings::fails(const FinishedResource& resource, std::string_view pointer,
                             std::string_view should) {
  fails(*resource.in_, *resource.entry_, first_at(*resource.entry_, pointer), should);
}

void EvidenceFindings::fails(std::string_view problem) {
  has_failed_ = true;
  if (!result_.problem.empty()) result_.problem += "; ";
  result_.problem.append(problem);
}

EvidenceResult EvidenceFindings::take(bool holds) {
  result_.holds = holds;
  return std::move(result_);
}

}  // namespace omnitrack::synth

namespace omnitrack {

FinishedValue FinishedValue::at(std::string_view pointer) const {
  if (value_ == nullptr) return *this;
  const std::vector<synth::PlacedValue> found = synth::values_at(*value_, pointer);
  const bool is_there = found.size() == 1 && !found.front().is_hidden;
  return {*in_, is_there ? found.front().value : nullptr};
}

std::vector<FinishedValue> FinishedValue::items() const {
  std::vector<FinishedValue> found;
  if (value_ == nullptr) return found;
  if (!value_->is(tmpl::Kind::list)) return {*this};
  for (const tmpl::Node& each : value_->items()) found.emplace_back(*in_, &each);
  return found;
}

std::string_view FinishedValue::text() const {
  return meaning::known_text(value_).value_or(std::string_view());
}

bool FinishedValue::refers_to(const Construct& construct) const {
  return value_ != nullptr && in_->refers_to(*value_, construct);
}

std::string FinishedValue::json() const {
  return value_ == nullptr ? std::string() : tmpl::json_of(*value_);
}

std::string_view FinishedResource::logical_id() const { return entry_->logical_id; }
std::string_view FinishedResource::type() const { return entry_->type_name; }
const Construct& FinishedResource::construct() const { return in_->construct_of(*entry_); }

FinishedValue FinishedResource::property(std::string_view pointer) const {
  return FinishedValue(*in_, entry_->properties).at(pointer);
}

std::vector<FinishedResource> EvidenceCheck::resources(std::string_view type) const {
  return findings_.resources(type);
}

void EvidenceCheck::shows(const FinishedResource& resource, std::string_view pointer) {
  findings_.shows(resource, pointer);
}

void EvidenceCheck::fails(const FinishedResource& resource, std::string_view pointer,
                          std::string_view should) {
  findings_.fails(resource, pointer, should);
}

void EvidenceCheck::fails(std::string_view problem) { findings_.fails(problem); }

}  // namespace omnitrack
