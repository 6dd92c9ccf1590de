#include <set>
#include <string>

#include "pipeline_parts.hpp"
#include <omnitrack/codebuild/build_project.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

bool is_source(const PipelineAction& action) {
  return action.parts().category == ActionCategory::source;
}

}  // namespace

// https://docs.aws.amazon.com/codepipeline/latest/userguide/pipeline-requirements.html
void Pipeline::check(const PipelineProps& props) const {
  if (props.stages.size() < 2) {
    error(codes::OT3763, "a pipeline has fewer than two stages",
          "add a stage behind that of the sources");
  }
  for (const PipelineStage& stage : props.stages) {
    const bool is_first = &stage == props.stages.begin();
    if (stage.actions.empty() || stage.actions.size() > 50) {
      error(codes::OT3768, "the stage " + quoted(stage.name) + " has no action, or more than 50",
            "a stage has 1 to 50 actions");
    }
    for (const PipelineAction& action : stage.actions) {
      if (is_first != is_source(action)) {
        error(codes::OT3762,
              is_first ? quoted(action.name()) + " is in the first stage, but is no source"
                       : quoted(action.name()) + " is a source, but not in the first stage",
              "put all sources into the first stage, and nothing else");
      }
      if (action.lacks_cluster()) {
        error(codes::OT3770, quoted(action.name()) + " names a service of ECS without its cluster",
              "give the service itself, or set `cluster`");
      }
      if (action.project().is_set() && !action.project()->is_for_pipeline()) {
        error(codes::OT3769, quoted(action.name()) + " runs a project with a source of its own",
              "make the project with `.source = BuildSource::codepipeline()`");
      }
    }
  }
  check_names(props);
  check_artifacts(props);
  check_triggers(props);
}

void Pipeline::check_names(const PipelineProps& props) const {
  const auto check_name = [this](std::string_view name, const std::string& what) {
    if (detail::PipelineNameRule::fits(name)) return;
    error(codes::OT3761, quoted(name) + " is not a name for " + what,
          "use 1 to 100 letters, digits, '.', '@', '-' and '_'");
  };
  if (props.pipeline_name.is_broken()) check_name(props.pipeline_name.text(), "a pipeline");
  std::set<std::string_view> stages;
  for (const PipelineStage& stage : props.stages) {
    check_name(stage.name, "a stage");
    if (!stages.insert(stage.name.text()).second) {
      error(codes::OT3764, "two stages have the name " + quoted(stage.name),
            "give each stage a name of its own");
    }
    std::set<std::string_view> actions;
    for (const PipelineAction& action : stage.actions) {
      check_name(action.name(), "an action");
      if (!actions.insert(action.name()).second) {
        error(codes::OT3764,
              "two actions of the stage " + quoted(stage.name) + " have the name " +
                  quoted(action.name()),
              "give each action of a stage a name of its own");
      }
    }
  }
}

void Pipeline::check_artifacts(const PipelineProps& props) const {
  std::set<std::string_view> made;  // in the stages before
  for (const PipelineStage& stage : props.stages) {
    for (const PipelineAction& action : stage.actions) {
      for (const Text& input : action.parts().inputs) {
        bool is_made = made.contains(input.text());
        for (const PipelineAction& other : stage.actions) {
          const bool is_earlier =
              other.parts().options.run_order < action.parts().options.run_order;
          for (const Text& output : other.parts().outputs) {
            is_made = is_made || (is_earlier && output == input.text());
          }
        }
        if (is_made) continue;
        error(
            codes::OT3765,
            quoted(action.name()) + " takes " + quoted(input) + ", which no action before it makes",
            "name an output of an earlier stage, or of a smaller `run_order`");
      }
    }
    for (const PipelineAction& action : stage.actions) {
      for (const Text& output : action.parts().outputs) {
        if (made.insert(output.text()).second) continue;
        error(codes::OT3766, "two actions make " + quoted(output),
              "give each output a name of its own");
      }
    }
  }
}

void Pipeline::check_triggers(const PipelineProps& props) const {
  for (const PipelineTrigger& trigger : props.triggers) {
    bool is_known = false;
    if (!props.stages.empty()) {
      for (const PipelineAction& action : props.stages[0].actions) {
        const bool has_name = action.name() == trigger.source.text();
        is_known = is_known || (has_name && action.parts().provider == "CodeStarSourceConnection");
      }
    }
    if (is_known) continue;
    error(codes::OT3767,
          "a trigger is for " + quoted(trigger.source) + ", which is no source by a connection",
          "name a ConnectionSourceAction of the first stage");
  }
}

}  // namespace omnitrack
