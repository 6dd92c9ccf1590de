#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/graph/changes.hpp"
#include "cli/graph/findings.hpp"
#include "cli/graph/graph_formats.hpp"
#include "cli/graph/read_sides.hpp"
#include "cli/graph/requirements.hpp"
#include "cli/graph/sources.hpp"
#include "cli/log.hpp"
#include "cli/page/format.hpp"
#include "cli/parameters/given_sides.hpp"
#include "cli/parameters/parameter_options.hpp"
#include "cli/session.hpp"
#include "cli/templates/place.hpp"
#include "cli/verbs.hpp"
#include "graph/layout/dot_run.hpp"
#include "graph/layout/layout.hpp"
#include "graph/views/all_views.hpp"

namespace omnitrack::cli {

namespace {

class GraphVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "graph"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Draw what templates build: architecture, network, permissions, data flow, changes";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"graph -o app.html", "the app, all views in one file that opens offline"},
            {"graph template.yaml -o picture.svg", "the architecture of any template"},
            {"graph network.yaml app.yaml -o both.html", "several stacks in one picture"},
            {"graph --old templates --format svg -o change.svg",
             "what the app changes, for a pull request"},
            {"graph template.json --format mermaid --view data-flow", "a flowchart for Markdown"}};
  }

  Options options() override {
    Options options{
        {.long_name = "TEMPLATE",
         .help = "templates, folders of templates, or - for standard input; what the app makes "
                 "where none is named",
         .target = &arguments_,
         .completes = Completes::file},
        {.long_name = "--format",
         .value_name = "FORMAT",
         .help = format_help_,
         .target = &format_,
         .choices = names_of(graph_formats)},
        {.long_name = "--view",
         .value_name = "VIEW",
         .help = "what svg, mermaid and dot show: the architecture where nothing is said, or with "
                 "--old the change",
         .target = &view_,
         .choices = view_names()},
        {.long_name = "--old",
         .value_name = "OLD",
         .help = "draw what changes from OLD on, a template or a folder of templates",
         .target = &old_,
         .completes = Completes::file},
        {.long_name = "--output",
         .short_name = "-o",
         .value_name = "FILE",
         .help = "write to a file instead of standard output, as - does too",
         .target = &output_,
         .completes = Completes::file},
        {.long_name = "--account",
         .value_name = "NUMBER",
         .help = "the account that the stacks are in, where they do not say it: 12 digits",
         .target = &place_.account},
        {.long_name = "--region",
         .value_name = "REGION",
         .help = "the region that the stacks are in, where they do not say it",
         .target = &place_.region},
    };
    parameters_.add_to(options);
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    take_format_of_output();
    check_usage();
    if (output_) check_can_write(*output_);
    std::vector<graph::PageRequirement> requirements;
    Side side = new_side(session, requirements);
    const bool is_whole = is_readable(side, session.console);
    if (!is_whole && !may_be_drawn_in_part(side)) return ExitCode::failed;
    Side old_side;
    if (old_) {
      old_side = read_side(*old_, session.console);
      if (!is_readable(old_side, session.console)) return ExitCode::failed;
    }
    take_names_of(side, old_side);
    if (!give_parameters(old_side, side, parameters_.read(), {}, session.console)) {
      return ExitCode::failed;
    }
    if (side.templates.empty() && old_side.templates.empty()) {
      throw Failure("there is no template to draw");
    }
    tell_unseen(side, session.console);
    if (!arguments_.empty()) tell_errors(side, session.console);
    print(drawn(side, old_side, std::move(requirements), session.console), session.console);
    return is_whole ? ExitCode::done : ExitCode::failed;
  }

 private:
  [[nodiscard]] const GraphFormat& format() const { return find_format(graph_formats, format_); }

  static std::vector<std::string_view> view_names() {
    return {graph::view_names.begin(), graph::view_names.end()};
  }

  // As the name behind -o ends, where no format is named.
  void take_format_of_output() {
    if (format_ || !output_) return;
    const std::string name = std::filesystem::path(*output_).filename().string();
    if (name.find('.', 1) == std::string::npos) return;
    std::string endings;
    for (const GraphFormat& each : graph_formats) {
      const bool is_last = &each == &graph_formats.back();
      endings.append(endings.empty() ? "" : is_last ? " or " : ", ").append(each.endings.front());
      for (const std::string_view ending : each.endings) {
        if (name.ends_with(ending)) format_ = each.name;
      }
    }
    if (format_) return;
    throw UsageError("the name behind -o ends as no format does: " + *output_,
                     "let it end in " + endings + ", or name the format by --format");
  }

  void check_usage() const {
    for (const std::string& file : arguments_) {
      if (file.empty()) throw UsageError("the name of a file is empty");
    }
    if (std::ranges::count(arguments_, "-") + (old_ == "-" ? 1 : 0) +
            static_cast<std::ptrdiff_t>(parameters_.count_of_stdin()) >
        1) {
      throw UsageError("standard input can be read only once", "name - once");
    }
    if (!arguments_.empty() && app_.is_any_given()) {
      throw UsageError("--config, --set, --lock and --no-lock are for the app's own templates",
                       "leave them out, or the templates");
    }
    if (view_ && format().holds_all) {
      throw UsageError("--view is for svg, mermaid and dot",
                       std::string(format().name) + " has all views");
    }
    if (view_ == "change" && !old_) {
      throw UsageError("there is nothing to compare with", "name OLD: --old OLD");
    }
    check_place(place_);
  }

  [[nodiscard]] Side new_side(const Session& session,
                              std::vector<graph::PageRequirement>& requirements) const {
    if (!arguments_.empty()) return read_sides(arguments_, session.console);
    const Phase phase("synthesize");
    SynthOptions options;
    options.origins = true;
    options.evidence = format().holds_all;
    Synthesis synthesis = make_app(session, app_, options);
    requirements = requirements_of(synthesis.requirements);
    const bool is_made = synthesis.ok();
    Side side = side_of_app(std::move(synthesis), session.console.program());
    side.is_missing = !is_made;
    return side;
  }

  static bool is_readable(const Side& side, const Console& console) {
    if (!side.problems.empty()) console.show(side.problems, false);
    return side.problems.empty() && !side.is_missing;
  }

  // What cannot be read is left out, but of a change, in which all of it would seem to be removed.
  [[nodiscard]] bool may_be_drawn_in_part(const Side& side) const {
    return !old_ && !side.is_missing && !side.templates.empty();
  }

  // What is compared is one stack, whatever its files are called.
  static void take_names_of(const Side& side, Side& old_side) {
    std::vector<std::pair<const SideTemplate*, std::string>> names;
    for (const SidePair& each : pair_templates(old_side, side)) {
      if (each.before != nullptr && each.after != nullptr) {
        names.emplace_back(each.before, each.after->name);
      }
    }
    for (SideTemplate& each : old_side.templates) {
      const auto named = std::ranges::find(names, &each, [](const auto& one) { return one.first; });
      if (named != names.end()) each.name = named->second;
    }
  }

  // A picture must not seem to be complete where it is not.
  static void tell_unseen(const Side& side, const Console& console) {
    for (const SideTemplate& each : side.templates) {
      const tmpl::Index& index = each.document.index();
      if (index.loops().empty() && !index.may_have_unseen()) continue;
      console.say(each.document.file() + ": what loops and macros add is not drawn");
    }
  }

  static void tell_undecided(const std::vector<graph::View>& views, const Console& console) {
    for (const graph::View& view : views) {
      for (const std::string& each : view.undecided) console.say(view.title + ": " + each);
    }
  }

  [[nodiscard]] std::string title_of(const Side& side) const {
    if (side.templates.size() == 1) return side.templates.front().name;
    if (arguments_.size() > 1) return std::to_string(side.templates.size()) + " stacks";
    std::error_code ignored;
    std::filesystem::path folder =
        std::filesystem::absolute(side.label, ignored).lexically_normal();
    if (folder.filename().empty()) folder = folder.parent_path();
    const std::string name = folder.filename().string();
    return name.empty() ? side.label : name;
  }

  [[nodiscard]] std::string drawn(const Side& side, const Side& old_side,
                                  std::vector<graph::PageRequirement> requirements,
                                  const Console& console) const {
    graph::PageData data{.title = title_of(side), .requirements = std::move(requirements)};
    const graph::Graph now = graph::read_graph(stack_sources(side, place_));
    const graph::Graph old = graph::read_graph(stack_sources(old_side, place_));
    const graph::Stacks stacks = joined_stacks(std::span(&side, 1), place_);
    data.graph = &now;
    data.stacks = &stacks;
    if (old_) {
      data.old = &old;
      data.changes =
          changes_of(report_on(old_side, side, pair_templates(old_side, side), place_, false));
    }
    std::vector<graph::View> views = graph::make_views(data, wanted_view());
    tell_undecided(views, console);
    const Phase phase("draw");
    if (format().has_places) {
      try {
        graph::lay_out(views);
      } catch (const graph::LayoutFailure& failure) {
        throw Failure(failure.what(), failure.hint());
      }
    }
    if (format().holds_all) data.findings = findings_of(now);
    return format().write(views, data);
  }

  // Empty for all.
  [[nodiscard]] std::string_view wanted_view() const {
    if (format().holds_all) return {};
    if (view_) return *view_;
    return old_ ? "change" : "architecture";
  }

  void print(const std::string& picture, const Console& console) const {
    if (!output_ || is_standard_output(*output_)) return console.print(picture);
    const NewFile file{*output_, picture};
    write_files({&file, 1});
    console.say("wrote " + *output_);
  }

  std::vector<std::string> arguments_;
  std::optional<std::string> format_;
  std::string format_help_ =
      help_of(graph_formats) + "; where none is named, as the name behind -o ends";
  std::optional<std::string> old_;
  std::optional<std::string> output_;
  std::optional<std::string> view_;
  ParameterOptions parameters_;
  PlaceOptions place_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_graph_verb() { return std::make_unique<GraphVerb>(); }

}  // namespace omnitrack::cli
