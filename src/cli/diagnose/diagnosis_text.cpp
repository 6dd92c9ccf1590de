#include <algorithm>

#include "cli/deploy/failure_text.hpp"
#include "cli/diagnose/diagnosis_report.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/text_page.hpp"
#include "cli/page/wording.hpp"
#include "cli/stacks/resource_place.hpp"

namespace omnitrack::cli {

namespace {

using deploy::Diagnosis;
using deploy::StackEvent;

constexpr std::size_t most_levels = 10;

std::string_view words_for_failure(std::string_view status) {
  if (status.starts_with("CREATE")) return "could not be created";
  if (status.starts_with("UPDATE")) return "could not be updated";
  if (status.starts_with("DELETE")) return "could not be deleted";
  return status.starts_with("IMPORT") ? "could not be imported" : "failed";
}

class DiagnosisPage {
 public:
  DiagnosisPage(const Diagnosis& diagnosis, const ChosenStack& stack, const PageLook& look,
                const std::string& program)
      : diagnosis_(diagnosis), stack_(stack), page_(look), program_(program) {}

  std::string write() {
    add_state();
    if (diagnosis_.cause) add_failure("", *diagnosis_.cause);
    add_stopped();
    for (const StackEvent& each : diagnosis_.others) add_failure("also: ", each);
    if (diagnosis_.rollback_cause) add_failure("on the way back: ", *diagnosis_.rollback_cause);
    for (const deploy::FailedChangeSet& each : diagnosis_.change_sets) add_change_set(each);
    const bool has_cause = diagnosis_.cause || diagnosis_.rollback_cause;
    if (!has_cause && diagnosis_.change_sets.empty()) {
      page_.paragraph(0, "nothing failed", Style::mark,
                      "in what CloudFormation remembers of the stack");
    }
    add_what_follows();
    return page_.take();
  }

 private:
  void add_what_follows() {
    const std::string words = words_for_status(stack_.stack, diagnosis_.state.status, program_);
    if (words.empty()) return;
    page_.empty_line();
    page_.note(0, "now", words);
  }

  void add_state() {
    std::string words = "is in " + diagnosis_.state.status;
    if (!diagnosis_.state.last_updated.empty()) {
      words += ", changed " + diagnosis_.state.last_updated;
    }
    page_.paragraph(0, printable(stack_.stack), Style::bold, words);
    if (!diagnosis_.is_latest) {
      page_.note(0, "note", "what failed is from an operation before the last one");
    }
  }

  void add_failure(std::string_view label, const StackEvent& event) {
    const std::vector<std::string> nesting = nesting_of(event, diagnosis_);
    std::string head = std::string(label) + event.logical_id;
    if (!event.is_of_stack()) head += " (" + event.type_name + ')';
    std::string words(words_for_failure(event.status));
    if (!event.time.empty()) words += " at " + event.time;
    page_.empty_line();
    page_.paragraph(0, printable(head), Style::error, words);
    for (const std::string& each : nesting) page_.note(2, "in the nested stack", each);
    page_.note(2, "reason", event.reason.empty() ? "CloudFormation gives none" : event.reason);
    add_place(page_, 2, origin_of(event, diagnosis_, stack_), files_);
    page_.note(2, "hint", deploy::hint_for_reason(event.reason));
  }

  void add_stopped() {
    if (diagnosis_.stopped == 0) return;
    page_.note(2, "stopped with it", counted(diagnosis_.stopped, "resource"));
  }

  void add_change_set(const deploy::FailedChangeSet& change_set) {
    page_.empty_line();
    page_.paragraph(0, "the change set " + quoted_name(change_set.name), Style::error,
                    "could not be made at " + change_set.created);
    page_.note(2, "reason", change_set.reason);
    for (const deploy::Validation& each : change_set.validations) {
      page_.note(2, printable(each.logical_id + each.path), each.reason);
      add_place(page_, 4, origin_of_resource(stack_.own, each.logical_id), files_);
    }
    page_.note(2, "hint", deploy::hint_for_reason(change_set.reason));
  }

  const Diagnosis& diagnosis_;
  const ChosenStack& stack_;
  TextPage page_;
  const std::string& program_;
  SourceFiles files_;
};

}  // namespace

std::vector<std::string> nesting_of(const StackEvent& event, const Diagnosis& diagnosis) {
  std::vector<std::string> nesting;
  std::string_view inside = event.stack_id;
  while (inside != diagnosis.state.id && nesting.size() < most_levels) {
    const auto outer = std::ranges::find_if(diagnosis.events, [&](const StackEvent& each) {
      return each.physical_id == inside && !each.is_of_stack();
    });
    if (outer == diagnosis.events.end()) break;
    nesting.insert(nesting.begin(), outer->logical_id);
    inside = outer->stack_id;
  }
  return nesting;
}

const ElementOrigin* origin_of(const StackEvent& event, const Diagnosis& diagnosis,
                               const ChosenStack& stack) {
  if (event.stack_id == diagnosis.state.id) {
    return event.is_of_stack() ? nullptr : origin_of_resource(stack.own, event.logical_id);
  }
  const std::vector<std::string> nesting = nesting_of(event, diagnosis);
  if (nesting.empty()) return nullptr;
  // What a stack is split into is all the app's own.
  const bool is_part = stack.own != nullptr && nesting.size() == 1 &&
                       stack.own->find_part(nesting.front()) != nullptr;
  return origin_of_resource(stack.own, is_part ? event.logical_id : nesting.front());
}

std::string diagnosis_text(const Diagnosis& diagnosis, const ChosenStack& stack,
                           const Console& console) {
  const PageLook look = look_of(console);
  return DiagnosisPage(diagnosis, stack, look, console.program()).write();
}

}  // namespace omnitrack::cli
