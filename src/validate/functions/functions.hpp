#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "meaning/template_names.hpp"
#include "validate/context.hpp"

namespace omnitrack::validate {

// What the checks of functions share; only they include this.

/// Where a value stands, as far as functions are concerned.
enum class CallSite : std::uint8_t { value, condition, rule };

/// A loop of the language extensions around a value.
struct Loop {
  std::string_view identifier;
  const Loop* outer = nullptr;
};

/// A condition that is surely true or false wherever a value is used.
struct Guard {
  std::string_view condition;
  bool holds = true;
  const Guard* outer = nullptr;
};

/// What surrounds a value.
struct Scope {
  CallSite call_site = CallSite::value;
  const tmpl::ResourceEntry* user = nullptr;  ///< null outside resources
  const Loop* loop = nullptr;
  const Guard* guard = nullptr;

  [[nodiscard]] bool is_loop_variable(std::string_view name) const;
  /// Whether a text may hold a loop's variable, so that it is not known.
  [[nodiscard]] bool is_computed(std::string_view text) const;
};

/// The code of a call that fails only when it is worked out: where a condition may leave it out, it
/// is not sure to fail.
inline GradedCode when_evaluated(const Scope& scope,
                                 FindingCode<Severity::error, Severity::warning> code) {
  return scope.guard == nullptr ? as_error(code) : as_warning(code);
}

/// The checks' common state.
struct FunctionContext {
  const tmpl::Index& index;
  Reporter& report;
  const meaning::Names& names;
  /// Whether a set of guards can hold while a condition does not, by their texts.
  std::unordered_map<std::string, bool>& guard_results;
};

/// A set of functions.
class FunctionSet {
 public:
  constexpr FunctionSet(std::initializer_list<tmpl::Function> functions) {
    for (const tmpl::Function each : functions) bits_ |= bit(each);
  }
  [[nodiscard]] constexpr bool has(tmpl::Function one) const { return (bits_ & bit(one)) != 0; }

 private:
  static constexpr std::uint64_t bit(tmpl::Function one) {
    return std::uint64_t{1} << static_cast<unsigned>(one);
  }
  std::uint64_t bits_ = 0;
};

/// Any value with all that is in it.  (functions.cpp)
void check_value(const FunctionContext& context, const tmpl::Node& value, const meaning::Path& path,
                 const Scope& scope);

/// The arguments of a call that may stand where it stands.  (function_arguments.cpp)
void check_arguments(const FunctionContext& context, const tmpl::Node& call,
                     const meaning::Path& path, const Scope& scope);

/// Whether a value surely is a list, or surely is none, when the stack is made.  (result_kinds.cpp)
bool is_surely_list(const FunctionContext& context, const tmpl::Node& value, const Scope& scope);
bool is_surely_no_list(const FunctionContext& context, const tmpl::Node& value, const Scope& scope);

/// What Ref, Fn::GetAtt, a condition's name or DependsOn names; all by text.  (references.cpp)
void check_ref(const FunctionContext& context, const tmpl::Node& name, const meaning::Path& path,
               const Scope& scope);
void check_get_att(const FunctionContext& context, const tmpl::Node& argument,
                   const meaning::Path& path, const Scope& scope);
void check_condition_name(const FunctionContext& context, const tmpl::Node& name,
                          const meaning::Path& path, const Scope& scope);
void check_depends_on(const FunctionContext& context, const tmpl::Node& value,
                      const meaning::Path& path, const Scope& scope);

/// A place in the text and the words for a name that stands there.
struct NamePlace {
  std::uint32_t begin;
  std::uint32_t end;
  const meaning::Path& path;
};

/// The same for a name that is part of a text.
void check_ref_name(const FunctionContext& context, std::string_view name, const NamePlace& place,
                    const Scope& scope);
void check_attribute_name(const FunctionContext& context, std::string_view id,
                          std::string_view attribute, const NamePlace& place, const Scope& scope);

/// A reference to a resource with a condition from a place where it may not exist.
/// (conditional_references.cpp)
void check_exists(const FunctionContext& context, const tmpl::ResourceEntry& target,
                  const NamePlace& place, const Scope& scope);

/// The text and the variables of Fn::Sub.  (substitutions.cpp)
void check_sub(const FunctionContext& context, const tmpl::Node& argument,
               const meaning::Path& path, const Scope& scope);
/// A text outside of Fn::Sub that has a variable in it.
void check_plain_text(const FunctionContext& context, const tmpl::Node& text,
                      const meaning::Path& path, const Scope& scope);

/// A text that is meant to be a call, such as `!Ref Name` in quotes; OT4328.  (written_calls.cpp)
void check_written_call(const FunctionContext& context, const tmpl::Node& text,
                        const meaning::Path& path, const Scope& scope);

/// What Fn::FindInMap names.  (find_in_map.cpp)
void check_find_in_map(const FunctionContext& context, const tmpl::Node& argument,
                       const meaning::Path& path, const Scope& scope);

/// The shape of a loop `Fn::ForEach::NAME`; whether its body can be checked.
/// (language_extensions.cpp)
bool check_loop(const FunctionContext& context, const tmpl::Member& loop, const meaning::Path& path,
                const Scope& scope);
/// That what needs the language extensions has them; `what` is for the message.
bool check_has_extensions(const FunctionContext& context, std::string_view what,
                          const tmpl::Node& at, const meaning::Path& path);

/// Parameters, mappings and conditions that nothing uses.  (unused.cpp)
void check_unused(const Context& context);

}  // namespace omnitrack::validate
