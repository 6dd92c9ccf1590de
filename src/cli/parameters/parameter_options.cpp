#include "cli/parameters/parameter_options.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "cli/page/printable.hpp"
#include "cli/parameters/parameter_file.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::string_view file_help =
    "a file with values of parameters: that of the AWS CLI, of CodePipeline, of a deployment by "
    "Git, samconfig.toml, KEY=VALUE lines, or an object; repeatable, the later counts";

GivenParameter parsed(const std::string& text, std::string_view option, GivenParameters& given) {
  const std::size_t equals = text.find('=');
  const std::size_t slash = text.substr(0, equals).rfind('/');
  const std::size_t name_begin = slash == std::string::npos ? 0 : slash + 1;
  if (equals == std::string::npos || equals <= name_begin) {
    // What is left out may be the name before a value that nobody is to see.
    throw UsageError(
        std::string(option) + ' ' + printable(text.substr(0, equals)) + ": it is not KEY=VALUE",
        "write it as in 'Stage=prod'");
  }
  GivenParameter made{.stack = text.substr(0, name_begin == 0 ? 0 : slash),
                      .name = text.substr(name_begin, equals - name_begin),
                      .value = text.substr(equals + 1),
                      .form = validate::GivenForm::command_line};
  given.documents.emplace_back(std::string(option) + ' ' + made.name, "");
  made.in = &given.documents.back().source();
  return made;
}

}  // namespace

std::string GivenParameters::source_of(const GivenParameter& given) {
  if (given.is_of_command_line()) return given.in->file().substr(0, given.in->file().find(' '));
  if (given.in->text().empty()) return given.in->file();
  const tmpl::Place place = given.in->place(given.begin);
  return given.in->file() + ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
}

void ParameterOptions::add_to(Options& options) {
  options.push_back({.long_name = "--parameter",
                     .value_name = "[STACK/]KEY=VALUE",
                     .help = "the value of a template's parameter, whatever files say; repeatable",
                     .target = &values});
  options.push_back({.long_name = "--parameters",
                     .value_name = "FILE",
                     .help = file_help,
                     .target = &files,
                     .completes = Completes::file});
}

void ParameterOptions::add_old_to(Options& options) {
  value_option = "--old-parameter";
  file_option = "--old-parameters";
  options.push_back(
      {.long_name = "--old-parameter",
       .value_name = "[STACK/]KEY=VALUE",
       .help =
           "the value of a parameter in OLD; repeatable. Without any, OLD has those of --parameter",
       .target = &values});
  options.push_back(
      {.long_name = "--old-parameters",
       .value_name = "FILE",
       .help = "a file with the values of parameters in OLD, in any of these forms; repeatable",
       .target = &files,
       .completes = Completes::file});
}

std::size_t ParameterOptions::count_of_stdin() const {
  return static_cast<std::size_t>(std::ranges::count(files, "-"));
}

GivenParameters ParameterOptions::read() const {
  GivenParameters given;
  for (const std::string& each : files) read_parameter_file(each, file_option, given);
  for (const std::string& each : values) {
    given.all.push_back(parsed(each, value_option, given));
  }
  return given;
}

}  // namespace omnitrack::cli
