#include <algorithm>
#include <cctype>

#include "cli/exit_code.hpp"
#include "cli/explain/code_pages.hpp"
#include "cli/explain/resource_report.hpp"
#include "cli/explain/subject.hpp"
#include "cli/failure.hpp"
#include "cli/page/markdown.hpp"
#include "cli/page/wording.hpp"
#include "cli/session.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::size_t digits_of_code = 4;

std::string list_of(const CodePages& pages) {
  std::string text;
  for (const CodePage& each : pages.all()) {
    std::string severity(name_of(each.severity));
    severity.resize(std::string_view("warning").size(), ' ');
    text.append(each.code).append("  ").append(severity).append("  ").append(each.title);
    text += '\n';
  }
  return text;
}

bool is_all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

// Whether something is written as a code of this library is, right or wrong, or as its digits.
bool looks_like_code(const std::string& name) {
  if (name.size() == digits_of_code && is_all_digits(name)) return true;
  if (name.size() <= 2 || std::toupper(static_cast<unsigned char>(name[0])) != 'O' ||
      std::toupper(static_cast<unsigned char>(name[1])) != 'T') {
    return false;
  }
  return is_all_digits(std::string_view(name).substr(2));
}

const CodePage& page_of(const CodePages& pages, const std::string& code) {
  std::string upper = code;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (is_all_digits(upper)) upper.insert(0, "OT");
  if (const CodePage* page = pages.find(upper)) return *page;
  std::vector<std::string_view> codes;
  for (const CodePage& each : pages.all()) codes.push_back(each.code);
  std::string hint = did_you_mean(code, codes);
  if (hint.empty()) hint = "explain without a code lists them all";
  throw Failure("there is no code '" + code + "'", hint);
}

class ExplainVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "explain"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Say what a finding's code means, or all that is known of a resource";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"explain OT4002", "the page of a code"},
            {"explain", "all codes with their titles"},
            {"explain Shop/Orders",
             "a resource: what set its properties, what names it, what a change does"},
            {"explain Orders --template shop.yaml", "the same of anybody's template"}};
  }

  Options options() override {
    Options options{
        {.long_name = "NAME",
         .help = "a code, e.g. OT4002, a logical id or a construct's path; all codes are listed "
                 "where none is named",
         .target = &name_,
         .completes = Completes::code},
        {.long_name = "--template",
         .value_name = "FILE",
         .help = "a template, or a folder of them, whose resource is explained; else the app's own",
         .target = &template_,
         .completes = Completes::file},
        {.long_name = "--json", .help = "a resource as JSON", .target = &json_}};
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    const Console& console = session.console;
    const bool is_of_resource = template_ || (name_ && !looks_like_code(*name_));
    if (is_of_resource) return explain_resource(session);
    if (json_) throw UsageError("--json is for a resource", "name a logical id or a path");
    const CodePages pages;
    console.print(name_ ? shown_markdown(page_of(pages, *name_).text, console.artefact_colors())
                        : list_of(pages));
    return ExitCode::done;
  }

 private:
  int explain_resource(const Session& session) {
    if (!name_) throw UsageError("--template needs a resource", "name its logical id");
    if (template_ && app_.is_any_given()) {
      throw UsageError("--config, --set, --lock and --no-lock are for the app's own templates",
                       "leave them out, or --template");
    }
    std::vector<RequirementResult> requirements;
    const Side side = template_ ? read_side(*template_, session.console)
                                : side_of_this_app(session, requirements);
    session.console.show(side.problems, false);
    if (side.is_missing || !side.problems.empty()) return ExitCode::failed;
    const ResourceExplanation explanation =
        explanation_of(side, find_subject(side, *name_), requirements);
    session.console.print(json_ ? resource_json(explanation)
                                : resource_text(explanation, session.console));
    return ExitCode::done;
  }

  Side side_of_this_app(const Session& session, std::vector<RequirementResult>& requirements) {
    SynthOptions options;
    options.origins = true;
    options.property_origins = true;
    options.evidence = true;
    Synthesis synthesis = make_app(session, app_, options);
    requirements = std::move(synthesis.requirements);
    Side missing;
    missing.is_missing = true;
    if (!synthesis.ok()) return missing;
    // References go from one part of a stack to another as in one piece.
    for (SynthesizedStack& each : synthesis.stacks) {
      if (!each.whole_text.empty()) each.text = std::move(each.whole_text);
      each.parts.clear();
    }
    return side_of_app(std::move(synthesis), session.console.program());
  }

  std::optional<std::string> name_;
  std::optional<std::string> template_;
  bool json_ = false;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_explain_verb() { return std::make_unique<ExplainVerb>(); }

}  // namespace omnitrack::cli
