#include "omnitrack/requirements.hpp"

#include "core/tree.hpp"

namespace omnitrack {

namespace {

using detail::EvidenceForm;
using detail::EvidenceSubject;

Text pointer_into_properties(std::string_view pointer) {
  return std::string("/Properties").append(pointer);
}

Text pointer_to_attribute(std::string_view name) { return std::string("/").append(name); }

EvidenceResources resources_of(EvidenceSubject subject, const Text& type) {
  EvidenceForm form;
  form.subject = subject;
  form.type = type;
  return EvidenceResources(form);
}

EvidenceValue value_of(EvidenceForm form, const Text& pointer) {
  form.pointer = pointer;
  return EvidenceValue(form);
}

EvidenceForm form_of(EvidenceSubject subject, const Construct& construct) {
  EvidenceForm form;
  form.subject = subject;
  form.construct = &construct;
  return form;
}

}  // namespace

EvidenceValue EvidenceResources::property(std::string_view pointer) const {
  return value_of(form_, pointer_into_properties(pointer));
}

EvidenceValue EvidenceResources::attribute(std::string_view name) const {
  return value_of(form_, pointer_to_attribute(name));
}

namespace evidence {

EvidenceValue property(const Construct& construct, std::string_view pointer) {
  return value_of(form_of(EvidenceSubject::construct, construct), pointer_into_properties(pointer));
}

EvidenceValue attribute(const Construct& construct, std::string_view name) {
  return value_of(form_of(EvidenceSubject::construct, construct), pointer_to_attribute(name));
}

EvidenceResources every(const Text& type) { return resources_of(EvidenceSubject::every, type); }
EvidenceResources some(const Text& type) { return resources_of(EvidenceSubject::some, type); }
EvidenceResources none(const Text& type) { return resources_of(EvidenceSubject::none, type); }

EvidenceValue output(const Output& output, std::string_view pointer) {
  return value_of(form_of(EvidenceSubject::output, output), pointer);
}

Evidence exported(const Value<Json>& value) {
  EvidenceForm form;
  form.subject = EvidenceSubject::exported;
  form.comparison = detail::Comparison::is;
  form.expected = value.node();
  return Evidence::from_form(form);
}

namespace internal {

Evidence check(const Text& shows, void* object, void (*run)(void* object, EvidenceCheck& check)) {
  EvidenceForm form;
  form.subject = EvidenceSubject::check;
  form.shows = shows;
  form.object = object;
  form.run = run;
  return Evidence::from_form(form);
}

}  // namespace internal
}  // namespace evidence

Requirement::Requirement(Attach at, const RequirementProps& props)
    : Construct(std::move(at)), props_(props) {
  TreeAccess::state(app()).requirements.push_back(this);
}

}  // namespace omnitrack
