#include <algorithm>
#include <filesystem>
#include <numeric>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/format/tidy_files.hpp"
#include "cli/log.hpp"
#include "cli/page/wording.hpp"
#include "cli/session.hpp"
#include "cli/templates/exclusions.hpp"
#include "cli/verbs.hpp"
#include "support/line_diff.hpp"

namespace omnitrack::cli {

namespace {

class FormatVerb final : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "format"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Write CloudFormation templates in one tidy form, comments kept, or turn JSON and YAML "
           "into each other";
  }
  [[nodiscard]] std::vector<Example> examples() const override {
    return {{"format template.yaml", "prints it"},
            {"format --write templates", "all templates in a folder, in place"},
            {"format --check --exclude vendor/ .", "for a CI: names what is not tidy"},
            {"format --diff template.yaml", "shows what would change"},
            {"format template.json -o template.yaml", "JSON becomes YAML"}};
  }

  Options options() override {
    return {
        {.long_name = "FILE",
         .help = "templates, folders of templates, or - for standard input",
         .target = &files_,
         .completes = Completes::file},
        {.long_name = "--write",
         .short_name = "-w",
         .help = "write the tidy form in place of each file",
         .target = &write_},
        {.long_name = "--check",
         .help = "print the names of the files that are not tidy, and write nothing",
         .target = &check_},
        {.long_name = "--diff",
         .help = "print what would change, and write nothing",
         .target = &diff_},
        {.long_name = "--exclude",
         .value_name = "PATTERN",
         .help = exclude_help,
         .target = &excluded_},
        {.long_name = "--to",
         .value_name = "FORMAT",
         .help = "turn it into json or yaml; by default as the name behind -o says, else as it is",
         .target = &to_,
         .choices = {"json", "yaml"}},
        {.long_name = "--output",
         .short_name = "-o",
         .value_name = "FILE",
         .help = "write one template into this file; - is standard output",
         .target = &output_,
         .completes = Completes::file},
        {.long_name = "--sort",
         .help = "sections in the order of AWS's page, and Type first in each resource",
         .target = &options_.is_sorted},
    };
  }

  int run(Session& session) override {
    check_usage();
    options_.to = target_format();
    const Phase phase("format");
    const TidyFiles made = tidy_files(files_, excluded_, options_, session.console);
    if (!made.problems.empty()) session.console.show(made.problems, false);
    tell_comments(made, session.console);
    const int code = finish(made, session.console);
    return made.problems.empty() ? code : ExitCode::failed;
  }

 private:
  [[nodiscard]] bool is_in_place() const { return write_ || check_ || diff_; }

  void check_usage() const {
    if (files_.empty()) {
      throw UsageError("no file is named", "name a template, a folder, or - for standard input");
    }
    for (const std::string& file : files_) {
      if (file.empty()) throw UsageError("the name of a file is empty");
    }
    if (std::ranges::count(files_, "-") > 1) {
      throw UsageError("standard input can be read only once", "name - once");
    }
    if (write_ && (check_ || diff_)) {
      throw UsageError("--write excludes --check and --diff", "these write nothing");
    }
    if (is_in_place() && (to_ || output_)) {
      throw UsageError(
          "--to and --output exclude --write, --check and --diff",
          "a template that is turned into another format is printed, or written by -o");
    }
    if (write_ && std::ranges::find(files_, "-") != files_.end()) {
      throw UsageError("standard input cannot be written in place", "leave --write out");
    }
    std::error_code error;
    const bool are_several =
        files_.size() > 1 || std::filesystem::is_directory(files_.front(), error);
    if (are_several && !is_in_place()) {
      throw UsageError("one template at a time can be printed",
                       "several files and folders take --write, --check or --diff");
    }
  }

  [[nodiscard]] std::optional<tmpl::Format> target_format() const {
    const std::string name = output_ && !to_ ? *output_ : '.' + to_.value_or("");
    if (name.ends_with(".json")) return tmpl::Format::json;
    if (name.ends_with(".yaml") || name.ends_with(".yml")) return tmpl::Format::yaml;
    return std::nullopt;
  }

  static void tell_comments(const TidyFiles& made, const Console& console) {
    const std::size_t count = std::accumulate(
        made.files.begin(), made.files.end(), std::size_t{0},
        [](std::size_t sum, const TidyFile& each) { return sum + each.comments_left_out; });
    if (count == 0) return;
    console.say(counted(count, "comment") + (count == 1 ? " is" : " are") +
                " left out: JSON has none");
  }

  [[nodiscard]] int finish(const TidyFiles& made, const Console& console) const {
    if (write_) return write(made, console);
    if (is_in_place()) return compare(made, console);
    for (const TidyFile& each : made.files) {
      if (output_ && !is_standard_output(*output_)) {
        write_files(std::vector<NewFile>{{*output_, each.after}});
      } else {
        console.print(each.after);
      }
    }
    return ExitCode::done;
  }

  static int write(const TidyFiles& made, const Console& console) {
    std::vector<NewFile> changed;
    for (const TidyFile& each : made.files) {
      if (each.differs()) {
        changed.push_back({.path = each.name, .text = each.after, .keeps_mode = true});
      }
    }
    write_files(changed);
    for (const NewFile& each : changed) console.say("wrote " + each.path);
    if (changed.empty() && !made.files.empty()) console.say(all_are_tidy(made));
    return ExitCode::done;
  }

  [[nodiscard]] int compare(const TidyFiles& made, const Console& console) const {
    std::string text;
    std::size_t count = 0;
    for (const TidyFile& each : made.files) {
      if (!each.differs()) continue;
      ++count;
      text += diff_ ? support::unified_diff(each.before, each.after, each.name, each.name)
                    : each.name + '\n';
    }
    console.print(text);
    if (!check_) return ExitCode::done;
    if (count != 0) {
      console.say(std::to_string(count) + " of " + counted(made.files.size(), "file") +
                  (count == 1 ? " is" : " are") +
                  " not in the tidy form; format --write mends that");
      return ExitCode::differs;
    }
    if (!made.files.empty()) console.say(all_are_tidy(made));
    return ExitCode::done;
  }

  static std::string all_are_tidy(const TidyFiles& made) {
    const std::size_t count = made.files.size();
    return counted(count, "file") + (count == 1 ? " is" : " are") + " in the tidy form";
  }

  std::vector<std::string> files_;
  std::vector<std::string> excluded_;
  bool write_ = false;
  bool check_ = false;
  bool diff_ = false;
  std::optional<std::string> to_;
  std::optional<std::string> output_;
  format::FormatOptions options_;
};

}  // namespace

std::unique_ptr<Verb> make_format_verb() { return std::make_unique<FormatVerb>(); }

}  // namespace omnitrack::cli
