#include <algorithm>
#include <array>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
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
            {"list --constructs", "what the library has, and what each construct makes"}};
  }

  Options options() override {
    Options options{
        {.long_name = "--long",
         .short_name = "-l",
         .help = "with the number of resources, the size and the stacks that are deployed before",
         .target = &long_},
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
    if (long_ && json_) throw UsageError("--long and --json exclude each other");
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
  bool long_ = false;
  bool json_ = false;
  bool constructs_ = false;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_list_verb() { return std::make_unique<ListVerb>(); }

}  // namespace omnitrack::cli
