#include "cli/templates/side.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "cli/page/wording.hpp"
#include "cli/report/located.hpp"
#include "cli/templates/assembly.hpp"
#include "cli/templates/nested.hpp"
#include "cli/templates/read_template.hpp"
#include "cli/templates/template_files.hpp"
#include "meaning/stack_name.hpp"
#include "omnitrack/codes.hpp"
#include "split/part_mark.hpp"
#include "validate/document/other_file.hpp"
#include "validate/document/text_problems.hpp"

namespace omnitrack::cli {

namespace {

Diagnostic problem_of(const std::string& file, FindingCode<Severity::error> code,
                      std::string message, std::string hint = {}) {
  return {.code = std::string(code.text()),
          .path = {},
          .file = file,
          .message = std::move(message),
          .hint = std::move(hint),
          .acknowledged = {}};
}

// A list, a text or some other document must not pass for a template without resources.
std::optional<Diagnostic> problem_of(const tmpl::Template& source) {
  const tmpl::Node& root = source.root();
  if (const auto other = validate::other_file_of(root)) {
    return problem_of(source.file(), codes::OT4027, validate::is_no_template(*other),
                      std::string(other->hint));
  }
  if (!root.is(tmpl::Kind::map)) {
    return problem_of(source.file(), codes::OT4010, "a template must be a map");
  }
  if (looks_like_template(source) || root.find("Transform") != nullptr) return std::nullopt;
  return problem_of(source.file(), codes::OT4013, "the template has no Resources",
                    "every template needs at least one");
}

void add_document(Side& side, std::vector<SideTemplate>& to, std::string name,
                  tmpl::Document document) {
  if (!document.is_readable()) {
    validate::Findings findings;
    validate::report_text_problems(document.source(), document.problems(), findings);
    for (validate::Finding& each : findings) {
      side.problems.push_back(located(each, 0).diagnostic);
    }
  } else if (auto problem = problem_of(document.source())) {
    side.problems.push_back(std::move(*problem));
  } else {
    to.push_back({.name = std::move(name), .document = std::move(document)});
  }
}

void add_document(Side& side, std::string name, tmpl::Document document) {
  add_document(side, side.templates, std::move(name), std::move(document));
}

// Null where the text is no template, which is told.
SideTemplate* append_part(Side& side, SideTemplate& whole, std::string name, std::string file,
                          std::string text) {
  const std::size_t before = whole.parts.size();
  add_document(side, whole.parts, std::move(name),
               tmpl::Document(std::move(file), std::move(text)));
  if (whole.parts.size() == before) return nullptr;
  whole.parts.back().account = whole.account;
  whole.parts.back().region = whole.region;
  return &whole.parts.back();
}

// Whether a template is that of a part of another one, whose name is `STACK.PART`.
bool is_part_of(const SideTemplate& part, const SideTemplate& whole) {
  const std::string_view name = std::string_view(part.name).substr(whole.name.size() + 1);
  const std::vector<split::PartMark> parts = split::parts_in(whole.document.index());
  return std::ranges::find(parts, name, &split::PartMark::logical_id) != parts.end() &&
         split::part_origin(part.document.index()).part == name;
}

// The place of the template that another one is a part of; nothing where it is none.
std::optional<std::size_t> whole_of(
    const SideTemplate& part, const std::vector<SideTemplate>& templates,
    const std::unordered_map<std::string_view, std::size_t>& places) {
  const std::string_view name = part.name;
  for (std::size_t dot = name.find('.'); dot != name.npos; dot = name.find('.', dot + 1)) {
    const auto found = places.find(name.substr(0, dot));
    if (found != places.end() && is_part_of(part, templates[found->second])) return found->second;
  }
  return std::nullopt;
}

// Puts the templates of nested stacks to the stack that was split into them.
void gather_parts(Side& side) {
  std::vector<SideTemplate> all = std::exchange(side.templates, {});
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < all.size(); ++i) places.emplace(all[i].name, i);
  std::vector<std::optional<std::size_t>> wholes;
  wholes.reserve(all.size());
  for (const SideTemplate& each : all) wholes.push_back(whole_of(each, all, places));
  // A stack is split once, so that parts have none.
  const auto is_part = [&](std::size_t i) { return wholes[i] && !wholes[*wholes[i]]; };
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_part(i)) continue;
    SideTemplate& whole = all[*wholes[i]];
    SideTemplate part = std::move(all[i]);
    part.name.erase(0, whole.name.size() + 1);
    part.account = whole.account;
    part.region = whole.region;
    whole.parts.push_back(std::move(part));
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_part(i)) side.templates.push_back(std::move(all[i]));
  }
}

// Without them, what is in them would seem to be new, and nothing of it to be lost.
void tell_missing_parts(const Side& side, const Console& console) {
  for (const SideTemplate& whole : side.templates) {
    for (const split::PartMark& each : split::parts_in(whole.document.index())) {
      const std::string name = whole.name + '.' + std::string(each.logical_id);
      if (whole.find_part(each.logical_id) != nullptr || side.find(name) != nullptr) continue;
      console.say("the template of " + name + " is not in " + side.label +
                  ": what is in it cannot be compared");
    }
  }
}

std::string name_in(const std::string& folder, const std::string& file) {
  const std::string name = std::filesystem::path(file).lexically_relative(folder).generic_string();
  return std::string(meaning::without_template_ending(name));
}

class Reading {
 public:
  Reading(Side& side, SameNames same_names) : side_(side), same_names_(same_names) {}

  void read(const TemplateFile& file) {
    std::string problem = file.problem;
    std::optional<std::string> text;
    if (problem.empty()) text = read_template(file.name, problem);
    if (!text) {
      side_.problems.push_back(
          problem_of(file.name, codes::OT4006, problem, hint_for_unread(file.name)));
      return;
    }
    tmpl::Document document(file.name, std::move(*text));
    if (!file.is_named && !looks_like_template(document.source())) {
      // What else an assembly consists of is nobody's mistake.
      if (!assemblies_.is_in_assembly(file.name)) ++left_out_;
      return;
    }
    const AssemblyStack* stack = assemblies_.find(file.name);
    if (!file.is_named && stack == nullptr && assemblies_.is_in_assembly(file.name)) {
      left_in_assemblies_.insert(file.name);
      return;
    }
    const std::string name = name_of(file, stack);
    const SideTemplate* other = names_.insert(name).second ? nullptr : side_.find(name);
    if (other != nullptr && same_names_ == SameNames::refused) {
      throw two_templates_of(*other, file.name);
    }
    const std::size_t before = side_.templates.size();
    add_document(side_, name, std::move(document));
    if (side_.templates.size() == before || stack == nullptr) return;
    side_.templates.back().account = stack->account;
    side_.templates.back().region = stack->region;
  }

  // In an assembly, the templates of nested stacks are assets: of our own under the hashes of their
  // content, of the CDK's where it notes them.
  void gather_parts_of_assemblies() {
    if (left_in_assemblies_.empty()) return;
    for (SideTemplate& whole : side_.templates) {
      for (const split::PartMark& each : split::parts_in(whole.document.index())) {
        const std::string file = asset_beside(whole.document.file(), each.hash);
        if (left_in_assemblies_.contains(file)) add_asset(whole, each, file);
      }
      add_nested_assets(whole);
    }
  }

  [[nodiscard]] std::size_t left_out() const { return left_out_; }
  /// The nested stacks whose templates are not there, and where they should be.
  [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }
  /// How many are of no stack by the manifest beside them, such as nested ones.
  [[nodiscard]] std::size_t parts() const {
    return left_in_assemblies_.size() - parts_of_assemblies_.size();
  }

 private:
  static std::string asset_beside(const std::string& file, std::string_view hash) {
    const std::string name = "asset." + std::string(hash) + ".json";
    return (std::filesystem::path(file).parent_path() / name).string();
  }

  // Two stacks may have nested stacks of one content.
  void add_asset(SideTemplate& whole, const split::PartMark& part, const std::string& file) {
    std::string problem;
    std::optional<std::string> text = read_template(file, problem);
    if (!text) {
      side_.problems.push_back(problem_of(file, codes::OT4006, problem));
      return;
    }
    const std::string name(part.logical_id);
    add_part(side_, whole, name, file, std::move(*text));
    if (whole.find_part(name) != nullptr) parts_of_assemblies_.insert(file);
  }

  // Each template leaves the set of those that may be nested in others, so that none nests itself.
  void add_nested_assets(SideTemplate& whole) {
    for (const NestedAsset& each : nested_assets(whole, assemblies_)) {
      if (whole.find_part(each.logical_id) != nullptr) continue;
      if (!left_in_assemblies_.contains(each.file)) {
        if (!std::filesystem::exists(each.file)) {
          missing_.push_back(whole.name + '.' + std::string(each.logical_id) +
                             " is not read: " + each.file);
        }
        continue;
      }
      if (!parts_of_assemblies_.insert(each.file).second) continue;
      std::string problem;
      std::optional<std::string> text = read_template(each.file, problem);
      if (!text) {
        side_.problems.push_back(problem_of(each.file, codes::OT4006, problem));
        continue;
      }
      if (SideTemplate* added = append_part(side_, whole, std::string(each.logical_id), each.file,
                                            std::move(*text))) {
        add_nested_assets(*added);
      }
    }
  }

  [[nodiscard]] std::string name_of(const TemplateFile& file, const AssemblyStack* stack) const {
    if (stack != nullptr) return stack->name;
    return file.is_named ? std::string(meaning::stack_of_file(file.name))
                         : name_in(side_.label, file.name);
  }

  Side& side_;
  SameNames same_names_;
  std::unordered_set<std::string> names_;  // of what was read, some of which may be no template
  Assemblies assemblies_;
  std::size_t left_out_ = 0;
  std::vector<std::string> missing_;
  std::set<std::string> left_in_assemblies_;   // templates that no manifest names a stack for
  std::set<std::string> parts_of_assemblies_;  // those among them that turned out to be parts
};

}  // namespace

const SideTemplate* SideTemplate::find_part(std::string_view part) const {
  const auto found = std::ranges::find(parts, part, &SideTemplate::name);
  return found == parts.end() ? nullptr : &*found;
}

const SideTemplate* Side::find(std::string_view name) const {
  const auto found = std::ranges::find(templates, name, &SideTemplate::name);
  return found == templates.end() ? nullptr : &*found;
}

Failure two_templates_of(const SideTemplate& one, const std::string& other_file) {
  return Failure("both " + one.document.file() + " and " + other_file + " are the template of '" +
                     one.name + "'",
                 "give one of the files another name: stacks are named by their files");
}

void add_template(Side& side, std::string name, std::string file, std::string text) {
  add_document(side, std::move(name), tmpl::Document(std::move(file), std::move(text)));
}

void add_part(Side& side, SideTemplate& whole, std::string name, std::string file,
              std::string text) {
  const SideTemplate* added =
      append_part(side, whole, std::move(name), std::move(file), std::move(text));
  if (added == nullptr) return;
  if (split::part_origin(added->document.index()).part != added->name) whole.parts.pop_back();
}

Side read_side(const std::string& argument, const Console& console, SameNames same_names) {
  Side side{.label = argument};
  if (argument == "/dev/null") return side;
  Reading reading(side, same_names);
  for (const TemplateFile& file : template_files({argument})) {
    side.is_single = file.is_named;
    if (!file.is_repeated) reading.read(file);
  }
  gather_parts(side);
  reading.gather_parts_of_assemblies();
  if (side.problems.empty()) tell_missing_parts(side, console);
  for (const std::string& each : reading.missing()) {
    console.say("the nested stack " + each + " is not there");
  }
  if (reading.left_out() != 0) {
    console.say("left out " + counted(reading.left_out(), "file") + " without Resources in " +
                argument);
  }
  if (reading.parts() != 0) {
    console.say("left out " + counted(reading.parts(), "template") +
                " that no manifest.json names a stack for in " + argument);
  }
  // Against a folder in the wrong place, everything would be new and nothing be lost.
  if (side.templates.empty() && side.problems.empty()) {
    side.problems.push_back(problem_of(argument, codes::OT4007, "the folder has no template",
                                       "/dev/null stands for no template at all"));
  }
  return side;
}

Side side_of_app(Synthesis synthesis, const std::string& label) {
  Side side{.label = label};
  for (SynthesizedStack& stack : synthesis.stacks) {
    add_template(side, stack.name, stack.file_name(), std::move(stack.text));
    if (!side.problems.empty()) continue;
    SideTemplate& made = side.templates.back();
    made.origins = std::move(stack.origins);
    made.account = std::move(stack.account);
    made.region = std::move(stack.region);
    made.termination_protection = stack.termination_protection;
    for (SynthesizedPart& part : stack.parts) {
      const std::string file = stack.file_name(part);
      add_part(side, made, std::move(part.name), file, std::move(part.text));
      if (side.problems.empty()) made.parts.back().origins = made.origins;
    }
  }
  return side;
}

}  // namespace omnitrack::cli
