#include "cli/parameters/template_values.hpp"

#include <algorithm>

#include "cli/report/located.hpp"
#include "meaning/known.hpp"
#include "meaning/no_echo.hpp"
#include "template/builder.hpp"

namespace omnitrack::cli {

namespace {

using tmpl::Node;
using validate::Finding;
using validate::GivenForm;

/// Whether a number is its own text, however the file that has it is read.
bool is_plain_number(std::string_view text) {
  const bool is_decimal = text.find_first_not_of("0123456789") == std::string_view::npos;
  return is_decimal && (text.size() == 1 || !text.starts_with('0'));
}

Node node_of(const GivenParameter& given) {
  const bool is_text = given.kind == tmpl::Kind::list || is_plain_number(*given.value);
  return tmpl::Builder::scalar(is_text ? tmpl::Kind::string : given.kind, *given.value, given.begin,
                               given.end);
}

/// Whether a text is put together by a script before anybody gets it, as by `envsubst`, or read by
/// CloudFormation where it is used.
bool is_filled_in_later(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("{{") != std::string_view::npos ||
         (text.size() > 1 && text.front() == '$');
}

/// Whether it is known what a parameter is given: CloudFormation itself shows `****` in place of
/// what is not to be shown.
bool is_known(const GivenParameter& given, const tmpl::ParameterEntry& parameter) {
  if (!given.value) return false;
  const bool is_hidden =
      *given.value == meaning::hidden_text && meaning::is_no_echo(parameter.member->value);
  return !is_hidden && (given.is_of_command_line() || !is_filled_in_later(*given.value));
}

/// Whether a value is for the template of a stack, which may be named with its folders, or without.
bool is_for(const GivenParameter& given, std::string_view stack) {
  if (given.stack.empty() || given.stack == stack) return true;
  return stack.ends_with(given.stack) && stack[stack.size() - given.stack.size() - 1] == '/';
}

validate::Findings problems_of(const GivenParameter& given, const tmpl::ParameterEntry& parameter) {
  validate::Findings found;
  validate::Reporter report(*given.in, found);
  validate::check_given_value(parameter, node_of(given), report);
  return found;
}

/// Where a name ends, with the quotes around it.
std::uint32_t end_of_name(const GivenParameter& given) {
  const std::string_view text = given.in->text().substr(given.name_begin);
  const bool is_quoted = text.starts_with('"') || text.starts_with('\'');
  const std::size_t size = given.name.size() + (is_quoted ? 2 : 0);
  return given.name_begin + static_cast<std::uint32_t>(std::min(size, text.size()));
}

}  // namespace

TemplateValues::TemplateValues(const GivenParameters& given)
    : given_(given),
      are_taken_(given.all.size()),
      are_hidden_(given.all.size()),
      problems_(given.problems) {}

void TemplateValues::hide_as_in(const tmpl::Index& index) {
  for (const tmpl::ParameterEntry& each : index.parameters()) {
    if (meaning::is_no_echo(each.member->value)) hidden_.emplace(each.name);
  }
}

meaning::GivenTexts TemplateValues::take(std::string_view stack, const tmpl::Index& index,
                                         Purpose purpose, validate::Findings& findings) {
  meaning::GivenTexts values;
  left_open_.clear();
  taken_.clear();
  GivenForm form = GivenForm::command_line;
  bool is_any = false;
  for (const tmpl::ParameterEntry& each : index.parameters()) known_.emplace(each.name);
  for (std::size_t i = 0; i < given_.all.size(); ++i) {
    const GivenParameter& each = given_.all[i];
    if (!is_for(each, stack)) continue;
    const tmpl::ParameterEntry* parameter = index.find_parameter(each.name);
    if (parameter == nullptr) continue;
    are_taken_[i] = is_any = true;
    const bool is_hidden = hidden_.contains(each.name);
    are_hidden_[i] = are_hidden_[i] || is_hidden;
    if (each.form == GivenForm::list) form = GivenForm::list;
    const bool is_hidden_by_other = is_hidden && !meaning::is_no_echo(parameter->member->value);
    // What follows from a value that is refused is no news.
    if (is_hidden_by_other || !is_known(each, *parameter) || !takes(each, *parameter, purpose)) {
      left_open_.insert(parameter->name);
      values.erase(std::string(parameter->name));
      continue;
    }
    left_open_.erase(parameter->name);
    taken_[parameter->name] = &each;
    values.insert_or_assign(each.name,
                            meaning::GivenText{*each.value, GivenParameters::source_of(each)});
  }
  if (is_any && purpose == Purpose::stack_made_anew) add_rest(index, form, values, findings);
  return values;
}

bool TemplateValues::takes(const GivenParameter& given, const tmpl::ParameterEntry& parameter,
                           Purpose purpose) {
  if (purpose == Purpose::stack_before_by_new) return problems_of(given, parameter).empty();
  const bool is_had = purpose == Purpose::stack_before && given_.are_deployed;
  return is_had || check(given, parameter);
}

bool TemplateValues::check_kept(const tmpl::ParameterEntry& parameter) {
  const auto found = taken_.find(parameter.name);
  return found == taken_.end() ||
         check(*found->second, parameter, " in NEW, and the stack keeps it");
}

bool TemplateValues::check(const GivenParameter& given, const tmpl::ParameterEntry& parameter,
                           std::string_view words) {
  validate::Findings found = problems_of(given, parameter);
  for (Finding& each : found) {
    each.message += words;
    if (told_.emplace(each.in, each.begin, each.message).second) {
      problems_.push_back(std::move(each));
    }
  }
  return found.empty();
}

void TemplateValues::add_rest(const tmpl::Index& index, GivenForm form, meaning::GivenTexts& values,
                              validate::Findings& findings) {
  validate::Reporter report(index.source(), findings);
  for (const tmpl::ParameterEntry& each : index.parameters()) {
    if (values.contains(each.name) || left_open_.contains(each.name)) continue;
    const Node* otherwise = each.member->value.find("Default");
    if (otherwise == nullptr) {
      validate::report_missing_value(each, form, report);
    } else if (const auto text = meaning::known_text(otherwise)) {
      values.emplace(each.name,
                     meaning::GivenText{std::string(*text), std::string(meaning::default_source)});
    }
  }
}

void TemplateValues::report_unknown() {
  const std::vector<std::string_view> known(known_.begin(), known_.end());
  for (std::size_t i = 0; i < given_.all.size(); ++i) {
    if (are_taken_[i]) continue;
    const GivenParameter& each = given_.all[i];
    // Whoever has a wrong name for it may give what is not to be shown.
    are_hidden_[i] = true;
    validate::Reporter report(*each.in, problems_);
    Node at;
    at.begin = each.name_begin;
    at.end = end_of_name(each);
    const std::string name = each.stack.empty() ? each.name : each.stack + '/' + each.name;
    validate::report_unknown_parameter(name, at, known, each.form, report);
  }
}

bool TemplateValues::show(const Console& console) {
  std::vector<Diagnostic> all;
  for (Finding& each : problems_) all.push_back(diagnostic_of(std::move(each)));
  problems_.clear();
  if (!all.empty()) console.show(all, false);
  return std::ranges::none_of(
      all, [](const Diagnostic& each) { return each.severity == Severity::error; });
}

meaning::HiddenPlaces TemplateValues::hidden_in(const tmpl::Template& in) const {
  std::vector<meaning::HiddenPlaces::Place> places;
  // Of a file that is not read whole it is not known what must not be shown.
  if (std::ranges::find(given_.problems, &in, &Finding::in) != given_.problems.end()) {
    places.push_back({0, in.text().size()});
    return meaning::HiddenPlaces(std::move(places));
  }
  for (std::size_t i = 0; i < given_.all.size(); ++i) {
    const GivenParameter& each = given_.all[i];
    if (are_hidden_[i] && each.in == &in) places.push_back({each.begin, each.end});
  }
  return meaning::HiddenPlaces(std::move(places));
}

bool is_of_command_line(std::string_view file) {
  return file.starts_with("--parameter ") || file.starts_with("--old-parameter ");
}

Diagnostic diagnostic_of(Finding finding) {
  Diagnostic made = located(finding, 0).diagnostic;
  if (is_of_command_line(made.file)) made.line = made.column = 0;
  return made;
}

}  // namespace omnitrack::cli
