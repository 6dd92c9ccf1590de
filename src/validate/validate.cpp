#include "validate/validate.hpp"

#include <algorithm>
#include <optional>

#include "omnitrack/codes.hpp"
#include "validate/context.hpp"
#include "validate/document/given_rules.hpp"
#include "validate/functions/given_calls.hpp"
#include "validate/place_path.hpp"
#include "validate/retold.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

namespace {

// Checks what the transform of SAM makes, resource by resource. What is told twice, for each
// function that `Globals` is for, is told once, and not at all where SAM refuses the value.
void check_made(const Context& context, Findings& findings) {
  const std::size_t first = findings.size();
  check_sam(context, *context.made);
  const std::size_t first_of_made = findings.size();
  const Context made{context.made->made(), context.report};
  check_properties(made);
  check_services(made);
  check_service_rules(made);
  check_cycles(made);
  const auto is_told = [&](const Finding& each, std::size_t at) {
    for (std::size_t i = first; i < at; ++i) {
      const bool says_the_same =
          findings[i].code == each.code && findings[i].message == each.message;
      const bool is_refused = i < first_of_made && findings[i].code != each.code;
      if (findings[i].begin == each.begin && (says_the_same || is_refused)) {
        return true;
      }
    }
    return false;
  };
  std::size_t kept = first;
  for (std::size_t i = first; i < findings.size(); ++i) {
    if (is_told(findings[i], kept)) continue;
    if (kept != i) findings[kept] = std::move(findings[i]);
    ++kept;
  }
  findings.resize(kept);
  for (std::size_t i = first; i < kept; ++i) {
    Finding& each = findings[i];
    std::string path = path_at(context.index.source().root(), each.begin, each.end);
    if (!path.empty()) each.path = std::move(path);
  }
}

/// What SAM's transform makes of a template, where that is known.
class Made {
 public:
  explicit Made(const tmpl::Index& index) {
    if (index.uses_sam() && !index.may_rewrite_resources()) made_.emplace(index);
  }
  [[nodiscard]] const meaning::sam::Expansion* get() const { return made_ ? &*made_ : nullptr; }

 private:
  std::optional<meaning::sam::Expansion> made_;
};

// All that is decided by values alone.
void check_values(const Context& context, Findings& findings) {
  check_policies(context);
  if (context.made != nullptr) return check_made(context, findings);
  check_properties(context);
  check_services(context);
  check_service_rules(context);
  check_cycles(context);
}

// Says which parameters make a value what it is.
void name_parameters(const meaning::GivenTemplate& given, Finding& finding) {
  std::string_view separator = ", where ";
  for (const std::string_view each : given.parameters_in(finding.begin, finding.end)) {
    const meaning::GivenText& value = *given.find(each);
    finding.message.append(separator).append(each).append(" is ");
    finding.message.append(quoted_in_brief(value.text))
        .append(" (")
        .append(value.source)
        .append(")");
    separator = " and ";
  }
}

// Checks what given values make of the template, and drops what was found where they leave
// something out.
void check_given(const meaning::GivenTemplate& given, Findings& findings) {
  // CloudFormation reads what it leaves out, and refuses a template for the form of that, too. What
  // may be made is what is made, or it is told below.
  std::erase_if(findings, [&](const Finding& each) {
    return is_decided(given, each) ||
           (each.severity != Severity::error && given.leaves_out(each.begin));
  });
  const std::size_t first = findings.size();
  Reporter report(given.written().source(), findings);
  const Made made(given.index());
  check_values({given.index(), report, made.get()}, findings);
  check_given_calls(given, report);
  check_given_rules(given, report);
  for (std::size_t i = first; i < findings.size(); ++i) {
    Finding& each = findings[i];
    std::string path = path_at(given.written().source().root(), each.begin, each.end);
    if (!path.empty()) each.path = std::move(path);
    name_parameters(given, each);
  }
}

void tell_undecided(const Context& context) {
  const tmpl::Node* conditions = context.index.section("Conditions");
  if (conditions == nullptr || !context.index.is_undecided()) return;
  const Path top;
  context.report.info(codes::OT1840, *conditions, Path(top, "Conditions"),
                      "the conditions are too much to be worked out together: not all that "
                      "depends on them is checked",
                      "let resources share conditions");
}

void check_document(const Context& context, const meaning::GivenTemplate* given, Findings& own) {
  check_sections(context);
  check_limits(context);
  check_yaml_numbers(context);
  check_parameters(context);
  check_mappings(context);
  check_conditions(context);
  check_rules(context);
  check_resources(context);
  check_functions(context);
  check_dynamic_references(context);
  check_outputs(context);
  if (given == nullptr) {
    check_values(context, own);
  } else {
    check_given(*given, own);
  }
  tell_undecided(context);
}

}  // namespace

void check_template(const tmpl::Index& index, Findings& findings,
                    const meaning::GivenTemplate* given) {
  Findings own;
  Reporter report(index.source(), own);
  const Made made(index);
  const Context context{index, report, made.get()};
  if (!check_other_file(context)) check_document(context, given, own);
  apply_acknowledgements(context, own);
  std::stable_sort(own.begin(), own.end(),
                   [](const Finding& a, const Finding& b) { return a.begin < b.begin; });
  drop_retold(own);
  std::move(own.begin(), own.end(), std::back_inserter(findings));
}

}  // namespace omnitrack::validate
