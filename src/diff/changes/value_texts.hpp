#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "meaning/exports.hpp"
#include "meaning/filled.hpp"

namespace omnitrack::diff {

/// A piece of a text, as it is in all stacks of an app.
struct ValuePiece {
  bool is_literal = true;
  std::string text = {};  ///< of a reference, what is referred to, with its stack

  bool operator==(const ValuePiece&) const = default;
};

/// Alike for texts that are the same, wherever they stand.
using ValuePieces = std::vector<ValuePiece>;

/// What the texts of all stacks are on one side, through all that goes from one stack to another:
/// the parameters and outputs of the parts of a stack, `Fn::GetStackOutput` and `Fn::ImportValue`.
class ValueTexts {
 public:
  struct Stack {
    std::string name;
    std::string part_of;
    const meaning::Filled* filled = nullptr;  ///< null where the stack is not there
    const meaning::Surroundings* surroundings = nullptr;
  };
  /// Of templates, which must outlive it.
  explicit ValueTexts(std::vector<Stack> stacks);

  /// The pieces of a text in the filled template of a stack; nothing where it is no text, or its
  /// pieces are not known.
  [[nodiscard]] std::optional<ValuePieces> of(std::size_t stack, const tmpl::Node& value) const;
  /// What a stack gives a parameter of its part; nothing where it gives none, or that is not known.
  [[nodiscard]] std::optional<ValuePieces> parameter(std::size_t part, std::string_view name) const;
  /// Whether the template of a nested stack of a stack is among them.
  [[nodiscard]] bool has_part(std::size_t stack, std::string_view nested_stack) const;

 private:
  using Known = std::optional<ValuePieces>;
  using Place = std::pair<std::size_t, std::string>;  ///< a stack and a name in it

  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  [[nodiscard]] const tmpl::Node* given(std::size_t part, std::string_view name) const;
  [[nodiscard]] Known output(std::size_t stack, std::string_view name) const;
  [[nodiscard]] Known output_of_call(std::size_t reader, const tmpl::Node& call) const;
  [[nodiscard]] Known handed(std::size_t stack, const tmpl::Node& value) const;
  [[nodiscard]] Known reference(std::size_t stack, std::string_view name,
                                std::string_view attribute) const;
  template <class Find>
  Known remembered(std::map<Place, Known>& known, Place place, const Find& find) const;

  std::vector<Stack> stacks_;
  std::map<std::string, Place, std::less<>> exports_;
  // What is being found is not known, so that a circle ends.
  mutable std::map<Place, Known> parameters_;
  mutable std::map<Place, Known> outputs_;
};

/// Those of both sides.
struct TextsOfSides {
  const ValueTexts& before;
  const ValueTexts& after;
};

/// Whether a text is known before the deployment.
bool is_literal(const std::optional<ValuePieces>& text);

/// Whether two texts are surely one, and known before the deployment.
bool is_same_literal(const std::optional<ValuePieces>& one,
                     const std::optional<ValuePieces>& other);

}  // namespace omnitrack::diff
