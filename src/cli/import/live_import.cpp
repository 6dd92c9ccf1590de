#include "cli/import/live_import.hpp"

#include <initializer_list>
#include <system_error>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/import/app_files.hpp"
#include "cli/import/app_names.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/read_file.hpp"
#include "deploy/capabilities.hpp"
#include "deploy/shell.hpp"
#include "import/import.hpp"
#include "import/live/live.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::cli {

namespace {

constexpr const char* import_file = "resources-to-import.json";

class LiveImport {
 public:
  LiveImport(const LiveOptions& options, const Console& console)
      : options_(options),
        console_(console),
        aws_(options.account, [&console](const std::string& note) { console.say(note); }) {}

  int run() {
    importing::LiveReader reader;
    for (const std::string& each : options_.what) take_up(each, reader);
    importing::LiveStack live = reader.take();
    if (!live.problems.empty()) {
      console_.show(diagnostics_of(live.problems), false);
      return ExitCode::failed;
    }
    const tmpl::Document document(options_.stack, live.template_text);
    importing::ImportedApp app =
        importing::import_template(document, options_.stack, program_name_of(options_.stack));
    const std::vector<Diagnostic> problems = problems_of(document, app);
    if (!problems.empty()) {
      console_.show(problems, false);
      return ExitCode::failed;
    }
    app.files.push_back({import_file, std::move(live.resources_to_import)});
    write_app(app, options_.folder, options_.is_forced, console_);
    for (const importing::LiveResource& each : live.resources) say_what_lacks(each);
    say_parameters(live.parameters);
    say_what_stops(document, "the app's validate", console_);
    say_what_is_next(live, document);
    return ExitCode::done;
  }

 private:
  void take_up(const std::string& word, importing::LiveReader& reader) {
    if (is_live_name(word)) {
      const std::size_t sign = word.find('=');
      reader.ask(word.substr(0, sign), word.substr(sign + 1),
                 [this](const std::vector<std::string>& words, bool is_needed) {
                   return ask(words, is_needed);
                 });
      return;
    }
    std::error_code error;
    std::optional<std::string> text = word == "-" ? read_stdin(error) : read_file(word, error);
    if (!text) throw Failure("cannot read " + printable(word) + ": " + error.message());
    reader.read(word, std::move(*text));
  }

  std::optional<std::string> ask(const std::vector<std::string>& words, bool is_needed) const {
    try {
      const deploy::AwsAnswer answer = aws_.ask(words);
      return std::string(answer.text_of(answer.root()));
    } catch (const deploy::AwsFailure&) {
      if (is_needed) throw;
    }
    return std::nullopt;
  }

  static std::vector<Diagnostic> diagnostics_of(
      const std::vector<importing::LiveProblem>& problems) {
    std::vector<Diagnostic> all;
    all.reserve(problems.size());
    for (const importing::LiveProblem& each : problems) {
      all.push_back({.code = std::string(codes::OT1830.text()),
                     .path = each.path,
                     .file = each.file,
                     .line = each.place.line,
                     .message = each.message,
                     .hint = each.hint,
                     .column = each.place.column,
                     .acknowledged = {}});
    }
    return all;
  }

  void say_what_lacks(const importing::LiveResource& resource) const {
    const std::string begin =
        resource.logical_id + " (" + std::string(resource.type.name()) + "): ";
    if (!resource.left_out.empty()) {
      console_.say(begin +
                   "left out, as no property takes it: " + printable_names(resource.left_out));
    }
    if (!resource.beyond.empty()) {
      console_.say(begin + "what was read does not tell " + resource.beyond);
    }
    const auto write_only = importing::write_only_paths(resource.type.shape(), resource.properties);
    if (!write_only.empty()) {
      console_.say(begin +
                   "AWS tells nobody, so add it where it is set: " + printable_names(write_only));
    }
  }

  void say_parameters(const std::vector<importing::LiveParameter>& parameters) const {
    std::vector<std::string> secret;
    std::vector<std::string> unknown;
    for (const importing::LiveParameter& each : parameters) {
      (each.is_secret ? secret : unknown).push_back(each.name);
    }
    if (!secret.empty()) {
      console_.say("parameters that are not shown stand for secrets: " + printable_names(secret));
    }
    if (!unknown.empty()) {
      console_.say("parameters stand for what AWS does not tell: " + printable_names(unknown));
    }
  }

  void say_what_is_next(const importing::LiveStack& live, const tmpl::Document& document) const {
    std::vector<std::string> words{"aws", "cloudformation", "create-change-set"};
    const auto add = [&words](std::initializer_list<std::string> more) {
      words.insert(words.end(), more);
    };
    add({"--stack-name", options_.stack, "--change-set-name", "import"});
    add({"--change-set-type", "IMPORT"});
    add({"--template-body", "file://" + options_.stack + ".template.json"});
    add({"--resources-to-import", "file://" + options_.folder + '/' + import_file});
    if (!live.parameters.empty()) add({"--parameters"});
    for (const importing::LiveParameter& each : live.parameters) {
      add({"ParameterKey=" + each.name + ",ParameterValue=VALUE"});
    }
    const std::vector<std::string_view> capabilities = deploy::capabilities_of(document.index());
    if (!capabilities.empty()) add({"--capabilities"});
    for (const std::string_view each : capabilities) add({std::string(each)});
    if (options_.account.profile) add({"--profile", *options_.account.profile});
    if (options_.account.region) add({"--region", *options_.account.region});
    std::string command = deploy::shell_command(words);
    command.pop_back();  // the line feed
    console_.say("next, with what the app's 'synth -o .' writes:\n" + command);
  }

  const LiveOptions& options_;
  const Console& console_;
  deploy::AwsCli aws_;
};

}  // namespace

bool is_live_name(std::string_view word) {
  const std::size_t sign = word.find('=');
  return sign != std::string_view::npos &&
         word.substr(0, sign).find("::") != std::string_view::npos;
}

int import_live(const LiveOptions& options, const Console& console) {
  return LiveImport(options, console).run();
}

}  // namespace omnitrack::cli
