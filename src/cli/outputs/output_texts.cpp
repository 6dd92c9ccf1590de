#include "cli/outputs/output_texts.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "cli/failure.hpp"
#include "cli/outputs/steering_variables.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/table.hpp"
#include "deploy/shell.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// `HttpApi` has its words at `H` and `A`, `APIUrl` at `A` and `U`.
bool begins_word(std::string_view key, std::size_t i) {
  if (i == 0 || !is_upper(key[i])) return false;
  const bool ends_capitals = is_upper(key[i - 1]) && i + 1 < key.size() &&
                             is_lower_or_digit(key[i + 1]) && !std::isdigit(key[i + 1]);
  return is_lower_or_digit(key[i - 1]) || ends_capitals;
}

}  // namespace

std::string variable_name(std::string_view key) {
  std::string name;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    if (begins_word(key, i)) name += '_';
    if (is_upper(c) || is_lower_or_digit(c)) {
      name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    } else {
      name += '_';
    }
  }
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) name.insert(0, 1, '_');
  return name;
}

std::string outputs_table(const std::vector<StackOutputs>& stacks) {
  std::vector<std::vector<std::string>> rows{{"STACK", "OUTPUT", "VALUE"}};
  for (const StackOutputs& stack : stacks) {
    for (const deploy::NamedValue& each : stack.outputs) {
      rows.push_back({stack.stack, each.name, each.value});
    }
  }
  return rows.size() == 1 ? std::string() : table_text(rows);
}

std::string outputs_json(const std::vector<StackOutputs>& stacks) {
  return support::json_text(support::JsonLayout::wide, [&](support::JsonWriter& json) {
    json.begin_object();
    for (const StackOutputs& stack : stacks) {
      json.any_key(stack.stack);
      json.begin_object();
      for (const deploy::NamedValue& each : stack.outputs) {
        json.any_key(each.name);
        json.any_string(each.value);
      }
      json.end_object();
    }
    json.end_object();
  });
}

std::string outputs_env(const std::vector<StackOutputs>& stacks) {
  std::map<std::string, const deploy::NamedValue*> known;
  std::string text;
  for (const StackOutputs& stack : stacks) {
    for (const deploy::NamedValue& each : stack.outputs) {
      const std::string name = variable_name(each.name);
      if (is_steering_variable(name)) {
        throw Failure("the output " + quoted_name(each.name) + " would be the variable " + name +
                          ", which changes how a shell, or what it starts, works",
                      "rename the output, or take --json");
      }
      const auto [other, is_new] = known.try_emplace(name, &each);
      if (!is_new && other->second->value != each.value) {
        throw Failure("the outputs " + quoted_name(other->second->name) + " and " +
                          quoted_name(each.name) + " would both be " + name,
                      "name one stack at a time, or take --json");
      }
      if (each.value.find('\0') != std::string::npos) {
        throw Failure("the value of the output " + quoted_name(each.name) +
                      " holds a zero byte, which no variable can");
      }
      if (is_new) text += "export " + name + '=' + deploy::shell_quoted(each.value) + '\n';
    }
  }
  return text;
}

}  // namespace omnitrack::cli
