#include <algorithm>
#include <charconv>
#include <span>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/graph/sources.hpp"
#include "cli/page/printable.hpp"
#include "cli/parameters/parameter_options.hpp"
#include "cli/parameters/template_values.hpp"
#include "cli/reach/asked_action.hpp"
#include "cli/reach/ends.hpp"
#include "cli/reach/reach_report.hpp"
#include "cli/report/located.hpp"
#include "cli/session.hpp"
#include "cli/templates/nested.hpp"
#include "cli/templates/place.hpp"
#include "cli/verbs.hpp"
#include "validate/document/shapes.hpp"

namespace omnitrack::cli {

namespace {

using graph::Verdict;

constexpr int last_port = 65535;

/// `443`, `53/udp`
graph::Port parse_port(const std::string& text) {
  const std::size_t slash = text.find('/');
  const std::string number = text.substr(0, slash);
  graph::Port port;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), port.number);
  const bool is_number = read.ec == std::errc() && read.ptr == number.data() + number.size();
  if (slash != std::string::npos) port.protocol = text.substr(slash + 1);
  const bool is_protocol = port.protocol == "tcp" || port.protocol == "udp";
  if (!is_number || port.number < 1 || port.number > last_port || !is_protocol) {
    throw UsageError("--port '" + printable(text) + "' is no port",
                     "name it as in '443' or '53/udp'");
  }
  return port;
}

class ReachVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "reach"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Tell whether one resource reaches another, over the network and by permission, and why";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"reach internet RedisCluster templates", "whether the internet gets to the cache"},
            {"reach internet Database template.yaml --expect no", "the same, to gate in a CI"},
            {"reach WebServer Database template.yaml --port 5432", "at one port"},
            {"reach WebServer Database template.yaml --parameter Stage=prod",
             "where a parameter has a value"},
            {"reach ApiFunction MainTable", "in what the app makes: with the actions that it may"},
            {"reach ApiFunction MainTable --action dynamodb:PutItem", "one action"}};
  }

  Options options() override {
    Options options{
        {.long_name = "FROM",
         .help = "the logical id of a resource, 'internet', or an address on the internet; "
                 "STACK/ID where several stacks have it; of the app's own also a construct's path",
         .target = &from_},
        {.long_name = "TO", .help = "the logical id of a resource, or 'internet'", .target = &to_},
        {.long_name = "TEMPLATE",
         .help = "templates, folders of templates, or - for standard input: one app together; the "
                 "app's own templates where none is named",
         .target = &templates_,
         .completes = Completes::file},
        {.long_name = "--account",
         .value_name = "NUMBER",
         .help = "the account that the stacks are in, where they do not say it: 12 digits",
         .target = &place_.account},
        {.long_name = "--action",
         .value_name = "ACTION",
         .help = "ask for one action alone, such as dynamodb:PutItem",
         .target = &action_},
        {.long_name = "--expect",
         .value_name = "ANSWER",
         .help = "end with 0 where the answer is this one, else with 2",
         .target = &expected_,
         .choices = {"yes", "no"}},
        {.long_name = "--json", .help = "write the answer as JSON", .target = &json_},
        {.long_name = "--port",
         .value_name = "PORT",
         .help = "ask for one port alone, such as 443 or 53/udp",
         .target = &port_},
        {.long_name = "--region",
         .value_name = "REGION",
         .help = "the region that the stacks are in, where they do not say it; else AWS_REGION",
         .target = &place_.region},
    };
    parameters_.add_to(options);
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    check_usage();
    const Console& console = session.console;
    std::vector<Side> sides;
    if (!read(session, sides)) return ExitCode::failed;
    graph::Stacks stacks = stacks_of(sides);
    GivenParameters said = parameters_.read();
    TemplateValues problems(said);
    if (!problems.show(console)) return ExitCode::failed;
    const ParameterValues given = values_in(stacks, said);
    stacks.give(given);
    ReachReport report = asked(stacks, sides);
    if (report.reach.verdict == Verdict::perhaps) add_defaults(sides, given, report);
    console.print(json_ ? reach_json(report) : reach_text(report, console));
    return exit_code_of(report);
  }

 private:
  void check_usage() const {
    if (!from_ || !to_) {
      throw UsageError("two ends are needed", "name them: reach FROM TO [TEMPLATE]...");
    }
    if (std::ranges::find(templates_, "") != templates_.end()) {
      throw UsageError("the name of a file is empty");
    }
    const auto on_stdin = static_cast<std::size_t>(std::ranges::count(templates_, "-"));
    if (on_stdin + parameters_.count_of_stdin() > 1) {
      throw UsageError("standard input can be read only once", "name - once");
    }
    if (!templates_.empty() && app_.is_any_given()) {
      throw UsageError("--config, --set, --lock and --no-lock are for the app's own templates",
                       "leave them out, or the files");
    }
    if (action_) check_action(*action_);
    check_place(place_);
  }

  bool read(Session& session, std::vector<Side>& sides) const {
    const Console& console = session.console;
    if (templates_.empty()) {
      SynthOptions options;
      options.origins = true;
      Synthesis synthesis = make_app(session, app_, options);
      if (!synthesis.ok()) return false;
      sides.push_back(side_of_app(std::move(synthesis), console.program()));
    }
    for (const std::string& each : templates_) sides.push_back(read_side(each, console));
    check_names(sides);
    read_nested(sides, console);
    bool is_readable = true;
    for (Side& each : sides) {
      if (!templates_.empty()) add_shapeless(each);
      if (!each.problems.empty()) console.show(each.problems, false);
      is_readable = is_readable && each.problems.empty();
    }
    return is_readable;
  }

  /// Adds what of the templates could not be read for what it is.
  static void add_shapeless(Side& side) {
    validate::Findings findings;
    for (const SideTemplate& each : side.templates) {
      validate::check_shapes(each.document.index(), findings);
    }
    for (validate::Finding& each : findings) {
      side.problems.push_back(located(each, 0).diagnostic);
    }
  }

  static void check_names(const std::vector<Side>& sides) {
    for (std::size_t i = 0; i < sides.size(); ++i) {
      for (const SideTemplate& each : sides[i].templates) {
        for (const Side& other : std::span(sides).first(i)) {
          const SideTemplate* same = other.find(each.name);
          if (same != nullptr) throw two_templates_of(*same, each.document.file());
        }
      }
    }
  }

  [[nodiscard]] graph::Stacks stacks_of(const std::vector<Side>& sides) const {
    const bool is_any =
        std::ranges::any_of(sides, [](const Side& side) { return !side.templates.empty(); });
    if (!is_any) throw Failure("there is no template to ask about");
    return joined_stacks(sides, place_);
  }

  void add_defaults(const std::vector<Side>& sides, const ParameterValues& given,
                    ReachReport& report) const {
    graph::Stacks stacks = stacks_of(sides);
    report.with_defaults = with_defaults(stacks, given, [&](const ParameterValues& values) {
      stacks.give(values);
      const auto reach = graph::Reaching(stacks).ask(report.from, report.to, question());
      return reach ? reach->verdict : Verdict::perhaps;
    });
  }

  [[nodiscard]] graph::ReachQuestion question() const {
    graph::ReachQuestion question;
    if (port_) question.port = parse_port(*port_);
    if (action_) question.action = *action_;
    return question;
  }

  [[nodiscard]] ReachReport asked(const graph::Stacks& stacks,
                                  const std::vector<Side>& sides) const {
    const graph::Reaching reaching(stacks);
    ReachReport report{.from = end_of_name(stacks, reaching, sides, *from_),
                       .to = end_of_name(stacks, reaching, sides, *to_),
                       .port = port_.value_or(""),
                       .action = action_.value_or(""),
                       .stacks = &stacks,
                       .sides = &sides};
    const graph::ReachQuestion asking = question();
    if (action_) {
      check_action_fits(*action_, report.to, reaching.permissions().services_of(report.to));
    }
    auto reach = reaching.ask(report.from, report.to, asking);
    if (!reach) {
      throw Failure(
          "no way from " + quoted_name(*from_) + " to " + quoted_name(*to_) + " is modelled",
          "ask about what connects or acts, and about what is connected to or acted on");
    }
    report.reach = std::move(*reach);
    return report;
  }

  [[nodiscard]] int exit_code_of(const ReachReport& report) const {
    if (expected_) {
      return name_of(report.reach.verdict) == *expected_ ? ExitCode::done : ExitCode::differs;
    }
    switch (report.reach.verdict) {
      case Verdict::yes:
        return ExitCode::done;
      case Verdict::no:
        return ExitCode::differs;
      case Verdict::perhaps:
        break;
    }
    return ExitCode::is_unsure;
  }

  std::optional<std::string> from_;
  std::optional<std::string> to_;
  std::vector<std::string> templates_;
  std::optional<std::string> action_;
  std::optional<std::string> expected_;
  std::optional<std::string> port_;
  ParameterOptions parameters_;
  bool json_ = false;
  PlaceOptions place_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_reach_verb() { return std::make_unique<ReachVerb>(); }

}  // namespace omnitrack::cli
