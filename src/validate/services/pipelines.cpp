#include <algorithm>
#include <array>
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
using tmpl::Node;

namespace {

/// How many artifacts an action takes and makes.
struct ArtifactCounts {
  std::string_view category;
  std::string_view provider;
  std::size_t minimum_in;
  std::size_t maximum_in;
  std::size_t minimum_out;
  std::size_t maximum_out;
};

// https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-action-artifacts.html
constexpr auto artifact_counts = std::to_array<ArtifactCounts>({
    {"Approval", "Manual", 0, 0, 0, 0},
    {"Build", "CodeBuild", 1, 5, 0, 5},
    {"Deploy", "CloudFormation", 0, 10, 0, 1},
    {"Deploy", "CodeDeploy", 1, 1, 0, 0},
    {"Deploy", "ECS", 1, 1, 0, 0},
    {"Deploy", "ElasticBeanstalk", 1, 1, 0, 0},
    {"Deploy", "S3", 1, 1, 0, 0},
    {"Deploy", "ServiceCatalog", 1, 1, 0, 0},
    {"Invoke", "Lambda", 0, 5, 0, 5},
    {"Source", "CodeCommit", 0, 0, 1, 1},
    {"Source", "ECR", 0, 0, 1, 1},
    {"Source", "GitHub", 0, 0, 1, 1},
    {"Source", "S3", 0, 0, 1, 1},
    {"Test", "CodeBuild", 1, 5, 0, 5},
    {"Test", "DeviceFarm", 1, 1, 0, 0},
});

/// Whether a list is written out, so that each item's place is known.
bool is_written_out(const Node* list) {
  return list != nullptr && list->is(Kind::list) &&
         std::ranges::none_of(list->items(), [](const Node& item) { return item.is_call(); });
}

/// The count of a list; nothing where it is not known.
std::optional<std::size_t> count_of(const Node& action, std::string_view key) {
  const Node* list = action.find(key);
  if (list == nullptr) return may_have_more(action) ? std::nullopt : std::optional<std::size_t>(0);
  return is_written_out(list) ? std::optional<std::size_t>(list->count) : std::nullopt;
}

class PipelineCheck {
 public:
  explicit PipelineCheck(const ServiceResource& resource) : resource_(resource) {}

  void run() {
    const Node* stages = find_value(&resource_.properties, "Stages");
    if (stages == nullptr) return;
    const Path stages_path(resource_.path, "Stages");
    are_stages_seen_ = is_written_out(stages);
    collect_outputs(*stages, stages_path);
    const auto items = stages->items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Path at(stages_path, i);
      for_each_at(items[i], "Actions/*", at, [&](const Node& action, const Path& action_path) {
        if (!action.is_call()) check_action(action, action_path, i == 0);
      });
    }
  }

 private:
  void collect_outputs(const Node& stages, const Path& path) {
    for_each_at(stages, "*/Actions/*/OutputArtifacts/*", path,
                [this](const Node& artifact, const Path& at) {
                  const Node* name = artifact.is_call() ? nullptr : artifact.find("Name");
                  const auto text = known_text(name);
                  if (name == nullptr || !text) {
                    are_outputs_known_ = false;
                    return;
                  }
                  const bool is_twice = std::ranges::find(outputs_, *text) != outputs_.end();
                  outputs_.push_back(*text);
                  if (is_twice && !is_conditional(at)) {
                    const Path name_path(at, "Name");
                    resource_.context.report.error(
                        codes::OT4682, *name, name_path,
                        "another action already makes the artifact '" + std::string(*text) + "'",
                        "give each output artifact a name of its own");
                  }
                });
    for_each_at(stages, "*", path, [this](const Node& stage, const Path&) {
      if (stage.is_call()) are_outputs_known_ = false;
    });
    for_each_at(stages, "*/Actions/*", path, [this](const Node& action, const Path&) {
      if (action.is_call() || may_have_more(action)) are_outputs_known_ = false;
    });
    for_each_at(stages, "*/Actions/*/OutputArtifacts", path, [this](const Node& list, const Path&) {
      if (list.is_call()) are_outputs_known_ = false;
    });
  }

  static bool is_conditional(const Path& path) {
    for (const Path* step = &path; step != nullptr; step = step->parent()) {
      if (step->key() == "Fn::If") return true;
    }
    return false;
  }

  void check_action(const Node& action, const Path& path, bool is_in_first_stage) {
    const Node* type = find_value(&action, "ActionTypeId");
    if (type != nullptr && !type->is_call()) {
      const Path type_path(path, "ActionTypeId");
      check_category(*type, type_path, is_in_first_stage);
      check_counts(action, *type, path);
    }
    if (!are_outputs_known_) return;
    for_each_at(action, "InputArtifacts/*/Name", path, [this](const Node& name, const Path& at) {
      const auto text = known_text(&name);
      if (!text || std::ranges::find(outputs_, *text) != outputs_.end()) return;
      resource_.context.report.error(codes::OT4681, name, at,
                                     "no action makes the artifact '" + std::string(*text) + "'",
                                     did_you_mean(*text, outputs_));
    });
  }

  void check_category(const Node& type, const Path& path, bool is_in_first_stage) {
    const Node* category = type.find("Category");
    const auto text = known_text(category);
    if (!text || !are_stages_seen_ || (*text == "Source") == is_in_first_stage) return;
    const Path at(path, "Category");
    resource_.context.report.error(
        codes::OT4680, *category, at,
        is_in_first_stage ? "the first stage takes actions of category 'Source' only, not '" +
                                std::string(*text) + "'"
                          : "an action of category 'Source' stands in the first stage only",
        "put all sources into a stage before the others");
  }

  void check_counts(const Node& action, const Node& type, const Path& path) {
    const auto category = known_text(type.find("Category"));
    const auto provider = known_text(type.find("Provider"));
    const auto owner = known_text(type.find("Owner"));
    if (!category || !provider || !owner || *owner == "Custom") return;
    const auto counts = std::ranges::find_if(artifact_counts, [&](const ArtifactCounts& each) {
      return each.category == *category && each.provider == *provider;
    });
    if (counts == artifact_counts.end()) return;
    check_count(action, path, "InputArtifacts", counts->minimum_in, counts->maximum_in, *provider);
    check_count(action, path, "OutputArtifacts", counts->minimum_out, counts->maximum_out,
                *provider);
  }

  void check_count(const Node& action, const Path& path, std::string_view key, std::size_t minimum,
                   std::size_t maximum, std::string_view provider) {
    const auto count = count_of(action, key);
    if (!count || (*count >= minimum && *count <= maximum)) return;
    const std::string allowed = minimum == maximum
                                    ? std::to_string(minimum)
                                    : std::to_string(minimum) + " to " + std::to_string(maximum);
    resource_.context.report.error(codes::OT4683, action, path,
                                   "an action of '" + std::string(provider) + "' has " +
                                       std::to_string(*count) + " '" + std::string(key) +
                                       "', but takes " + allowed,
                                   "");
  }

  const ServiceResource& resource_;
  std::vector<std::string_view> outputs_;
  bool are_outputs_known_ = true;
  bool are_stages_seen_ = false;
};

}  // namespace

void check_pipeline(const ServiceResource& resource) {
  PipelineCheck(resource).run();
  check_pipeline_references(resource);
}

}  // namespace omnitrack::validate
