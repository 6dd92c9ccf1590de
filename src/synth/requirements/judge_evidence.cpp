#include "synth/requirements/judge_evidence.hpp"

#include <algorithm>

#include "meaning/condition_logic.hpp"
#include "meaning/exports.hpp"
#include "support/quoted.hpp"
#include "synth/is_in.hpp"
#include "synth/requirements/expectation.hpp"

namespace omnitrack::synth {

namespace {

using detail::Comparison;
using detail::EvidenceForm;
using detail::EvidenceSubject;
using support::quoted;
using tmpl::ResourceEntry;
using validate::Truth;

Expectation expectation_of(const EvidenceForm& form, const FinishedStack& in) {
  return {in, form.comparison, form.expected, form.target};
}

// What is made under a condition is not surely there.
std::string presence_problem(std::string_view condition) {
  return "is made only where the condition " + quoted(condition) +
         " holds and should always be made";
}

class Judge {
 public:
  Judge(const EvidenceForm& form, const EvidenceSearch& search) : form_(form), findings_(search) {}

  EvidenceResult judge() {
    switch (form_.subject) {
      case EvidenceSubject::construct:
        judge_construct();
        break;
      case EvidenceSubject::every:
        judge_every();
        break;
      case EvidenceSubject::some:
        judge_some();
        break;
      case EvidenceSubject::none:
        return judge_none();
      case EvidenceSubject::output:
        judge_output();
        break;
      case EvidenceSubject::exported:
        judge_exported();
        break;
      case EvidenceSubject::check:
        judge_check();
        break;
    }
    return told(findings_.holds());
  }

  EvidenceResult fail(std::string_view problem) {
    findings_.fails(problem);
    return told(false);
  }

 private:
  EvidenceResult told(bool holds) {
    EvidenceResult result = findings_.take(holds);
    if (findings_.search().wants_words) result.claim = claim();
    return result;
  }

  [[nodiscard]] const FinishedStacks& stacks() const { return findings_.search().stacks; }

  [[nodiscard]] std::string claim() const {
    if (form_.subject == EvidenceSubject::check) return std::string(form_.shows.text());
    const Expectation expectation = expectation_of(form_, stacks().front());
    if (form_.subject == EvidenceSubject::exported) {
      return "an output exports a value that " + expectation.claim();
    }
    std::string words = subject_words();
    if (form_.comparison == Comparison::exists) return words;
    const bool is_chosen =
        form_.subject == EvidenceSubject::some || form_.subject == EvidenceSubject::none;
    words += is_chosen && form_.where.empty() ? " whose " : ": ";
    return words.append(pointer_in_code(form_.pointer)).append(" ") + expectation.claim();
  }

  [[nodiscard]] std::string subject_words() const {
    if (form_.subject == EvidenceSubject::construct) return form_.construct->path();
    if (form_.subject == EvidenceSubject::output) {
      return "the output " + quoted(form_.construct->id());
    }
    std::string words(form_.subject == EvidenceSubject::every  ? every_word
                      : form_.subject == EvidenceSubject::some ? some_word
                                                               : "no ");
    words.append(form_.type);
    if (form_.construct != nullptr) words += " in " + quoted(form_.construct->path());
    if (!form_.where.empty()) {
      words.append(" whose ").append(form_.where).append(" ");
      words += Expectation(stacks().front(), Comparison::is, form_.where_value, nullptr).claim();
    }
    return words;
  }

  // The resources that the evidence is about, with those that only may be.
  [[nodiscard]] std::vector<const ResourceEntry*> candidates(const FinishedStack& in) const {
    std::vector<const ResourceEntry*> found = findings_.resources(in, form_.type, form_.construct);
    if (form_.where.empty()) return found;
    std::erase_if(found, [&](const ResourceEntry* each) { return fits(in, *each) == Truth::no; });
    return found;
  }

  // Whether a resource is among those that were chosen by a value.
  [[nodiscard]] Truth fits(const FinishedStack& in, const ResourceEntry& resource) const {
    if (form_.where.empty()) return Truth::yes;
    const Expectation wanted(in, Comparison::is, form_.where_value, nullptr);
    Truth all = Truth::yes;
    for (const PlacedValue& each :
         values_at(resource.member->value, "/Properties" + std::string(form_.where.text()))) {
      all = validate::all(all, wanted.holds_for(each));
    }
    return all;
  }

  [[nodiscard]] std::vector<PlacedValue> values_in(const tmpl::Node& whole) const {
    if (form_.comparison == Comparison::exists) return {{.pointer = {}, .value = nullptr}};
    return values_at(whole, form_.pointer);
  }

  [[nodiscard]] Truth truth_of(const PlacedValue& placed, const Expectation& wanted) const {
    return form_.comparison == Comparison::exists ? Truth::yes : wanted.holds_for(placed);
  }

  // A resource must show it by all that stands at the pointer.
  void judge_resource(const FinishedStack& in, const ResourceEntry& resource,
                      const Expectation& wanted) {
    for (const PlacedValue& each : values_in(resource.member->value)) {
      if (truth_of(each, wanted) == Truth::yes) {
        findings_.shows(in, resource, each);
      } else {
        findings_.fails(in, resource, each, wanted.wish());
      }
    }
  }

  void judge_construct() {
    const Resource* own = own_resource(*form_.construct);
    for (const FinishedStack& in : stacks()) {
      if (own == nullptr || !is_in(*own, in.stack())) continue;
      const ResourceEntry* resource = in.index().find_resource(own->logical_id());
      if (resource == nullptr) continue;
      check_presence(in, *resource);
      judge_resource(in, *resource, expectation_of(form_, in));
    }
  }

  void check_presence(const FinishedStack& in, const ResourceEntry& resource) {
    const std::string_view condition = meaning::condition_of(resource);
    if (condition.empty()) return;
    EvidencePlace place = place_of(in, resource, {});
    place.problem = presence_problem(condition);
    findings_.add(std::move(place));
  }

  void judge_every() {
    bool has_any = false;
    std::string_view condition;
    for (const FinishedStack& in : stacks()) {
      const Expectation wanted = expectation_of(form_, in);
      for (const ResourceEntry* each : candidates(in)) {
        judge_resource(in, *each, wanted);
        const std::string_view own = meaning::condition_of(*each);
        has_any = has_any || (own.empty() && fits(in, *each) == Truth::yes);
        if (!own.empty()) condition = own;
      }
    }
    if (has_any) return;
    std::string problem = "there is no " + subject_words().substr(every_word.size());
    if (!condition.empty())
      problem += " where the condition " + quoted(condition) + " does not hold";
    findings_.fails(problem + ", and there should be one");
  }

  void judge_some() {
    for (const FinishedStack& in : stacks()) {
      const Expectation wanted = expectation_of(form_, in);
      for (const ResourceEntry* each : candidates(in)) {
        const std::vector<PlacedValue> values = values_in(each->member->value);
        const bool shows = meaning::condition_of(*each).empty() && fits(in, *each) == Truth::yes &&
                           std::ranges::all_of(values, [&](const PlacedValue& value) {
                             return truth_of(value, wanted) == Truth::yes;
                           });
        if (!shows) continue;
        for (const PlacedValue& value : values) findings_.shows(in, *each, value);
      }
    }
    if (findings_.holds()) return;
    std::string problem = "there is no " + subject_words().substr(some_word.size());
    if (form_.comparison != Comparison::exists) {
      problem += " whose " + std::string(pointer_in_code(form_.pointer)) + ' ' +
                 expectation_of(form_, stacks().front()).claim();
    }
    findings_.fails(problem + ", and there should be one");
  }

  EvidenceResult judge_none() {
    for (const FinishedStack& in : stacks()) {
      const Expectation unwanted = expectation_of(form_, in);
      for (const ResourceEntry* each : candidates(in)) judge_unwanted(in, *each, unwanted);
    }
    return told(findings_.is_silent());
  }

  void judge_unwanted(const FinishedStack& in, const ResourceEntry& resource,
                      const Expectation& unwanted) {
    if (form_.comparison == Comparison::exists)
      return findings_.fails(in, resource, {}, "not be there");
    for (const PlacedValue& each : values_in(resource.member->value)) {
      if (truth_of(each, unwanted) == Truth::no) continue;
      EvidencePlace place = place_of(in, resource, each);
      place.problem = problem_of(each, "not " + unwanted.wish());
      findings_.add(std::move(place));
    }
  }

  void judge_output() {
    for (const FinishedStack& in : stacks()) {
      if (!is_in(*form_.construct, in.stack())) continue;
      const Expectation wanted = expectation_of(form_, in);
      for (const tmpl::Member& each : in.index().outputs()) {
        if (&in.construct_of_output(each.key()) != form_.construct) continue;
        for (const PlacedValue& value : values_in(each.value)) {
          EvidencePlace place = place_of_output(in, each, value);
          if (truth_of(value, wanted) != Truth::yes)
            place.problem = problem_of(value, wanted.wish());
          findings_.add(std::move(place));
        }
      }
    }
  }

  void judge_exported() {
    for (const FinishedStack& in : stacks()) {
      const Expectation wanted = expectation_of(form_, in);
      for (const meaning::Export& each : meaning::exports_of(in.index())) {
        const tmpl::Node* value = each.output->value.find("Value");
        if (value == nullptr || !each.condition().empty()) continue;
        const PlacedValue placed{"/Value", value};
        if (wanted.holds_for(placed) != Truth::yes) continue;
        findings_.add(place_of_output(in, *each.output, placed));
      }
    }
    if (findings_.holds()) return;
    findings_.fails("no output exports a value that " +
                    expectation_of(form_, stacks().front()).claim() + ", and one should");
  }

  static EvidencePlace place_of_output(const FinishedStack& in, const tmpl::Member& output,
                                       const PlacedValue& placed) {
    return place_of(in, output.key(), in.construct_of_output(output.key()), placed);
  }

  void judge_check() {
    EvidenceCheck check(findings_);
    form_.run(form_.object, check);
    if (findings_.is_silent())
      findings_.fails("nothing shows that " + std::string(form_.shows.text()));
  }

  static constexpr std::string_view every_word = "every ";
  static constexpr std::string_view some_word = "some ";

  const EvidenceForm& form_;
  EvidenceFindings findings_;
};

}  // namespace

const Resource* own_resource(const Construct& construct) {
  if (construct.construct_kind() == ConstructKind::resource) {
    return static_cast<const Resource*>(&construct);
  }
  for (const Construct* child = construct.first_child(); child != nullptr;
       child = child->next_sibling()) {
    if (child->construct_kind() == ConstructKind::resource && child->id().empty()) {
      return static_cast<const Resource*>(child);
    }
  }
  return nullptr;
}

EvidenceResult judge_evidence(const Evidence& evidence, const EvidenceSearch& search) {
  return Judge(evidence.form(), search).judge();
}

EvidenceResult failed_evidence(const Evidence& evidence, const EvidenceSearch& search,
                               std::string_view problem) {
  return Judge(evidence.form(), search).fail(problem);
}

}  // namespace omnitrack::synth
