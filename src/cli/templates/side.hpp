#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/failure.hpp"
#include "meaning/given_template.hpp"
#include "omnitrack/synth.hpp"
#include "template/document.hpp"

namespace omnitrack::cli {

/// A stack's template on one side of a diff.
struct SideTemplate {
  std::string name;  ///< of the stack
  tmpl::Document document;
  std::vector<ElementOrigin> origins = {};  ///< of the app's own
  bool is_file = true;                      ///< whether its places can be looked up
  /// Where the stack is fixed to one, as the app's own says or the CDK's manifest.
  std::string account = {};
  std::string region = {};
  /// Whether it is to be protected against deletion, where the app's own says so.
  std::optional<bool> termination_protection = {};
  /// The templates of the nested stacks that it is split into, named as these are in it.
  std::vector<SideTemplate> parts = {};
  /// The stack that it is nested in by a resource there, where `read_nested` found it to be so.
  std::string nested_in = {};
  std::string nested_as = {};
  /// The template where its parameters have the values that are given; null where none is.
  std::shared_ptr<const meaning::GivenTemplate> given = {};

  /// What is compared and drawn.
  [[nodiscard]] const tmpl::Index& index() const {
    return given == nullptr ? document.index() : given->index();
  }
  /// The part of a name; null where there is none.
  [[nodiscard]] const SideTemplate* find_part(std::string_view part) const;
};

/// What is compared with the other side.
struct Side {
  std::string label;       ///< as it is named to people
  bool is_single = false;  ///< one file, which goes with what there is on the other side
  std::vector<SideTemplate> templates = {};
  std::vector<Diagnostic> problems = {};  ///< why there is nothing to compare; not told yet
  bool is_missing = false;                ///< whether it could not be made, which has been told

  [[nodiscard]] const SideTemplate* find(std::string_view name) const;
};

/// Reads a template's text and adds it, or what is wrong with it.
void add_template(Side& side, std::string name, std::string file, std::string text);

/// Reads the text of a part of a template and adds it, or what is wrong with it; nothing where it
/// is that of a nested stack of somebody's own.
void add_part(Side& side, SideTemplate& whole, std::string name, std::string file,
              std::string text);

/// What becomes of files of a folder that have one name, such as `app.json` and `app.yaml`.
enum class SameNames : std::uint8_t { refused, kept };

/// Reads a file, a folder or, for `-`, standard input. `/dev/null` stands for no template at all.
/// Says which files of a folder were left out.
Side read_side(const std::string& argument, const Console& console,
               SameNames same_names = SameNames::refused);

/// That two files are the template of one stack.
Failure two_templates_of(const SideTemplate& one, const std::string& other_file);

/// What the app makes, which may be nothing.
Side side_of_app(Synthesis synthesis, const std::string& label);

}  // namespace omnitrack::cli
