#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "omnitrack/config.hpp"
#include "omnitrack/diagnostics.hpp"
#include "omnitrack/finding_code.hpp"

namespace omnitrack::cli {

/// A value as the user gives it; nothing for one that no key takes, such as an object.
using ConfigValue =
    std::variant<std::monostate, bool, std::int64_t, std::string, std::vector<std::string>>;

/// Where a value was given: a file's line and column, or an option.
struct ConfigPlace {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A mistake in the configuration.
Diagnostic config_error(FindingCode<Severity::error> code, const ConfigPlace& place,
                        std::string message, std::string hint = {});

/// The keys of an app's configuration, bound to the members of its struct.
class ConfigKeys final : public ConfigSchema {
 public:
  /// A whole number within a range.
  struct Number {
    std::int64_t* value;
    std::int64_t least;
    std::int64_t greatest;
    std::vector<std::int64_t> offered;  ///< the only ones; empty for all in the range
  };
  /// A text of a certain form.
  struct Text {
    std::string* value;
    bool (*fits)(std::string_view text);
  };
  /// One key, with what the help and the completion say of it.
  struct Key {
    std::string_view name;
    std::string_view help;
    std::string type;           ///< e.g. `1..3650`
    std::string default_value;  ///< as `--set` takes it
    std::string expected;       ///< e.g. `a whole number from 1 to 3650`
    std::vector<std::string_view> choices;
    std::variant<bool*, Number, Text, std::string*, std::vector<std::string>*, Choice> target;
  };

  void key(std::string_view name, bool& target, std::string_view help) override;
  void key(std::string_view name, std::int64_t& target, std::int64_t least, std::int64_t greatest,
           std::string_view help) override;
  void key(std::string_view name, std::int64_t& target, std::initializer_list<std::int64_t> offered,
           std::string_view help) override;
  void key(std::string_view name, std::string& target, const TextRule& rule,
           std::string_view help) override;
  void key(std::string_view name, std::string& target, std::string_view help) override;
  void key(std::string_view name, std::vector<std::string>& target, std::string_view help) override;

  [[nodiscard]] const std::vector<Key>& all() const { return keys_; }

  /// The key of that name; where there is none, says so and returns null.
  const Key* find(std::string_view name, const ConfigPlace& place,
                  std::vector<Diagnostic>& diagnostics) const;

  /// Sets a key as `--set` does it: `KEY=VALUE`.
  void set(const std::string& setting, std::vector<Diagnostic>& diagnostics) const;

 protected:
  void choice(const Choice& given) override;

 private:
  /// A copy that lives as long as the keys.
  std::string_view keep(std::string_view text) { return texts_.emplace_back(text); }

  std::deque<std::string> texts_;
  std::vector<Key> keys_;
};

/// Sets a key's target, or says why the value does not fit. `given` is the value as the user wrote
/// it.
void assign(const ConfigKeys::Key& key, const ConfigValue& value, std::string_view given,
            const ConfigPlace& place, std::vector<Diagnostic>& diagnostics);

}  // namespace omnitrack::cli
