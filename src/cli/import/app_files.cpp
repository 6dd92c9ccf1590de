#include "cli/import/app_files.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/page/wording.hpp"
#include "cli/report/located.hpp"
#include "omnitrack/codes.hpp"
#include "validate/document/text_problems.hpp"
#include "validate/validate.hpp"

namespace omnitrack::cli {

namespace {

// 9 resources, 4 of them by constructs, 1 untyped
std::string in_words(const importing::ImportedApp& app) {
  std::string words = counted(app.resources, "resource");
  const std::size_t untyped = app.resources - app.typed;
  if (app.constructs > 0) words += ", " + std::to_string(app.constructs) + " of them by constructs";
  if (untyped > 0) {
    words +=
        ", " + std::to_string(untyped) + (app.constructs > 0 ? " untyped" : " of them untyped");
  }
  return words;
}

}  // namespace

std::vector<Diagnostic> problems_of(const tmpl::Document& document,
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

void write_app(const importing::ImportedApp& app, const std::string& folder, bool is_forced,
               const Console& console) {
  const std::filesystem::path into(folder);
  std::vector<NewFile> files;
  for (const importing::AppFile& each : app.files) {
    files.push_back({(into / each.name).string(), each.text});
  }
  for (const NewFile& each : files) {
    if (!is_forced && std::filesystem::exists(each.path)) {
      throw Failure(each.path + " is there already", "take another folder, or --force");
    }
  }
  std::error_code error;
  std::filesystem::create_directories(into, error);
  if (error) throw Failure("cannot make the folder " + folder + ": " + error.message());
  write_files_into(folder, files);
  console.say("wrote " + files.front().path + " (" + in_words(app) + ')');
}

void say_what_stops(const tmpl::Document& document, const std::string& command,
                    const Console& console) {
  validate::Findings findings;
  validate::check_template(document.index(), findings);
  const auto errors =
      static_cast<std::size_t>(std::ranges::count_if(findings, validate::is_open_error));
  if (errors == 0) return;
  console.say(counted(errors, "error") + " in the template will stop the app's synth; " + command +
              " tells " + (errors == 1 ? "it" : "them"));
}

}  // namespace omnitrack::cli
