#include "cli/options.hpp"

namespace omnitrack::cli {

std::vector<std::string> given_words(const Options& options) {
  std::vector<std::string> words;
  for (const Option& option : options) {
    if (option.is_positional()) continue;
    const std::string name(option.long_name);
    if (auto* const* flag = std::get_if<bool*>(&option.target)) {
      if (**flag) words.push_back(name);
    } else if (auto* const* value = std::get_if<std::optional<std::string>*>(&option.target)) {
      if (**value) words.push_back(name + '=' + ***value);
    } else {
      for (const std::string& each : *std::get<std::vector<std::string>*>(option.target)) {
        words.push_back(std::string(name).append("=").append(each));
      }
    }
  }
  return words;
}

Options CommonOptions::options() {
  return {
      {.long_name = "--color",
       .value_name = "WHEN",
       .help = "colour what is for people: auto, always or never (NO_COLOR turns auto off)",
       .target = &color,
       .choices = {"auto", "always", "never"}},
      {.long_name = "--help", .short_name = "-h", .help = "print this help", .target = &help},
      {.long_name = "--quiet",
       .short_name = "-q",
       .help = "say nothing but errors",
       .target = &quiet},
      {.long_name = "--verbose",
       .short_name = "-v",
       .help = "say how long each phase takes, and show what is acknowledged",
       .target = &verbose},
      {.long_name = "--version", .help = "print the version", .target = &version},
  };
}

void AppOptions::add_to(Options& options) {
  options.push_back({.long_name = "--config",
                     .value_name = "FILE",
                     .help = "read the app's configuration from a JSON object",
                     .target = &config_file,
                     .completes = Completes::file});
  options.push_back({.long_name = "--set",
                     .value_name = "KEY=VALUE",
                     .help = "set a configuration key, whatever the file says; repeatable, and of "
                             "two for one key the last one counts",
                     .target = &settings,
                     .completes = Completes::config_key});
  options.push_back({.long_name = "--lock",
                     .value_name = "FILE",
                     .help = "the lock file, whose logical ids are kept (default: "
                             "omnitrack.lock.json where there is one)",
                     .target = &lock_file,
                     .completes = Completes::file});
  options.push_back({.long_name = "--no-lock",
                     .help = "make all logical ids of the paths, whatever the lock file says",
                     .target = &no_lock});
  options.push_back({.long_name = "--split",
                     .help = "split stacks of more than 500 resources into nested stacks, as the "
                             "lock file remembers; lock --split begins it",
                     .target = &split});
  options.push_back({.long_name = "--assets-bucket",
                     .value_name = "NAME",
                     .help = "the bucket that files and folders of the app are uploaded to; "
                             "${AWS::AccountId} and ${AWS::Region} stand for those of a stack",
                     .target = &assets_bucket});
  options.push_back({.long_name = "--images-repository",
                     .value_name = "NAME",
                     .help = "the repository that container images of the app are pushed to, with "
                             "the same placeholders",
                     .target = &images_repository});
}

}  // namespace omnitrack::cli
