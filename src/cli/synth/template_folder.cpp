#include "cli/synth/template_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/page/wording.hpp"
#include "cli/read_file.hpp"
#include "support/line_diff.hpp"

namespace omnitrack::cli {

namespace {

constexpr std::string_view suffix = ".template.json";

// In the order of their names, whatever the file system's is.
std::vector<std::string> templates_in(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (name.ends_with(suffix)) names.push_back(std::move(name));
  }
  if (error) throw Failure("cannot read the folder " + folder + ": " + error.message());
  std::sort(names.begin(), names.end());
  return names;
}

/// A template that is a file of the folder.
struct FolderTemplate {
  std::string name;
  std::string file;
  const std::string* text;
  std::size_t resources;
};

// Each stack's own, followed by those of its nested stacks.
std::vector<FolderTemplate> templates_of(Stacks stacks) {
  std::vector<FolderTemplate> templates;
  for (const SynthesizedStack* stack : stacks) {
    std::size_t own = stack->resources + stack->parts.size();
    for (const SynthesizedPart& part : stack->parts) own -= part.resources;
    templates.push_back({stack->name, stack->file_name(), &stack->text, own});
    for (const SynthesizedPart& part : stack->parts) {
      templates.push_back(
          {stack->name + '.' + part.name, stack->file_name(part), &part.text, part.resources});
    }
  }
  return templates;
}

std::string committed(const std::string& path) {
  std::error_code error;
  std::optional<std::string> text = read_file(path, error);
  if (!text) throw Failure("cannot read " + path + ": " + error.message());
  return std::move(*text);
}

}  // namespace

std::string path_in(const std::string& folder, const std::string& file) {
  return (std::filesystem::path(folder) / file).string();
}

void make_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Failure("cannot make the folder " + folder + ": " + error.message());
}

void write_templates(const std::string& folder, Stacks stacks, const Console& console) {
  make_folder(folder);
  const std::vector<FolderTemplate> templates = templates_of(stacks);
  std::vector<NewFile> files;
  files.reserve(templates.size());
  for (const FolderTemplate& each : templates) {
    files.push_back({path_in(folder, each.file), *each.text});
  }
  write_files_into(folder, files);
  for (std::size_t i = 0; i < files.size(); ++i) {
    console.say("wrote " + files[i].path + " (" + counted(templates[i].resources, "resource") +
                ", " + counted(files[i].text.size(), "byte") + ")");
  }
}

int check_templates(const std::string& folder, Stacks stacks, bool is_whole_app,
                    const Console& console) {
  std::vector<std::string> others = templates_in(folder);
  std::string differences;
  std::size_t count = 0;
  const auto add = [&](const std::string& difference) {
    differences += difference;
    ++count;
  };
  for (const FolderTemplate& each : templates_of(stacks)) {
    const std::string path = path_in(folder, each.file);
    if (std::erase(others, each.file) == 0) {
      add("missing: " + path + '\n');
      continue;
    }
    const std::string diff =
        support::unified_diff(committed(path), *each.text, path, each.name + " as synthesized");
    if (!diff.empty()) add(diff);
  }
  if (is_whole_app) {
    for (const std::string& name : others) {
      add("superfluous: " + path_in(folder, name) + " (the app has no such stack)\n");
    }
  }
  if (count == 0) {
    console.say(folder + " is up to date");
    return ExitCode::done;
  }
  console.print(differences);
  console.say(counted(count, "template") + (count == 1 ? " differs" : " differ") + "; synth -o " +
              folder + " writes what the app makes now");
  return ExitCode::differs;
}

}  // namespace omnitrack::cli
