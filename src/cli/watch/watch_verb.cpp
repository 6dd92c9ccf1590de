#include <algorithm>
#include <ctime>
#include <filesystem>
#include <system_error>

#include "cli/deploy/deploy_options.hpp"
#include "cli/diff/acceptances.hpp"
#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/interrupt.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/wording.hpp"
#include "cli/session.hpp"
#include "cli/templates/deployed.hpp"
#include "cli/templates/place.hpp"
#include "cli/verbs.hpp"
#include "cli/watch/build_way.hpp"
#include "cli/watch/command_words.hpp"
#include "cli/watch/watch_rounds.hpp"
#include "support/folder_watch.hpp"

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;
using support::FolderWatch;

std::string own_executable() {
  std::error_code error;
  std::string path = fs::read_symlink("/proc/self/exe", error).string();
  if (error) throw Failure("cannot find the app's own executable: " + error.message());
  return path;
}

std::string hint_for_limit(const std::error_code& error) {
  if (error == std::errc::no_space_on_device) {
    return "that is the limit of watched folders: watch fewer by --path DIR, or raise it: sysctl "
           "fs.inotify.max_user_watches=1000000";
  }
  if (error == std::errc::too_many_files_open) {
    return "that is the limit of programs that watch: end one, or raise it: sysctl "
           "fs.inotify.max_user_instances=1024";
  }
  return {};
}

std::string time_of_day() {
  const std::time_t now = std::time(nullptr);
  std::tm parts = {};
  ::localtime_r(&now, &parts);
  std::string text(8, ' ');
  std::strftime(text.data(), text.size() + 1, "%T", &parts);
  return text;
}

// As the user would name it, from the current folder.
std::string shown_path(const std::string& path) {
  std::error_code error;
  const std::string relative = fs::path(path).lexically_relative(fs::current_path(error)).string();
  return printable(error || relative.empty() || relative.starts_with("..") ? path : relative);
}

std::string title_of(const std::vector<std::string>& changed) {
  constexpr std::size_t most = 3;
  std::string title = "\n— " + time_of_day() + " —";
  for (std::size_t i = 0; i < std::min(changed.size(), most); ++i) {
    title += (i == 0 ? " " : ", ") + shown_path(changed[i]);
  }
  if (changed.size() > most) title += " and " + std::to_string(changed.size() - most) + " more";
  return title + '\n';
}

class WatchVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "watch"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Build the app whenever its sources change, and show what that changes";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {
        {"watch", "builds by CMake, on each save; Ctrl-C ends it"},
        {"watch --deploy --profile dev", "deploys the stacks that changed, unless data is lost"},
        {"watch --build 'make app' --path src", "built by something else"}};
  }

  Options options() override {
    Options options{
        {.long_name = "--build",
         .value_name = "COMMAND",
         .help = "how the app is built, run without a shell (default: cmake --build, for the "
                 "target of the executable's name)",
         .target = &build_},
        {.long_name = "--deploy",
         .help = "deploy the stacks that changed, as deploy --yes does: it stops at data loss",
         .target = &deploys_},
        {.long_name = "--path",
         .value_name = "PATH",
         .help = "a folder or a file to watch (default: the folder that CMake builds from); "
                 "repeatable",
         .target = &paths_,
         .completes = Completes::file},
        {.long_name = "--summary", .help = "only a few lines of what changes", .target = &summary_},
        {.long_name = "--target",
         .value_name = "NAME",
         .help = "the target of CMake, where it has another name than the executable",
         .target = &target_},
    };
    for (const Option& each : deploy_options()) options.push_back(each);
    app_.add_to(options);
    return options;
  }

  int run(Session& session) override {
    check_usage();
    const std::string executable = own_executable();
    const std::optional<BuildWay> way = find_build_way(executable, target_);
    WatchRequest request = request_for(executable, way, session);
    const std::vector<std::string> paths = watched_paths(way);
    try {
      FolderWatch watch;
      watch.leave_out(executable);
      if (way) watch.leave_out(way->build_folder);
      for (const std::string& each : paths) watch.add(each);
      const InterruptGuard guard;
      watch_on(watch, WatchRounds(std::move(request), session.console), session.console);
    } catch (const std::system_error& error) {
      throw Failure(error.what(), hint_for_limit(error.code()));
    }
    return ExitCode::done;
  }

 private:
  // Those that are for `deploy`, as it has them.
  Options deploy_options() {
    Options options{
        {.long_name = "--accept-loss",
         .value_name = "ID@DATE=REASON",
         .help = "with --deploy: accept that the resource of a logical id loses data, up to and "
                 "with a day; STACK/ID is that of one stack; repeatable",
         .target = &accepted_},
        {.long_name = "--stack-name",
         .value_name = "STACK=NAME",
         .help = "the name under which a stack is deployed, where it is another; repeatable",
         .target = &stack_names_},
    };
    deploy_.add_to(options);
    add_account_options(account_, options);
    return options;
  }

  void check_usage() {
    if (build_ && target_) throw UsageError("--build and --target exclude each other");
    const std::vector<std::string> given = given_words(deploy_options());
    if (!deploys_ && !given.empty()) {
      throw UsageError(given.front().substr(0, given.front().find('=')) + " is for --deploy");
    }
    check_place({.account = std::nullopt, .region = account_.region});
    static_cast<void>(parse_stack_names(stack_names_));
    static_cast<void>(parse_acceptances(accepted_));
    static_cast<void>(deploy_.settings());
    static_cast<void>(deploy_.given_parameters());
  }

  WatchRequest request_for(const std::string& executable, const std::optional<BuildWay>& way,
                           const Session& session) {
    if (!build_ && !way) {
      throw Failure("there is no CMakeCache.txt above " + executable +
                        ", so it is not known how the app is built",
                    "say it: --build COMMAND --path DIR");
    }
    WatchRequest request{.executable = executable,
                         .build = build_ ? command_words("--build", *build_) : way->command_line};
    Options options;
    app_.add_to(options);
    request.app_options = given_words(options);
    const std::vector<std::string> common = given_words(session.common_options);
    request.app_options.insert(request.app_options.end(), common.begin(), common.end());
    if (summary_) request.diff_options.emplace_back("--summary");
    if (account_.region) request.diff_options.push_back("--region=" + *account_.region);
    if (!deploys_) return request;
    request.deploy_options = given_words(deploy_options());
    // What changed was just shown at length.
    request.deploy_options->emplace_back("--summary");
    return request;
  }

  [[nodiscard]] std::vector<std::string> watched_paths(const std::optional<BuildWay>& way) const {
    std::vector<std::string> paths = paths_;
    if (paths.empty()) {
      if (!way) {
        throw UsageError("it is not known which folder the app is built from",
                         "say what to watch: --path DIR");
      }
      if (fs::path(way->source_folder) == fs::path(way->build_folder)) {
        throw UsageError(
            "the app is built in the folder of its sources, so each build would be a "
            "change",
            "say what to watch: --path DIR, or build in a folder of its own");
      }
      paths.push_back(way->source_folder);
    }
    if (app_.config_file) paths.push_back(*app_.config_file);
    if (app_.lock_file) paths.push_back(*app_.lock_file);
    return paths;
  }

  static void watch_on(FolderWatch& watch, WatchRounds rounds, const Console& console) {
    const std::size_t folders = watch.folder_count();
    console.say("watching " + (folders == 0 ? "files" : counted(folders, "folder")) +
                "; Ctrl-C ends it");
    rounds.go();
    while (!InterruptGuard::is_interrupted()) {
      const std::vector<std::string> changed = watch.wait(InterruptGuard::is_interrupted);
      if (changed.empty()) continue;
      console.tell(title_of(changed));
      rounds.go();
    }
  }

  std::optional<std::string> build_;
  std::optional<std::string> target_;
  std::vector<std::string> paths_;
  std::vector<std::string> accepted_;
  std::vector<std::string> stack_names_;
  bool deploys_ = false;
  bool summary_ = false;
  DeployOptions deploy_;
  deploy::AwsOptions account_;
  AppOptions app_;
};

}  // namespace

std::unique_ptr<Verb> make_watch_verb() { return std::make_unique<WatchVerb>(); }

}  // namespace omnitrack::cli
