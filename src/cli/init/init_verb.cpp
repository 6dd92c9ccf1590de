#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/init/new_project.hpp"
#include "cli/init/next_steps.hpp"
#include "cli/init/project_name.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/question.hpp"
#include "cli/session.hpp"
#include "cli/verbs.hpp"

namespace omnitrack::cli {

namespace {

// `README.md, main.cpp and 3 others`.
std::string named_files(const std::vector<std::string>& paths) {
  constexpr std::size_t most = 3;
  std::vector<std::string_view> words(paths.begin(), paths.end());
  std::string others;
  if (words.size() > most + 1) {
    others = std::to_string(words.size() - most) + " others";
    words.resize(most);
    words.push_back(others);
  }
  return listed(words, " and ");
}

class InitVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "init"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Begin a project: an app with its build, its tests and its CI";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"init photos", "a folder photos with an app of that name"},
            {"init photos --template lambda", "with a function behind an HTTP API"},
            {"init .", "in the working folder"}};
  }

  Options options() override {
    return {
        {.long_name = "--template",
         .short_name = "-t",
         .value_name = "STARTER",
         .help = "what the app has: app, a queue; lambda, a function behind an HTTP API; library, "
                 "a construct of your own for other apps; queue-worker, a queue with its function "
                 "and an alarm; static-site, pages behind CloudFront (default: app)",
         .target = &starter_,
         .choices = starter_names()},
        {.long_name = "--force",
         .help = "write into a folder that is not empty, and replace files, without asking",
         .target = &is_forced_},
        {.long_name = "NAME",
         .help = "the folder of the project; its last part is the name of the project, its program "
                 "and its stack: a letter, then letters, digits and hyphens",
         .target = &folder_,
         .completes = Completes::directory},
    };
  }

  int run(Session& session) override {
    if (!folder_) throw UsageError("the name is missing", "for example: init photos");
    const std::string name = project_name(*folder_);
    check_project_name(name);
    const std::vector<ProjectFile> files = starter_files(starter_.value_or("app"), name);
    if (!may_write(look_at(*folder_, files))) {
      session.console.say("nothing was written");
      return ExitCode::failed;
    }
    write_project(*folder_, files);
    session.console.say("wrote " + counted(files.size(), "file") + " to " + printable(*folder_) +
                        "; next:");
    session.console.tell(next_steps(*folder_, name, find_library()));
    return ExitCode::done;
  }

 private:
  // Whether nothing stands in the way, or it was asked for anyway.
  [[nodiscard]] bool may_write(const Occupied& occupied) const {
    if (!occupied.has_entries || is_forced_) return true;
    const std::string files = named_files(occupied.replaced);
    if (can_ask()) {
      return is_answered_yes(
          quoted_name(*folder_) + " is not empty: " +
          (files.empty() ? "write beside what is there?" : "replace " + files + "?"));
    }
    throw Failure(quoted_name(*folder_) + " is there already, and not empty",
                  files.empty() ? "choose another name, or --force: nothing would be replaced"
                                : "choose another name, or --force, which would replace " + files);
  }

  std::optional<std::string> starter_;
  bool is_forced_ = false;
  std::optional<std::string> folder_;
};

}  // namespace

std::unique_ptr<Verb> make_init_verb() { return std::make_unique<InitVerb>(); }

}  // namespace omnitrack::cli
