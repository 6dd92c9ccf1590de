#include <algorithm>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/graph/sources.hpp"
#include "cli/log.hpp"
#include "cli/session.hpp"
#include "cli/verbs.hpp"
#include "graph/formats/formats.hpp"
#include "graph/layout/dot_run.hpp"
#include "graph/layout/layout.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::cli {

namespace {

class GraphVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "graph"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Draw what templates build: architecture, network, permissions, data, changes";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"graph -o app.html", "the app, all views in one file"}};
  }

  Options options() override {
    Options options{
        {.long_name = "TEMPLATE",
         .help = "templates, folders of templates, or - for standard input; what the app makes "
                 "where none is named",
         .target = &arguments_,
         .completes = Completes::file},
    };
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    const Side side = read_side(arguments_.front(), session.console);
    const graph::Model model = graph::read_model(stack_sources(side));
    graph::Scene scene = graph::architecture_view(model);
    graph::lay_out(scene);
    session.console.print(graph::svg_of(scene));
    return ExitCode::done;
  }

 private:
  std::vector<std::string> arguments_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_graph_verb() { return std::make_unique<GraphVerb>(); }

}  // namespace omnitrack::cli
