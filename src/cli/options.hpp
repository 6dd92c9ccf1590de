#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace omnitrack::cli {

/// What a shell completes an option's value or an argument with.
enum class Completes { nothing, file, directory, stack, config_key, verb, code, resource_type };

/// One option or positional argument of a verb, bound to where its value goes.
struct Option {
  using Target = std::variant<bool*, std::optional<std::string>*, std::vector<std::string>*>;

  std::string_view long_name;        ///< with its dashes; without them it is a positional argument
  std::string_view short_name = {};  ///< with its dash; may be empty
  std::string_view value_name = {};  ///< e.g. `DIR`; empty for a flag
  std::string_view help;
  Target target;
  Completes completes = Completes::nothing;
  std::vector<std::string_view> choices = {};  ///< the only values that it takes

  [[nodiscard]] bool is_positional() const { return !long_name.starts_with('-'); }
  [[nodiscard]] bool is_flag() const { return std::holds_alternative<bool*>(target); }
  /// Whether it may be given any number of times.
  [[nodiscard]] bool is_repeatable() const {
    return std::holds_alternative<std::vector<std::string>*>(target);
  }
};

using Options = std::vector<Option>;

/// The options that were given, as words of a command line that gives them again.
std::vector<std::string> given_words(const Options& options);

/// The options that every verb has.
struct CommonOptions {
  bool help = false;
  bool version = false;
  bool quiet = false;
  bool verbose = false;
  std::optional<std::string> color;

  [[nodiscard]] Options options();
};

/// The options of the verbs that build the app.
struct AppOptions {
  std::optional<std::string> config_file;
  std::vector<std::string> settings;
  std::optional<std::string> lock_file;
  bool no_lock = false;
  bool split = false;
  std::optional<std::string> assets_bucket;
  std::optional<std::string> images_repository;

  /// Whether any of them was given.
  [[nodiscard]] bool is_any_given() const {
    return config_file || !settings.empty() || lock_file || no_lock || split || assets_bucket ||
           images_repository;
  }

  void add_to(Options& options);
};

}  // namespace omnitrack::cli
