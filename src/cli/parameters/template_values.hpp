#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "cli/console.hpp"
#include "cli/parameters/given_parameter.hpp"
#include "meaning/given_template.hpp"
#include "meaning/no_echo.hpp"
#include "omnitrack/diagnostics.hpp"

namespace omnitrack::cli {

/// What a template gets its values for.
enum class Purpose : std::uint8_t {
  stack_made_anew,     ///< others have their defaults, and that one has none is told
  stack_now,           ///< what it gets is checked, and others stay open
  stack_before,        ///< the same of what it has
  stack_before_by_new  ///< what it does not take stays open: it is meant for what comes then
};

/// Which template gets what of all that is given. Values are checked against the templates that
/// they are for.
class TemplateValues {
 public:
  /// `given` must outlive this.
  explicit TemplateValues(const GivenParameters& given);

  /// Hides the values of parameters that a template hides from all others too. Must be called for
  /// each template before any takes its values.
  void hide_as_in(const tmpl::Index& index);
  /// The values for a template, by the name of its stack. What is missing goes to `findings`.
  meaning::GivenTexts take(std::string_view stack, const tmpl::Index& index, Purpose purpose,
                           validate::Findings& findings);
  /// Whether a parameter of another template takes the value that the last taking gave it, which
  /// its stack keeps; else that is told.
  bool check_kept(const tmpl::ParameterEntry& parameter);
  /// The parameters whose values the last taking left open.
  [[nodiscard]] const std::set<std::string_view>& left_open() const { return left_open_; }
  /// Tells what no template took.
  void report_unknown();

  [[nodiscard]] bool is_any() const { return !given_.all.empty(); }
  /// Shows what is wrong with the values; false where something is an error.
  bool show(const Console& console);
  /// What is wrong with the values, each where it stands.
  [[nodiscard]] validate::Findings& problems() { return problems_; }
  /// Where a text has values that are not to be shown; all of one that is wrong.
  [[nodiscard]] meaning::HiddenPlaces hidden_in(const tmpl::Template& in) const;

 private:
  bool takes(const GivenParameter& given, const tmpl::ParameterEntry& parameter, Purpose purpose);
  /// Whether a parameter takes a value; else that is told, with some words behind it.
  bool check(const GivenParameter& given, const tmpl::ParameterEntry& parameter,
             std::string_view words = {});
  void add_rest(const tmpl::Index& index, validate::GivenForm form, meaning::GivenTexts& values,
                validate::Findings& findings);

  const GivenParameters& given_;
  std::vector<bool> are_taken_;
  std::vector<bool> are_hidden_;
  std::set<std::string> known_;
  std::set<std::string, std::less<>> hidden_;
  std::set<std::string_view> left_open_;
  validate::Findings problems_;
  std::set<std::tuple<const tmpl::Template*, std::uint32_t, std::string>> told_;
  std::map<std::string_view, const GivenParameter*> taken_;  // by the last taking
};

/// Whether a text of values is of the command line, by what stands in place of its file.
bool is_of_command_line(std::string_view file);

/// A finding in what is given, with its place; that of the command line has none.
Diagnostic diagnostic_of(validate::Finding finding);

}  // namespace omnitrack::cli
