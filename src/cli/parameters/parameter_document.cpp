#include <algorithm>
#include <array>

#include "cli/page/printable.hpp"
#include "cli/parameters/parameter_file.hpp"

namespace omnitrack::cli {

namespace {

using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using validate::GivenForm;

/// What a value of a list or a scalar is as the text that CloudFormation gets.
std::optional<std::string> text_of_value(const Node& value) {
  if (value.is_scalar() && !value.is(Kind::null)) return std::string(value.text());
  if (!value.is(Kind::list)) return std::nullopt;
  std::string text;
  for (const Node& each : value.items()) {
    if (!each.is_scalar() || each.is(Kind::null)) return std::nullopt;
    if (&each != value.items().data()) text += ',';
    text += each.text();
  }
  return text;
}

/// Whether a tool makes the value of what is written, by a tag or a function of its own, such as
/// CodePipeline's `Fn::GetArtifactAtt`.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-parameter-override-functions.html
bool is_made_by_tool(const Node& value) {
  if (value.members().size() != 1) return false;
  const std::string_view key = value.members().front().key();
  return value.is_call() || key.starts_with('!') || key.starts_with("Fn::");
}

/// Whether a map describes the parameters of a template.
bool describes_parameters(const Node& map) {
  return std::ranges::any_of(map.members(), [](const Member& each) {
    const Node* type = each.value.find("Type");
    return type != nullptr && type->is(Kind::string);
  });
}

const Node* find_any(const Node& map, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (const Node* found = map.find(key)) return found;
  }
  return nullptr;
}

class DocumentReader {
 public:
  DocumentReader(const tmpl::Template& source, std::string_view environment, GivenParameters& given)
      : source_(source), environment_(environment), given_(given) {}

  void read(const Node& root) {
    if (!environment_.empty() && !is_sam(root)) {
      return tell_no_environments(source_, environment_, given_);
    }
    if (root.is(Kind::list)) return read_list(root);
    if (!root.is(Kind::map)) {
      return tell(root, "this is no file of parameters: it is neither a map nor a list");
    }
    const Node* named = find_any(root, {"Parameters", "parameters"});
    const bool is_template =
        root.find("Resources") != nullptr || (named != nullptr && describes_parameters(*named));
    if (is_template) {
      return tell_whole("this is a template, and gives its parameters no values",
                        "name a file such as {\"Stage\": \"prod\"}");
    }
    if (const Node* stacks = root.find("Stacks"); stacks != nullptr && stacks->is(Kind::list)) {
      return read_stacks(*stacks);
    }
    if (named != nullptr) {
      if (named->is(Kind::list)) return read_list(*named);
      if (named->is(Kind::map)) return read_map(*named);
      if (named->is(Kind::null)) return;
    }
    if (is_sam(root)) return read_sam(root);
    read_map(root);
  }

 private:
  // `[{"ParameterKey": …, "ParameterValue": …}]`, and `["Stage=prod"]`.
  // https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html
  // https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy.html
  void read_list(const Node& list) {
    for (const Node& each : list.items()) {
      if (each.is(Kind::string)) {
        add_from_words(source_, each.text(), &each, given_);
      } else if (const Node* key = each.find("ParameterKey")) {
        read_entry(each, *key);
      } else {
        tell(each, "there is no ParameterKey");
      }
    }
  }

  void read_entry(const Node& entry, const Node& key) {
    const Node* value = find_any(entry, {"ResolvedValue", "ParameterValue"});
    const Node* previous = entry.find("UsePreviousValue");
    if (previous != nullptr && previous->text() == "true") {
      push(key.text(), key.begin, key, GivenForm::list);
      given_.all.back().value.reset();
    } else if (value == nullptr) {
      tell(entry, quoted_name(key.text()) + " has no ParameterValue");
    } else {
      // A stored parameter is given by its name, whatever it was at that time.
      const Node* given = entry.find("ParameterValue");
      add(key.text(), key.begin, given == nullptr ? *value : *given, GivenForm::list);
    }
  }

  // What `describe-stacks` writes.
  void read_stacks(const Node& stacks) {
    for (const Node& stack : stacks.items()) {
      const std::size_t first = given_.all.size();
      const Node* parameters = stack.find("Parameters");
      if (parameters != nullptr && parameters->is(Kind::list)) read_list(*parameters);
      const Node* name = stack.find("StackName");
      if (stacks.items().size() == 1 || name == nullptr) continue;
      for (std::size_t i = first; i < given_.all.size(); ++i) given_.all[i].stack = name->text();
    }
  }

  void read_map(const Node& map) {
    for (const Member& each : map.members()) {
      if (!each.key().starts_with('$')) {
        add(each.key(), each.key_begin, each.value, GivenForm::overrides);
      }
    }
  }

  // samconfig.yaml
  // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
  static const Node* overrides_of(const Node& environment) {
    for (const std::string_view command : commands_with_overrides) {
      const Node* found = environment.find(command);
      if (found != nullptr) found = found->find("parameters");
      if (found != nullptr) found = found->find("parameter_overrides");
      if (found != nullptr) return found;
    }
    return nullptr;
  }

  static bool is_sam(const Node& root) {
    return std::ranges::any_of(
        root.members(), [](const Member& each) { return overrides_of(each.value) != nullptr; });
  }

  void read_sam(const Node& root) {
    std::vector<std::string_view> names;
    for (const Member& each : root.members()) {
      if (overrides_of(each.value) != nullptr) names.push_back(each.key());
    }
    const auto chosen = chosen_environment(source_, names, environment_, given_);
    if (!chosen) return;
    const Node& overrides = *overrides_of(*root.find(names[*chosen]));
    if (overrides.is(Kind::string)) {
      add_from_words(source_, overrides.text(), &overrides, given_);
    } else if (overrides.is(Kind::list)) {
      read_list(overrides);
    } else {
      read_map(overrides);
    }
  }

  void add(std::string_view name, std::uint32_t name_begin, const Node& value, GivenForm form) {
    if (is_made_by_tool(value)) return push(name, name_begin, value, form);
    std::optional<std::string> text = text_of_value(value);
    if (!text) {
      return tell(value, quoted_name(name) + " is given " +
                             (value.is(Kind::null) ? "nothing" : "a map, not a text"));
    }
    push(name, name_begin, value, form);
    given_.all.back().value = std::move(text);
  }

  void push(std::string_view name, std::uint32_t name_begin, const Node& value, GivenForm form) {
    given_.all.push_back({.name = std::string(name),
                          .kind = value.kind,
                          .in = &source_,
                          .name_begin = name_begin,
                          .begin = value.begin,
                          .end = value.end,
                          .form = form});
  }

  void tell(const Node& at, std::string message) {
    tell_no_parameters(source_, at.begin, at.end, std::move(message), given_);
  }

  // At the place of the file as a whole, which need not be shown.
  void tell_whole(std::string message, std::string hint) {
    tell_no_parameters(source_, 0, 0, std::move(message), given_, std::move(hint));
  }

  const tmpl::Template& source_;
  std::string_view environment_;
  GivenParameters& given_;
};

}  // namespace

void add_from_document(const tmpl::Document& document, std::string_view environment,
                       GivenParameters& given) {
  DocumentReader(document.source(), environment, given).read(document.root());
}

}  // namespace omnitrack::cli
