#include <algorithm>
#include <filesystem>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/import/app_names.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/report/located.hpp"
#include "cli/session.hpp"
#include "cli/templates/side.hpp"
#include "cli/verbs.hpp"
#include "import/import.hpp"
#include "meaning/stack_name.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/text_problems.hpp"
#include "validate/validate.hpp"

namespace omnitrack::cli {

namespace {

class ImportVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "import"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Write the C++ that makes a template, as an app of its own";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"import shop.yaml -o shop", "main.cpp, CMakeLists.txt and the lock file, in a folder"},
            {"import shop.yaml -o shop --stack Shop", "as the stack that it is deployed as"},
            {"import - -o shop --stack Shop", "from standard input"}};
  }

  Options options() override {
    return {{.long_name = "TEMPLATE",
             .help = "the template, JSON or YAML, or - for standard input",
             .target = &template_,
             .completes = Completes::file},
            {.long_name = "--force",
             .help = "write over the files of an app that is there",
             .target = &force_},
            {.long_name = "--output",
             .short_name = "-o",
             .value_name = "DIR",
             .help = "the folder to write the app into, which is made where it is not there",
             .target = &folder_,
             .completes = Completes::directory},
            {.long_name = "--stack",
             .value_name = "NAME",
             .help = "the name of the stack; that of the template's file where it is left out",
             .target = &stack_}};
  }

  int run(Session& session) override {
    check_usage();
    const Console& console = session.console;
    const Side side = read_side(*template_, console);
    if (!side.problems.empty()) {
      console.show(side.problems, false);
      return ExitCode::failed;
    }
    if (!side.is_single || side.templates.size() != 1) {
      throw UsageError("'" + printable(*template_) + "' is no file",
                       "import takes one template at a time");
    }
    const tmpl::Document& document = side.templates.front().document;
    const std::string stack = stack_ ? *stack_ : stack_name_of(side.templates.front().name);
    const importing::ImportedApp app =
        importing::import_template(document, stack, program_name_of(stack));
    const std::vector<Diagnostic> problems = problems_of(document, app);
    if (!problems.empty()) {
      console.show(problems, false);
      return ExitCode::failed;
    }
    write(app, console);
    say_what_stops(document, console);
    return ExitCode::done;
  }

 private:
  void check_usage() const {
    if (!template_) {
      throw UsageError("a template is needed", "name it: import TEMPLATE -o DIR");
    }
    if (template_->empty()) throw UsageError("the name of a file is empty");
    if (!folder_ || folder_->empty()) {
      throw UsageError("a folder for the app is needed", "name it: -o DIR");
    }
    if (stack_ && !meaning::is_stack_name(*stack_)) {
      throw UsageError("--stack '" + printable(*stack_) + "' is no name of a stack",
                       "it is a letter, then letters, digits and hyphens, 128 at most");
    }
    if (!stack_ && *template_ == "-") {
      throw UsageError("the template of standard input has no name", "give it by --stack NAME");
    }
  }

  static std::vector<Diagnostic> problems_of(const tmpl::Document& document,
                                             const importing::ImportedApp& app) {
    std::vector<Diagnostic> all;
    validate::Findings findings;
    validate::report_text_problems(document.source(), document.problems(), findings);
    for (validate::Finding& each : findings) {
      // A key that is there twice may pass, but code has it once.
      all.push_back(located(each, 0).diagnostic);
      all.back().severity = Severity::error;
    }
    for (const importing::Problem& each : app.problems) {
      const tmpl::Place place = document.source().place(each.begin);
      all.push_back({.code = std::string(codes::OT1801.text()),
                     .path = each.path,
                     .file = document.file(),
                     .line = place.line,
                     .message = each.message,
                     .hint = each.hint,
                     .column = place.column,
                     .acknowledged = {}});
    }
    return all;
  }

  void write(const importing::ImportedApp& app, const Console& console) const {
    const std::filesystem::path folder(*folder_);
    std::vector<NewFile> files;
    for (const importing::AppFile& each : app.files) {
      files.push_back({(folder / each.name).string(), each.text});
    }
    for (const NewFile& each : files) {
      if (!force_ && std::filesystem::exists(each.path)) {
        throw Failure(each.path + " is there already", "take another folder, or --force");
      }
    }
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw Failure("cannot make the folder " + *folder_ + ": " + error.message());
    write_files_into(*folder_, files);
    console.say("wrote " + files.front().path + " (" + in_words(app) + ')');
  }

  // The app checks what it makes, which is this template.
  static void say_what_stops(const tmpl::Document& document, const Console& console) {
    validate::Findings findings;
    validate::check_template(document.index(), findings);
    const auto stops = [](const validate::Finding& each) {
      return each.severity == Severity::error && each.acknowledged.empty();
    };
    const auto errors = static_cast<std::size_t>(std::ranges::count_if(findings, stops));
    if (errors == 0) return;
    console.say(counted(errors, "error") + " in the template will stop the app's synth; validate " +
                printable(document.file()) + " tells " + (errors == 1 ? "it" : "them"));
  }

  // 9 resources, 4 of them by constructs, 1 untyped
  static std::string in_words(const importing::ImportedApp& app) {
    std::string words = counted(app.resources, "resource");
    const std::size_t untyped = app.resources - app.typed;
    if (app.constructs > 0)
      words += ", " + std::to_string(app.constructs) + " of them by constructs";
    if (untyped > 0) {
      words +=
          ", " + std::to_string(untyped) + (app.constructs > 0 ? " untyped" : " of them untyped");
    }
    return words;
  }

  std::optional<std::string> template_;
  std::optional<std::string> folder_;
  std::optional<std::string> stack_;
  bool force_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_import_verb() { return std::make_unique<ImportVerb>(); }

}  // namespace omnitrack::cli
