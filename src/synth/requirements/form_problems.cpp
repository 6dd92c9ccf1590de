#include "synth/requirements/form_problems.hpp"

#include "meaning/value_spec.hpp"
#include "schema/schema.hpp"
#include "support/edit_distance.hpp"
#include "support/json_pointer.hpp"
#include "support/quoted.hpp"
#include "synth/requirements/judge_evidence.hpp"
#include "synth/resource_form.hpp"
#include "validate/values/pattern_match.hpp"

namespace omnitrack::synth {

namespace {

using detail::Comparison;
using detail::EvidenceForm;
using detail::EvidenceSubject;
using schema::Accepts;
using support::quoted;

// Whether nothing is known of what lies below.
bool is_open(const meaning::ValueSpec& spec) {
  return spec.type->accepts() & Accepts::json || spec.type->accepts() & Accepts::tag;
}

bool is_item_step(std::string_view step) {
  return step == "*" || step.find_first_not_of("0123456789") == std::string_view::npos;
}

meaning::ValueSpec spec_below(const meaning::ValueSpec& spec, const std::string& step) {
  const bool is_list = spec.type->accepts() & Accepts::list;
  return is_list && is_item_step(step) ? meaning::item_spec(spec)
                                       : meaning::member_spec(spec, step);
}

void add_names(const schema::Shape& shape, std::vector<std::string_view>& names) {
  for (std::uint32_t i = 0; i < shape.property_count(); ++i)
    names.push_back(shape.property(i).name());
}

// What a step out of a value may be called; out of the properties where the value is unknown.
std::vector<std::string_view> names_in(const schema::ResourceType& type,
                                       const meaning::ValueSpec& value) {
  std::vector<std::string_view> names;
  if (!value.type) add_names(type.shape(), names);
  for (std::uint32_t i = 0; value.type && i < value.type->shape_count(); ++i)
    add_names(value.type->shape(i), names);
  return names;
}

// A step of a pointer that leads nowhere.
struct ImpossibleStep {
  std::string name = {};
  std::vector<std::string_view> right_names = {};
};

// The first step of a pointer into the properties that no resource of a type can have; unnamed
// where all may be.
ImpossibleStep impossible_step(const schema::ResourceType& type, std::string_view pointer) {
  tmpl::ResourceEntry entry;
  entry.type = type;
  meaning::ValueSpec spec;
  for (bool is_first = true; !pointer.empty(); is_first = false) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    std::string step = support::key_of_pointer_step(pointer.substr(1, end - 1));
    pointer.remove_prefix(end);
    if (!is_first && is_open(spec)) return {};
    const meaning::ValueSpec above = spec;
    spec = is_first ? meaning::spec_of(entry, step) : spec_below(spec, step);
    if (!spec.type) return {std::move(step), names_in(type, above)};
  }
  return {};
}

class FormCheck {
 public:
  FormCheck(const EvidenceForm& form, std::vector<FormProblem>& problems)
      : form_(form), problems_(problems) {}

  void check() {
    check_pattern();
    if (form_.subject == EvidenceSubject::check) return check_words();
    const std::string_view type = checked_type();
    check_pointer(type, form_.pointer);
    if (!form_.where.empty()) {
      check_pointer(type, std::string("/Properties").append(form_.where));
    }
  }

 private:
  void check_pattern() {
    if (form_.comparison != Comparison::matches) return;
    const std::string_view pattern = form_.expected.string();
    if (validate::CompiledPattern(pattern).is_valid()) return;
    problems_.push_back({quoted(pattern) + " is no regular expression"});
  }

  void check_words() {
    if (!form_.shows.empty()) return;
    problems_.push_back({"a check does not say what it shows",
                         "say it in words: check(\"each bucket refuses calls without TLS\", …)"});
  }

  // The type of the resources that the evidence is about; empty where nothing is known of it.
  std::string_view checked_type() {
    if (form_.subject == EvidenceSubject::construct) return type_of_construct();
    const std::string_view type = form_.type;
    if (!type.starts_with("AWS::") || schema::find_type(type)) return type;
    problems_.push_back({"there is no resource type " + quoted(type),
                         support::did_you_mean(type, schema::type_names())});
    return {};
  }

  std::string_view type_of_construct() {
    if (const Resource* own = own_resource(*form_.construct)) return written_type(*own);
    problems_.push_back({quoted(form_.construct->path()) + " stands for no resource of its own",
                         "name one that it makes, or every(TYPE).in(it)"});
    return {};
  }

  void check_pointer(std::string_view type, std::string_view pointer) {
    constexpr std::string_view properties = "/Properties";
    if (!pointer.starts_with(properties)) return;
    pointer.remove_prefix(properties.size());
    if (!pointer.starts_with('/')) {
      problems_.push_back({quoted(pointer) + " is no JSON pointer",
                           "begin it with a slash, as in '/Tags/0/Value'"});
      return;
    }
    const auto known = schema::find_type(type);
    if (!known) return;
    const ImpossibleStep step = impossible_step(*known, pointer);
    if (step.name.empty()) return;
    std::string hint = support::did_you_mean(step.name, step.right_names);
    if (hint.empty()) hint = "the verb schema shows the properties: schema " + std::string(type);
    problems_.push_back({"no " + std::string(type) + " has anything at " + quoted(pointer) +
                             ": it has no " + quoted(step.name) + " there",
                         std::move(hint)});
  }

  const EvidenceForm& form_;
  std::vector<FormProblem>& problems_;
};

}  // namespace

std::vector<FormProblem> form_problems(const RequirementProps& requirement) {
  std::vector<FormProblem> problems;
  if (requirement.text.empty()) problems.push_back({"it has no text", "say what is required"});
  if (requirement.evidence.empty()) {
    problems.push_back({"nothing is to show it", "give it evidence"});
  }
  return problems;
}

std::vector<FormProblem> form_problems(const Evidence& evidence) {
  std::vector<FormProblem> problems;
  FormCheck(evidence.form(), problems).check();
  return problems;
}

}  // namespace omnitrack::synth
