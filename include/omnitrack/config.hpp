#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace omnitrack {

/// The form that a text must have.
struct TextRule {
  bool (*fits)(std::string_view text);
  /// The form in words that complete "must be", e.g. `lower-case letters`.
  std::string expected;
};

/// The keys that an app's configuration has, each bound to a member of the app's struct. A key that
/// is not described, or a value of the wrong type, is an error with its place and the nearest right
/// name.
class ConfigSchema {
 public:
  virtual ~ConfigSchema() = default;

  /// A key that is true or false.
  virtual void key(std::string_view name, bool& target, std::string_view help) = 0;
  /// A key that is a whole number within a range.
  virtual void key(std::string_view name, std::int64_t& target, std::int64_t least,
                   std::int64_t greatest, std::string_view help) = 0;
  /// A key that is one of several whole numbers.
  virtual void key(std::string_view name, std::int64_t& target,
                   std::initializer_list<std::int64_t> offered, std::string_view help) = 0;
  /// A key that is text of a certain form.
  virtual void key(std::string_view name, std::string& target, const TextRule& rule,
                   std::string_view help) = 0;
  /// A key that is text.
  virtual void key(std::string_view name, std::string& target, std::string_view help) = 0;
  /// A key that is a list of texts; `--set` takes them separated by commas.
  virtual void key(std::string_view name, std::vector<std::string>& target,
                   std::string_view help) = 0;
  /// A key that is one of several names; the enumerators number the names from 0.
  template <class E>
  void key(std::string_view name, E& target, std::initializer_list<std::string_view> names,
           std::string_view help) {
    choice({name, help, names, static_cast<std::size_t>(target), &target,
            [](void* to, std::size_t index) { *static_cast<E*>(to) = static_cast<E>(index); }});
  }

 protected:
  /// An enumerated key without its type.
  struct Choice {
    std::string_view name;
    std::string_view help;
    std::vector<std::string_view> names;
    std::size_t chosen;
    void* target;
    void (*set)(void* target, std::size_t index);
  };
  virtual void choice(const Choice& choice) = 0;
};

}  // namespace omnitrack
