#include "diff/changes/value_texts.hpp"

#include <algorithm>
#include <array>

#include "diff/changes/handed_on.hpp"
#include "meaning/known.hpp"
#include "meaning/text_parts.hpp"

namespace omnitrack::diff {

namespace {

using meaning::TextPart;
using tmpl::Function;
using tmpl::Index;
using tmpl::Kind;
using tmpl::Node;

// Texts that grow beyond it by what they hand on are nobody's.
constexpr std::size_t most_pieces = 1000;

void append(ValuePiece piece, ValuePieces& pieces) {
  if (piece.is_literal && !pieces.empty() && pieces.back().is_literal) {
    pieces.back().text += piece.text;
  } else if (!piece.is_literal || !piece.text.empty()) {
    pieces.push_back(std::move(piece));
  }
}

bool is_same_everywhere(std::string_view name) {
  constexpr std::array<std::string_view, 4> names{"AWS::AccountId", "AWS::Partition", "AWS::Region",
                                                  "AWS::URLSuffix"};
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

ValueTexts::ValueTexts(std::vector<Stack> stacks) : stacks_(std::move(stacks)) {
  for (std::size_t i = 0; i < stacks_.size(); ++i) {
    if (stacks_[i].filled == nullptr) continue;
    for (meaning::NamedExport& each :
         meaning::exports_of(stacks_[i].filled->index(), stacks_[i].name)) {
      if (!each.name.is_certain) continue;
      exports_.emplace(std::move(each.name.text), Place{i, std::string(each.output->key())});
    }
  }
}

std::optional<std::size_t> ValueTexts::find(std::string_view name) const {
  const auto found = std::ranges::find(stacks_, name, &Stack::name);
  if (found == stacks_.end() || found->filled == nullptr) return std::nullopt;
  return static_cast<std::size_t>(found - stacks_.begin());
}

bool ValueTexts::has_part(std::size_t stack, std::string_view nested_stack) const {
  return std::ranges::any_of(stacks_, [&](const Stack& each) {
    return each.part_of == stacks_[stack].name &&
           each.name == stacks_[stack].name + '.' + std::string(nested_stack);
  });
}

template <class Find>
ValueTexts::Known ValueTexts::remembered(std::map<Place, Known>& known, Place place,
                                         const Find& find) const {
  const auto [at, is_new] = known.try_emplace(std::move(place));
  if (is_new) {
    Known found = find();
    at->second = std::move(found);
  }
  return at->second;
}

std::optional<ValuePieces> ValueTexts::of(std::size_t stack, const Node& value) const {
  if (value.calls(Function::get_stack_output) || value.calls(Function::import_value)) {
    return output_of_call(stack, value);
  }
  if (!value.is_scalar() && !meaning::is_text_expression(value)) return std::nullopt;
  if (value.is(Kind::null) || meaning::is_no_value(value)) return std::nullopt;
  ValuePieces pieces;
  for (const TextPart& part : meaning::text_parts(value)) {
    if (part.kind == TextPart::Kind::literal) {
      append({.is_literal = true, .text = part.text}, pieces);
      continue;
    }
    const Known known = part.kind == TextPart::Kind::reference
                            ? reference(stack, part.text, part.attribute)
                            : of(stack, *part.value);
    if (!known || pieces.size() + known->size() > most_pieces) return std::nullopt;
    for (const ValuePiece& each : *known) append(each, pieces);
  }
  return pieces;
}

ValueTexts::Known ValueTexts::reference(std::size_t stack, std::string_view name,
                                        std::string_view attribute) const {
  constexpr std::string_view outputs = "Outputs.";
  const Stack& own = stacks_[stack];
  if (attribute.empty() && is_same_everywhere(name)) {
    return ValuePieces{{.is_literal = false, .text = std::string(name)}};
  }
  if (attribute.empty() && !own.part_of.empty() && given(stack, name) != nullptr) {
    return parameter(stack, name);
  }
  if (attribute.starts_with(outputs)) {
    if (const auto part = find(own.name + '.' + std::string(name))) {
      return output(*part, attribute.substr(outputs.size()));
    }
  }
  return ValuePieces{{.is_literal = false,
                      .text = own.name + '/' + std::string(name) + '.' + std::string(attribute)}};
}

ValueTexts::Known ValueTexts::handed(std::size_t stack, const Node& value) const {
  return of(stack, where_it_is_made(value));
}

const Node* ValueTexts::given(std::size_t part, std::string_view name) const {
  const Stack& own = stacks_[part];
  const auto whole = find(own.part_of);
  if (!whole) return nullptr;
  const std::string_view part_id = std::string_view(own.name).substr(own.part_of.size() + 1);
  const Node* parameters = parameters_given(stacks_[*whole].filled->index(), part_id);
  return parameters == nullptr ? nullptr : parameters->find(name);
}

std::optional<ValuePieces> ValueTexts::parameter(std::size_t part, std::string_view name) const {
  return remembered(parameters_, {part, std::string(name)}, [&]() -> Known {
    const Node* value = given(part, name);
    return value == nullptr ? std::nullopt : handed(*find(stacks_[part].part_of), *value);
  });
}

ValueTexts::Known ValueTexts::output(std::size_t stack, std::string_view name) const {
  return remembered(outputs_, {stack, std::string(name)}, [&]() -> Known {
    const Node* value = value_of_output(stacks_[stack].filled->index(), name);
    return value == nullptr ? std::nullopt : handed(stack, *value);
  });
}

ValueTexts::Known ValueTexts::output_of_call(std::size_t reader, const Node& call) const {
  const Stack& own = stacks_[reader];
  const Index& index = own.filled->index();
  if (call.calls(Function::import_value)) {
    const auto name = meaning::export_name(call.argument(), index, own.name);
    const auto found = name && name->is_certain ? exports_.find(name->text) : exports_.end();
    return found == exports_.end() ? std::nullopt
                                   : output(found->second.first, found->second.second);
  }
  const auto read = meaning::output_read(call, index, own.name);
  const auto from = read && read->is_certain ? find(read->stack) : std::nullopt;
  if (!from || !meaning::reads_from(*read, *own.surroundings, *stacks_[*from].surroundings)) {
    return std::nullopt;
  }
  return output(*from, read->output);
}

bool is_literal(const std::optional<ValuePieces>& text) {
  return text && std::ranges::all_of(*text, &ValuePiece::is_literal);
}

bool is_same_literal(const std::optional<ValuePieces>& one,
                     const std::optional<ValuePieces>& other) {
  return one == other && is_literal(one);
}

}  // namespace omnitrack::diff
