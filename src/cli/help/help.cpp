#include "cli/help/help.hpp"

#include <algorithm>

#include "cli/help/exit_codes.hpp"
#include "cli/page/wrap.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::size_t max_width = 96;
constexpr std::size_t max_term = 48;

// One program is two things.
constexpr std::string_view about =
    "Writes, checks and compares the templates of the app that is built into it. "
    "validate, format, diff, graph, reach, import, schema and explain are for anybody's "
    "CloudFormation templates too.";

// One row of a section: what it is, and what is said of it.
struct Row {
  std::string term;
  std::string text;
};

std::string section(std::string_view title, const std::vector<Row>& rows) {
  if (rows.empty()) return {};
  std::size_t width = 0;
  for (const Row& row : rows) width = std::max(width, row.term.size());
  width = std::min(width, max_term);
  std::string text = '\n' + std::string(title) + ":\n";
  for (const Row& row : rows) {
    text.append("  ").append(row.term);
    if (row.term.size() > width) {
      text.append("\n").append(width + 4, ' ');
    } else {
      text.append(width - row.term.size() + 2, ' ');
    }
    text += wrapped(row.text, width + 4, max_width) + '\n';
  }
  return text;
}

std::string term_of(const Option& option) {
  std::string term(option.short_name);
  if (!term.empty()) term += ", ";
  term += option.long_name;
  if (!option.value_name.empty() && !option.is_positional()) {
    term.append(" ").append(option.value_name);
  }
  return term;
}

std::vector<Row> rows_of(const Options& options, bool positional) {
  std::vector<Row> rows;
  for (const Option& option : options) {
    if (option.is_positional() == positional) {
      rows.push_back({term_of(option), std::string(option.help)});
    }
  }
  return rows;
}

std::vector<Row> rows_of(const ConfigKeys& keys) {
  std::vector<Row> rows;
  for (const ConfigKeys::Key& key : keys.all()) {
    std::string text(key.help);
    text.append(" (").append(key.type);
    if (!key.default_value.empty()) text.append(", default ").append(key.default_value);
    rows.push_back({std::string(key.name), text + ')'});
  }
  return rows;
}

std::string with_program(std::string_view text, const std::string& program) {
  constexpr std::string_view mark = "PROGRAM";
  std::string result(text);
  const std::size_t at = result.find(mark);
  if (at != std::string::npos) result.replace(at, mark.size(), program);
  return result;
}

std::vector<Row> examples_of(const Session& session, const Verb& verb) {
  std::vector<Row> rows;
  for (const Example& example : verb.examples()) {
    rows.push_back({session.console.program() + ' ' + std::string(example.arguments),
                    with_program(example.does, session.console.program())});
  }
  return rows;
}

std::string configuration(const Session& session) {
  return section("Configuration keys, for --config and --set", rows_of(session.keys));
}

std::string exit_codes(const std::vector<ExitMeaning>& codes) {
  std::vector<Row> rows;
  rows.reserve(codes.size());
  for (const ExitMeaning& each : codes) {
    rows.push_back({std::to_string(each.code), std::string(each.means)});
  }
  return section("Exit codes", rows);
}

bool builds_the_app(const Options& options) {
  return std::any_of(options.begin(), options.end(), [](const Option& option) {
    return option.completes == Completes::config_key;
  });
}

std::string usage_of(const Option& argument) {
  const std::string name(argument.long_name);
  return " [" + name + (argument.is_repeatable() ? "...]" : "]");
}

}  // namespace

std::string program_help(const Session& session) {
  const std::string& program = session.console.program();
  Verb& first = *session.verbs.front();
  std::vector<Row> verbs;
  std::vector<Row> examples;
  for (const auto& verb : session.verbs) {
    verbs.push_back({std::string(verb->name()), std::string(verb->summary())});
    examples.push_back(examples_of(session, *verb).front());
  }
  verbs.front().text += " (without a verb, this is done)";
  return "Usage: " + program + " [VERB] [OPTION...]\n\n" + wrapped(about, 0, max_width) + '\n' +
         section("Verbs", verbs) +
         section("Options of every verb", rows_of(session.common_options, false)) +
         section("Options of " + std::string(first.name()), rows_of(first.options(), false)) +
         configuration(session) + section("Examples", examples) + exit_codes(program_exit_codes()) +
         '\n' + program + " help VERB says more about a verb.\n";
}

std::string verb_help(const Session& session, Verb& verb) {
  const Options options = verb.options();
  std::string text = "Usage: " + session.console.program() + ' ' + std::string(verb.name());
  for (const Option& option : options) {
    if (option.is_positional()) text += usage_of(option);
  }
  text += " [OPTION...]\n\n" + wrapped(verb.summary(), 0, max_width) + ".\n";
  text += section("Arguments", rows_of(options, true));
  text += section("Options", rows_of(options, false));
  text += section("Options of every verb", rows_of(session.common_options, false));
  if (builds_the_app(options)) text += configuration(session);
  return text + section("Examples", examples_of(session, verb)) +
         exit_codes(verb_exit_codes(verb.name()));
}

}  // namespace omnitrack::cli
