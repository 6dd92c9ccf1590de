#include "cli/synth/phase_folder.hpp"

#include <filesystem>

#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/page/wording.hpp"
#include "cli/templates/place.hpp"
#include "diff/phases/phases.hpp"
#include "template/document.hpp"
#include "template/write_json.hpp"
#include "validate/validate.hpp"

namespace omnitrack::cli {

namespace {

namespace fs = std::filesystem;
using diff::Phases;
using diff::PhaseStep;

std::string text_of(const tmpl::Node& root, bool compact) {
  return support::json_text(compact ? support::JsonLayout::compact : support::JsonLayout::narrow,
                            [&](support::JsonWriter& json) { write_json(root, json); });
}

// What is held back is put together anew, so it is checked like any other template.
void check_text(const std::string& text, const std::string& place) {
  const tmpl::Document document(place, text);
  validate::Findings findings;
  validate::check_template(document.index(), findings);
  for (const validate::Finding& each : findings) {
    if (each.severity != Severity::error) continue;
    throw Failure("no sequence of templates leads there: " + place +
                  " would be wrong: " + each.message + " (at " + each.path + ")");
  }
}

// What a step holds back changes the hash by which the stack names the template of a part.
void refuse_parts(const std::vector<SidePair>& pairs) {
  for (const SidePair& each : pairs) {
    if (each.part_of.empty()) continue;
    throw Failure("the stack '" + each.part_of + "' is split, and no steps can be made of it",
                  "take the steps in the code, one deployment after the other");
  }
}

void refuse_filled(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error) || fs::is_empty(folder, error)) return;
  throw Failure(folder + " is not empty: steps of another time would stand among the new ones",
                "name another folder, or remove it first");
}

void refuse_blocked(const Phases& phases) {
  if (phases.refused.empty()) return;
  std::string text = "no sequence of templates leads there";
  for (const std::string& each : phases.refused) text += "\n  " + each;
  throw Failure(text, "see the ways out: diff OLD");
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Failure("cannot make the folder " + folder.string() + ": " + error.message());
}

}  // namespace

void write_phases(const Side& before, const Side& after, const std::string& folder, bool compact,
                  const Console& console) {
  const std::vector<SidePair> pairs = pair_templates(before, after);
  refuse_parts(pairs);
  const Phases phases =
      diff::plan_phases(placed_pairs(pairs, {}),
                        [compact](const tmpl::Node& root) { return text_of(root, compact); });
  refuse_blocked(phases);
  refuse_filled(folder);
  std::vector<NewFile> files;
  for (std::size_t step = 0; step < phases.steps.size(); ++step) {
    const std::string number = std::to_string(step + 1);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const std::string& text = phases.steps[step].texts[i];
      if (text.empty()) continue;
      const fs::path path = fs::path(folder) / number / (pairs[i].name + ".template.json");
      if (step + 1 < phases.steps.size()) check_text(text, path.string());
      files.push_back({path.string(), text});
    }
  }
  for (const NewFile& each : files) make_folder(fs::path(each.path).parent_path());
  write_files_into(folder, files);
  for (std::size_t step = 0; step < phases.steps.size(); ++step) {
    const PhaseStep& made = phases.steps[step];
    const std::vector<std::string_view> words(made.words.begin(), made.words.end());
    console.say("wrote " + (fs::path(folder) / std::to_string(step + 1)).string() + ": " +
                (words.empty() ? "the templates as they are" : listed(words, " and ")));
  }
  console.say(phases.steps.size() == 1
                  ? "one deployment is enough"
                  : "deploy them one after the other: " + counted(phases.steps.size(), "step"));
}

}  // namespace omnitrack::cli
