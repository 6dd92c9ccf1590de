#include <algorithm>
#include <cctype>

#include "cli/exit_code.hpp"
#include "cli/explain/code_pages.hpp"
#include "cli/failure.hpp"
#include "cli/page/markdown.hpp"
#include "cli/page/wording.hpp"
#include "cli/session.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

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

const CodePage& page_of(const CodePages& pages, const std::string& code) {
  std::string upper = code;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
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
    return "Say what the code of a finding means, with an example";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"explain OT4002", "the page of a code"}, {"explain", "all codes with their titles"}};
  }

  Options options() override {
    return {{.long_name = "CODE",
             .help = "the code to explain, e.g. OT4002; all are listed where none is named",
             .target = &code_,
             .completes = Completes::code}};
  }

  int run(Session& session) override {
    const CodePages pages;
    const Console& console = session.console;
    console.print(code_ ? shown_markdown(page_of(pages, *code_).text, console.artefact_colors())
                        : list_of(pages));
    return ExitCode::done;
  }

 private:
  std::optional<std::string> code_;
};

}  // namespace

std::unique_ptr<Verb> make_explain_verb() { return std::make_unique<ExplainVerb>(); }

}  // namespace omnitrack::cli
