#include <algorithm>
#include <array>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/list/affected.hpp"
#include "cli/list/constructs.hpp"
#include "cli/page/wording.hpp"
#include "cli/session.hpp"
#include "cli/verbs.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

using Stacks = std::vector<SynthesizedStack>;
using Row = std::vector<std::string>;

std::string as_names(const Stacks& stacks) {
  std::string text;
  for (const SynthesizedStack& stack : stacks) text += stack.name + '\n';
  return text;
}

// Names are aligned to the left and numbers to the right; the last column has any width.
std::string as_table(const Stacks& stacks) {
  std::vector<Row> rows{{"STACK", "RESOURCES", "BYTES", "DEPENDS ON"}};
  for (const SynthesizedStack& stack : stacks) {
    const std::vector<std::string_view> needs(stack.depends_on.begin(), stack.depends_on.end());
    rows.push_back({stack.name, std::to_string(stack.resources), std::to_string(stack.text.size()),
                    needs.empty() ? "-" : listed(needs, ", ")});
  }
  std::array<std::size_t, 3> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const Row& row : rows) {
    text += row[0] + std::string(widths[0] - row[0].size(), ' ');
    for (std::size_t i = 1; i < widths.size(); ++i) {
      text += std::string(widths[i] - row[i].size() + 2, ' ') + row[i];
    }
    text += "  " + row[3] + '\n';
  }
  return text;
}

std::string as_json(const Stacks& stacks) {
  return support::json_text(support::JsonLayout::wide, [&](support::JsonWriter& json) {
    json.begin_object();
    json.member("format_version", "1.0");
    json.list("stacks", stacks, [&](const SynthesizedStack& stack) {
      json.begin_object();
      json.member("name", stack.name);
      json.member("file", stack.file_name());
      json.member("resources", stack.resources);
      json.member("bytes", stack.text.size());
      json.list("depends_on", stack.depends_on,
                [&](const std::string& each) { json.any_string(each); });
      json.end_object();
    });
    json.end_object();
  });
}

class ListVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "list"; }
  [[nodiscard]] std::string_view summary() const override {
    return "List the app's stacks in the order of their deployment";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"list", "the names, a line each"},
            {"list --long", "with sizes and dependencies"},
            {"list --json", "the same for a program"},
            {"list --affected-by templates --format json",
             "the stacks that differ from templates, in waves for a matrix of jobs"},
            {"list --constructs", "what the library has, and what each construct makes"}};
  }

  Options options() override {
    Options options{
        {.long_name = "--long",
         .short_name = "-l",
         .help = "with the number of resources, the size and the stacks that are deployed before",
         .target = &long_},
        {.long_name = "--affected-by",
         .value_name = "OLD",
         .help = "only the stacks whose templates or files differ from OLD, a folder of templates "
                 "or an assembly, in waves: those of one wait for those of the waves before",
         .target = &affected_by_,
         .completes = Completes::directory},
        {.long_name = "--format",
         .value_name = "FORMAT",
         .help = "text or json, which is the same as --json",
         .target = &format_,
         .choices = {"text", "json"}},
        {.long_name = "--json", .help = "all of that as JSON", .target = &json_},
        {.long_name = "--constructs",
         .help =
             "list the constructs of the library instead, each with its header and the resource "
             "types that it can make",
         .target = &constructs_},
    };
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    if (format_) {
      if (json_) throw UsageError("--format and --json exclude each other");
      json_ = *format_ == "json";
    }
    if (long_ && json_) throw UsageError("--long and --json exclude each other");
    if (affected_by_) return list_affected(session);
    if (constructs_) {
      if (long_) throw UsageError("--long and --constructs exclude each other");
      session.console.print(json_ ? constructs_json() : constructs_text());
      return ExitCode::done;
    }
    const Synthesis synthesis = make_app(session, app_, {});
    if (!synthesis.ok()) return ExitCode::failed;
    session.console.print(json_   ? as_json(synthesis.stacks)
                          : long_ ? as_table(synthesis.stacks)
                                  : as_names(synthesis.stacks));
    return ExitCode::done;
  }

 private:
  int list_affected(const Session& session) {
    const Console& console = session.console;
    if (long_ || constructs_) {
      throw UsageError("--affected-by goes with neither --long nor --constructs");
    }
    const Side before = read_side(*affected_by_, console);
    if (!before.problems.empty()) {
      console.show(before.problems, false);
      return ExitCode::failed;
    }
    Synthesis synthesis = make_app(session, app_, {});
    if (!synthesis.ok()) return ExitCode::failed;
    const Affected affected = affected_by(before, std::move(synthesis), console.program());
    console.print(json_ ? affected_json(affected) : affected_text(affected));
    for (const std::string& each : affected.gone) {
      console.say("the app has no stack '" + each + "' any more; it stays until it is deleted");
    }
    return ExitCode::done;
  }

  std::optional<std::string> affected_by_;
  std::optional<std::string> format_;
  bool long_ = false;
  bool json_ = false;
  bool constructs_ = false;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_list_verb() { return std::make_unique<ListVerb>(); }

}  // namespace omnitrack::cli
