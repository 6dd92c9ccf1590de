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

Node node_of(const GivenParameter& given) {
  const bool is_list = given.kind == tmpl::Kind::list;
  return tmpl::Builder::scalar(is_list ? tmpl::Kind::string : given.kind, *given.value, given.begin,
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

meaning::GivenTexts TemplateValues::take(std::string_view stack, const tmpl::Index& index,
                                         Purpose purpose, validate::Findings& findings) {
  meaning::GivenTexts values;
  std::set<std::string_view> kept;
  GivenForm form = GivenForm::command_line;
  bool is_any = false;
  for (const tmpl::ParameterEntry& each : index.parameters()) known_.emplace(each.name);
  for (std::size_t i = 0; i < given_.all.size(); ++i) {
    const GivenParameter& each = given_.all[i];
    if (!is_for(each, stack)) continue;
    const tmpl::ParameterEntry* parameter = index.find_parameter(each.name);
    if (parameter == nullptr) continue;
    are_taken_[i] = is_any = true;
    are_hidden_[i] = are_hidden_[i] || meaning::is_no_echo(parameter->member->value);
    if (each.form == GivenForm::list) form = GivenForm::list;
    if (!is_known(each, *parameter)) {
      kept.insert(parameter->name);
      continue;
    }
    // What follows from a value that is refused is no news.
    if (purpose != Purpose::stack_before && !check(each, *parameter)) {
      kept.insert(parameter->name);
      continue;
    }
    values.insert_or_assign(each.name,
                            meaning::GivenText{*each.value, GivenParameters::source_of(each)});
  }
  if (is_any && purpose == Purpose::stack_made_anew) add_rest(index, kept, form, values, findings);
  return values;
}

bool TemplateValues::check(const GivenParameter& given, const tmpl::ParameterEntry& parameter) {
  validate::Findings found;
  validate::Reporter report(*given.in, found);
  validate::check_given_value(parameter, node_of(given), report);
  for (Finding& each : found) {
    if (told_.emplace(each.in, each.begin, each.message).second) {
      problems_.push_back(std::move(each));
    }
  }
  return found.empty();
}

void TemplateValues::add_rest(const tmpl::Index& index, const std::set<std::string_view>& kept,
                              GivenForm form, meaning::GivenTexts& values,
                              validate::Findings& findings) {
  validate::Reporter report(index.source(), findings);
  for (const tmpl::ParameterEntry& each : index.parameters()) {
    if (values.contains(each.name) || kept.contains(each.name)) continue;
    const Node* otherwise = each.member->value.find("Default");
    if (otherwise == nullptr) {
      validate::report_missing_value(each, form, report);
    } else if (const auto text = meaning::known_text(otherwise)) {
      values.emplace(each.name, meaning::GivenText{std::string(*text), "its default"});
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
  for (std::size_t i = 0; i < given_.all.size(); ++i) {
    const GivenParameter& each = given_.all[i];
    if (are_hidden_[i] && each.in == &in) places.push_back({each.begin, each.end});
  }
  return meaning::HiddenPlaces(std::move(places));
}

Diagnostic diagnostic_of(Finding finding) {
  Diagnostic made = located(finding, 0).diagnostic;
  if (made.file.starts_with("--parameter ")) made.line = made.column = 0;
  return made;
}

}  // namespace omnitrack::cli
