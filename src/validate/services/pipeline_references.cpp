#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::for_each_at;
using meaning::known_text;
using meaning::may_have_more;
using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr std::string_view name_characters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@-_";

/// Checks what the configurations of actions name: files of artifacts, and variables.
class ReferenceCheck {
 public:
  explicit ReferenceCheck(const ServiceResource& resource) : resource_(resource) {}

  void run() {
    const Node* stages = find_value(&resource_.properties, "Stages");
    if (stages == nullptr) return;
    const Path stages_path(resource_.path, "Stages");
    collect_namespaces(*stages, stages_path);
    for_each_at(*stages, "*/Actions/*", stages_path, [this](const Node& action, const Path& at) {
      if (action.is_call()) return;
      // https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
      for (const std::string_view key : {"TemplatePath", "TemplateConfiguration"}) {
        check_artifact(action, "Configuration/" + std::string(key), at);
      }
      for_each_at(action, "Configuration/*", at, [this](const Node& value, const Path& value_path) {
        check_variables(value, value_path);
      });
    });
  }

 private:
  // https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html
  void collect_namespaces(const Node& stages, const Path& path) {
    are_namespaces_known_ = stages.is(Kind::list) && !resource_.properties.has_function_key;
    for (const std::string_view way : {"*", "*/Actions", "*/Actions/*"}) {
      for_each_at(stages, way, path, [this](const Node& part, const Path&) {
        if (part.is_call() || (part.is(Kind::map) && may_have_more(part))) {
          are_namespaces_known_ = false;
        }
      });
    }
    for_each_at(stages, "*/Actions/*/Namespace", path, [this](const Node& name, const Path&) {
      if (const auto text = known_text(&name)) {
        namespaces_.push_back(*text);
        known_namespaces_.insert(*text);
      } else {
        are_namespaces_known_ = false;
      }
    });
  }

  /// Reports a file `ARTIFACT::PATH` of an artifact that the action does not take.
  void check_artifact(const Node& action, const std::string& way, const Path& path) {
    std::vector<std::string_view> inputs;
    bool are_known = !may_have_more(action);
    for_each_at(action, "InputArtifacts", path, [&](const Node& list, const Path&) {
      if (list.is_call()) are_known = false;
    });
    for_each_at(action, "InputArtifacts/*", path, [&](const Node& input, const Path&) {
      const auto name = input.is_call() ? std::nullopt : known_text(input.find("Name"));
      if (name) {
        inputs.push_back(*name);
      } else {
        are_known = false;
      }
    });
    if (!are_known) return;
    for_each_at(action, way, path, [&](const Node& file, const Path& at) {
      const std::string_view text = written_text(file);
      const std::size_t end = text.find("::");
      if (end == std::string_view::npos) return;
      const std::string_view artifact = text.substr(0, end);
      if (artifact.find_first_not_of(name_characters) != std::string_view::npos) return;
      if (std::ranges::find(inputs, artifact) != inputs.end()) return;
      resource_.context.report.error(
          codes::OT4681, file, at,
          "the action takes no artifact '" + std::string(artifact) + "' as its input",
          did_you_mean(artifact, inputs));
    });
  }

  /// The text before anything that is filled in.
  static std::string_view written_text(const Node& value) {
    if (value.is(Kind::string)) return value.text();
    if (!value.calls(tmpl::Function::sub)) return {};
    const Node& argument = value.argument();
    if (argument.is(Kind::string)) return argument.text();
    return argument.is(Kind::list) && argument.count > 0 && argument.items()[0].is(Kind::string)
               ? argument.items()[0].text()
               : std::string_view{};
  }

  /// Reports the variables `#{NAMESPACE.KEY}` in the texts of a value that no action has.
  void check_variables(const Node& value, const Path& path) {
    if (!are_namespaces_known_) return;
    if (value.is(Kind::string)) {
      check_text(value, path);
    } else if (value.is(Kind::list)) {
      const auto items = value.items();
      for (std::size_t i = 0; i < items.size(); ++i) check_variables(items[i], Path(path, i));
    } else if (value.is(Kind::map)) {
      for (const Member& member : value.members()) {
        check_variables(member.value, Path(path, member.key()));
      }
    }
  }

  void check_text(const Node& value, const Path& path) {
    constexpr std::string_view beginning = "#{";
    const std::string_view text = value.text();
    for (std::size_t at = text.find(beginning); at != std::string_view::npos;
         at = text.find(beginning, at + 1)) {
      const std::string_view rest = text.substr(at + beginning.size());
      const std::size_t length = rest.find_first_not_of(name_characters);
      if (length == 0 || length == std::string_view::npos || rest[length] != '.') continue;
      const std::string_view name = rest.substr(0, length);
      if (name == "codepipeline" || name == "variables" || known_namespaces_.contains(name)) {
        continue;
      }
      resource_.context.report.error(
          codes::OT4681, value, path, "no action has the namespace '" + std::string(name) + "'",
          namespaces_.empty() ? "give the action that makes the variable a 'Namespace'"
                              : did_you_mean(name, namespaces_));
    }
  }

  const ServiceResource& resource_;
  std::vector<std::string_view> namespaces_;
  std::unordered_set<std::string_view> known_namespaces_;
  bool are_namespaces_known_ = true;
};

}  // namespace

void check_pipeline_references(const ServiceResource& resource) { ReferenceCheck(resource).run(); }

}  // namespace omnitrack::validate
