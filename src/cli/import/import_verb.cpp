#include <algorithm>

#include "cli/deploy/deploy_options.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/import/app_files.hpp"
#include "cli/import/app_names.hpp"
#include "cli/import/live_import.hpp"
#include "cli/page/printable.hpp"
#include "cli/session.hpp"
#include "cli/templates/side.hpp"
#include "cli/verbs.hpp"
#include "import/import.hpp"
#include "meaning/stack_name.hpp"

namespace omnitrack::cli {

namespace {

class ImportVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "import"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Write the C++ that makes a template, or resources that are there";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {
        {"import shop.yaml -o shop", "main.cpp, CMakeLists.txt and the lock file, in a folder"},
        {"import shop.yaml -o shop --stack Shop", "as the stack that it is deployed as"},
        {"import - -o shop --stack Shop", "from standard input"},
        {"import --live AWS::S3::Bucket=photos -o shop", "of a bucket that is there, asked of AWS"},
        {"import --live table.json -o shop", "of what a call of the AWS CLI printed"}};
  }

  Options options() override {
    Options options{
        {.long_name = "TEMPLATE",
         .help = "the template, JSON or YAML, or - for standard input; with --live any number of "
                 "resources: TYPE=IDENTIFIER, or a file with what the AWS CLI printed of them",
         .target = &templates_,
         .completes = Completes::file},
        {.long_name = "--force",
         .help = "write over the files of an app that is there",
         .target = &force_},
        {.long_name = "--live",
         .help = "read resources that are there, and write what CloudFormation imports them by",
         .target = &live_},
        {.long_name = "--output",
         .short_name = "-o",
         .value_name = "DIR",
         .help = "the folder to write the app into, which is made where it is not there",
         .target = &folder_,
         .completes = Completes::directory},
        {.long_name = "--stack",
         .value_name = "NAME",
         .help = "the name of the stack; where it is left out that of the template's file, or with "
                 "--live of the folder",
         .target = &stack_}};
    add_account_options(account_, options);
    return options;
  }

  int run(Session& session) override {
    check_usage();
    const Console& console = session.console;
    if (live_) {
      return import_live({.what = templates_,
                          .folder = *folder_,
                          .stack = stack_ ? *stack_ : stack_name_of(*folder_),
                          .is_forced = force_,
                          .account = account_},
                         console);
    }
    const Side side = read_side(templates_.front(), console);
    if (!side.problems.empty()) {
      console.show(side.problems, false);
      return ExitCode::failed;
    }
    if (!side.is_single || side.templates.size() != 1) {
      throw UsageError("'" + printable(templates_.front()) + "' is no file",
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
    write_app(app, *folder_, force_, console);
    say_what_stops(document, "validate " + printable(document.file()), console);
    return ExitCode::done;
  }

 private:
  void check_usage() const {
    if (templates_.empty()) {
      throw UsageError(live_ ? "a resource is needed" : "a template is needed",
                       live_ ? "name it: import --live TYPE=IDENTIFIER -o DIR"
                             : "name it: import TEMPLATE -o DIR");
    }
    if (std::ranges::find(templates_, std::string()) != templates_.end()) {
      throw UsageError("the name of a file is empty");
    }
    const auto is_unnamed = [](const std::string& each) {
      return is_live_name(each) && (each.starts_with('=') || each.ends_with('='));
    };
    if (const auto found = std::ranges::find_if(templates_, is_unnamed);
        found != templates_.end()) {
      throw UsageError("'" + printable(*found) + "' has no identifier",
                       "name one, as in AWS::S3::Bucket=photos");
    }
    if (!live_ && templates_.size() > 1) {
      throw UsageError("import takes one template at a time",
                       "resources that are there are imported together by --live");
    }
    if (!live_ && is_live_name(templates_.front())) {
      throw UsageError("'" + printable(templates_.front()) + "' is a resource and no template",
                       "resources that are there are imported by --live");
    }
    if (!live_ && (account_.profile || account_.region)) {
      throw UsageError("--profile and --region are for --live");
    }
    if (!folder_ || folder_->empty()) {
      throw UsageError("a folder for the app is needed", "name it: -o DIR");
    }
    if (stack_ && !meaning::is_stack_name(*stack_)) {
      throw UsageError("--stack '" + printable(*stack_) + "' is no name of a stack",
                       "it is a letter, then letters, digits and hyphens, 128 at most");
    }
    if (!live_ && !stack_ && templates_.front() == "-") {
      throw UsageError("the template of standard input has no name", "give it by --stack NAME");
    }
  }

  std::vector<std::string> templates_;
  std::optional<std::string> folder_;
  std::optional<std::string> stack_;
  deploy::AwsOptions account_;
  bool force_ = false;
  bool live_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_import_verb() { return std::make_unique<ImportVerb>(); }

}  // namespace omnitrack::cli
