#include "testing/expected_value.hpp"

#include <algorithm>

#include "omnitrack/stack.hpp"
#include "synth/node_writer.hpp"
#include "template/parse.hpp"

namespace omnitrack::assertions {

namespace {

std::string json_of_node(const Node& value) {
  support::Buffer buffer;
  support::JsonWriter writer(buffer, support::JsonLayout::compact);
  synth::NodeWriter(writer, nullptr, nullptr).value(value);
  return std::string(buffer.view());
}

/// Calls stand in a text that is gone.
void forget_calls(Datum& value) {
  value.call = nullptr;
  std::ranges::for_each(value.items, forget_calls);
  for (DatumMember& each : value.members) forget_calls(each.value);
}

/// The stack that a reference is of; null where it is of none in particular.
const Stack* stack_of(const Node& value) {
  switch (value.kind) {
    case NodeKind::ref:
      return &value.element->stack();
    case NodeKind::attribute:
      return &value.attribute->resource->stack();
    case NodeKind::pseudo:
      return value.stack;
    default:
      return nullptr;
  }
}

Datum datum_of(const Evaluator& evaluator, const Node& value) {
  if (value.kind == NodeKind::absent || value.kind == NodeKind::no_value) return {};
  if (value.kind == NodeKind::list) {
    Datum made = list_datum({});
    for (std::uint32_t i = 0; i < value.size; ++i) {
      made.items.push_back(datum_of(evaluator, value.items[i]));
    }
    return made;
  }
  if (value.kind == NodeKind::object) {
    Datum made = map_datum({});
    for (std::uint32_t i = 0; i < value.size; ++i) {
      made.members.push_back(
          {std::string(value.fields[i].key), datum_of(evaluator, value.fields[i].value)});
    }
    return made;
  }
  if (value.kind == NodeKind::function && value.call->function == Intrinsic::concat) {
    Datum made = text_datum({});
    for (std::uint32_t i = 0; i < value.call->count; ++i) {
      append_text(made, datum_of(evaluator, value.call->arguments[i]));
    }
    return made;
  }
  const Stack* stack = stack_of(value);
  const Evaluator& of = stack == nullptr ? evaluator : evaluator.of_stack(stack->name());
  return evaluate_json(of, json_of_node(value)).value_or(Datum());
}

/// What may stand in an open text for what is not known yet: the literal pieces between.
std::vector<std::string> pieces_around_unknowns(const Evaluator& evaluator, std::string_view text) {
  std::vector<std::string> pieces(1);
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find("${"), text.size());
    pieces.back() += text.substr(0, begin);
    text.remove_prefix(begin);
    const std::size_t end = text.find('}');
    if (end == std::string_view::npos) {
      pieces.back() += text;
      break;
    }
    const std::string_view name = text.substr(2, end - 2);
    const bool is_sayable = (name.starts_with("AWS::") && name != "AWS::StackId") ||
                            evaluator.index().find_parameter(name) != nullptr;
    if (is_sayable) {
      pieces.emplace_back();
    } else {
      pieces.back() += text.substr(0, end + 1);
    }
    text.remove_prefix(end + 1);
  }
  return pieces;
}

bool fits_pieces(std::string_view text, const std::vector<std::string>& pieces) {
  if (!text.starts_with(pieces.front())) return false;
  text.remove_prefix(pieces.front().size());
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    const std::size_t at = text.find(pieces[i]);
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at + pieces[i].size());
  }
  return text.ends_with(pieces.back());
}

}  // namespace

Expected expected_of_value(const Evaluator& evaluator, const Node& value) {
  return expected_of_datum(datum_of(evaluator, value));
}

Expected expected_of_datum(const Datum& value) {
  ExpectedNode made{.text = value.text};
  switch (value.kind) {
    case DatumKind::nothing:
      made.kind = Expects::absent;
      break;
    case DatumKind::null:
      made.kind = Expects::null;
      break;
    case DatumKind::list:
      made.kind = Expects::items;
      for (const Datum& each : value.items) made.items.push_back(expected_of_datum(each));
      break;
    case DatumKind::map:
    case DatumKind::call:
      made.kind = Expects::members;
      for (const DatumMember& each : value.members) {
        made.members.push_back({each.key, expected_of_datum(each.value)});
      }
      break;
    default: {
      const auto number = value.is(DatumKind::number) ? number_of(value.text) : std::nullopt;
      made.kind = number ? Expects::number : Expects::text;
      made.number = number.value_or(0);
    }
  }
  return Expected(std::make_shared<const ExpectedNode>(std::move(made)));
}

std::optional<std::string> plain_json(const Expected& expected) {
  const ExpectedNode& node = expected.node();
  std::string json;
  switch (node.kind) {
    case Expects::null:
    case Expects::flag:
    case Expects::number:
    case Expects::text:
      return described(expected);
    case Expects::value:
      return json_of_node(node.value);
    case Expects::items:
      for (const Expected& each : node.items) {
        const auto item = plain_json(each);
        if (!item) return std::nullopt;
        json += (json.empty() ? "" : ",") + *item;
      }
      return '[' + json + ']';
    case Expects::members:
      for (const Member& each : node.members) {
        const auto value = plain_json(each.value);
        if (!value) return std::nullopt;
        json += (json.empty() ? "" : ",") + described(Expected(each.key)) + ':' + *value;
      }
      return '{' + json + '}';
    default:
      return std::nullopt;
  }
}

std::optional<Datum> evaluate_json(const Evaluator& evaluator, std::string_view json) {
  tmpl::Template source("", std::string(json));
  if (!tmpl::parse_json(source).empty()) return std::nullopt;
  Datum made = evaluator.evaluate(source.root());
  forget_calls(made);
  return made;
}

bool may_become(const Evaluator& evaluator, std::string_view open_text,
                const ExpectedNode& expected) {
  const std::vector<std::string> pieces = pieces_around_unknowns(evaluator, open_text);
  if (pieces.size() == 1) return false;
  switch (expected.kind) {
    case Expects::text:
      return fits_pieces(expected.text, pieces);
    case Expects::flag:
      return fits_pieces(expected.number == 0 ? "false" : "true", pieces);
    case Expects::number:
      return fits_pieces(number_text(expected.number), pieces);
    default:
      return true;
  }
}

}  // namespace omnitrack::assertions
