#include <algorithm>
#include <charconv>

#include "meaning/ip_network.hpp"
#include "meaning/references.hpp"
#include "support/base64.hpp"
#include "template/sub_text.hpp"
#include "testing/evaluator.hpp"

namespace omnitrack::assertions {

namespace {

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
constexpr std::size_t most_cidr_blocks = 256;

std::optional<std::size_t> whole_number(const Datum& value) {
  if (!value.is_known()) return std::nullopt;
  std::size_t number = 0;
  const char* const end = value.text.data() + value.text.size();
  const auto read = std::from_chars(value.text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

bool has_call(const Datum& value) {
  return value.is(DatumKind::call) || std::ranges::any_of(value.items, has_call) ||
         std::ranges::any_of(value.members,
                             [](const DatumMember& each) { return has_call(each.value); });
}

bool has_open_text(const Datum& value) {
  return value.is_open || std::ranges::any_of(value.items, has_open_text) ||
         std::ranges::any_of(value.members,
                             [](const DatumMember& each) { return has_open_text(each.value); });
}

/// The literal text before a variable, in which `${!Name}` stands for `${Name}`.
Datum literal_of(std::string_view text) {
  std::string made;
  for (std::size_t at = 0; at < text.size(); ++at) {
    made += text[at];
    if (text.substr(at).starts_with("${!")) {
      made += '{';
      at += 2;
    }
  }
  return text_datum(made);
}

}  // namespace

Datum Evaluator::sub(const tmpl::Node& call) const {
  const auto items = call.argument().items();
  const tmpl::Node& text = items.empty() ? call.argument() : items[0];
  if (!text.is(tmpl::Kind::string)) return raw_datum(call);
  const tmpl::SubValues own(items.size() == 2 ? &items[1] : nullptr);
  tmpl::SubVariables variables(text.text());
  Datum made = text_datum({});
  std::size_t at = 0;
  while (const auto variable = variables.next()) {
    append_text(made, literal_of(text.text().substr(at, variable->begin - at)));
    at = variable->end;
    const tmpl::Member* value = own.find(variable->name);
    const meaning::Name name = meaning::dotted_name(variable->name);
    Datum given;
    if (value != nullptr) {
      given = evaluate(value->value);
    } else if (name.attribute.empty()) {
      given = reference(call, name.text);
    } else if (const auto* entry = index().find_resource(name.text)) {
      given = of_resource(*entry, name.attribute);
    } else {
      given = placeholder(variable->name);
    }
    if (!given.is_scalar()) return unknown_call(call);
    append_text(made, given);
  }
  append_text(made, literal_of(text.text().substr(at)));
  return made;
}

Datum Evaluator::join(const tmpl::Node& call) const {
  const auto items = call.argument().items();
  if (items.size() != 2) return raw_datum(call);
  const Datum delimiter = evaluate(items[0]);
  const Datum list = evaluate(items[1]);
  const bool is_told = delimiter.is_scalar() && list.is(DatumKind::list) &&
                       std::ranges::all_of(list.items, &Datum::is_scalar);
  if (!is_told) return unknown_call(call);
  Datum made = text_datum({});
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if (i != 0) append_text(made, delimiter);
    append_text(made, list.items[i]);
  }
  return made;
}

Datum Evaluator::branch(const tmpl::Node& call) const {
  const auto items = call.argument().items();
  if (items.size() != 3 || !items[0].is_scalar()) return raw_datum(call);
  const auto is_true = holds(items[0].text());
  if (is_true) return evaluate(*is_true ? items[1] : items[2]);
  // Both branches stay, and one that is no value is still written so.
  std::vector<Datum> branches{text_datum(items[0].text())};
  for (const tmpl::Node& each : items.subspan(1)) {
    Datum branch = evaluate(each);
    branches.push_back(branch.is(DatumKind::nothing) ? raw_datum(each) : std::move(branch));
  }
  return call_datum("Fn::If", list_datum(std::move(branches)));
}

Datum Evaluator::find_in_map(const tmpl::Node& call) const {
  const auto items = call.argument().items();
  if (items.size() < 3 || manner_ == Manner::written) return unknown_call(call);
  const Datum name = evaluate(items[0]);
  const Datum first = evaluate(items[1]);
  const Datum second = evaluate(items[2]);
  if (!name.is_known() || !first.is_known() || !second.is_known()) return unknown_call(call);
  const tmpl::Member* mapping = index().find_mapping(name.text);
  const tmpl::Node* row = mapping == nullptr ? nullptr : mapping->value.find(first.text);
  const tmpl::Node* value = row == nullptr ? nullptr : row->find(second.text);
  const tmpl::Node* by_default = items.size() > 3 ? items[3].find("DefaultValue") : nullptr;
  if (value == nullptr) value = by_default;
  return value == nullptr ? unknown_call(call) : evaluate(*value);
}

Datum Evaluator::select(const tmpl::Node& call) const {
  const auto items = call.argument().items();
  if (items.size() != 2) return raw_datum(call);
  const auto place = whole_number(evaluate(items[0]));
  Datum list = evaluate(items[1]);
  const bool is_told = place && list.is(DatumKind::list) && *place < list.items.size();
  return is_told ? std::move(list.items[*place]) : unknown_call(call);
}

Datum Evaluator::split(const tmpl::Node& call) const {
  const auto items = call.argument().items();
  if (items.size() != 2) return raw_datum(call);
  const Datum delimiter = evaluate(items[0]);
  const Datum text = evaluate(items[1]);
  if (!delimiter.is_known() || delimiter.text.empty() || !text.is_known()) {
    return unknown_call(call);
  }
  Datum made = list_datum({});
  std::string_view rest = text.text;
  for (std::size_t at = 0; at != std::string_view::npos;) {
    at = rest.find(delimiter.text);
    made.items.push_back(text_datum(rest.substr(0, at)));
    if (at != std::string_view::npos) rest.remove_prefix(at + delimiter.text.size());
  }
  return made;
}

Datum Evaluator::base64(const tmpl::Node& call) const {
  const Datum text = evaluate(call.argument());
  if (manner_ != Manner::deployed || !text.is_known()) return unknown_call(call);
  return text_datum(support::to_base64(text.text));
}

Datum Evaluator::cidr(const tmpl::Node& call) const {
  const auto items = call.argument().items();
  if (items.size() < 2) return raw_datum(call);
  const Datum block = evaluate(items[0]);
  const auto network = block.is_known() ? meaning::IpNetwork::parse(block.text) : std::nullopt;
  const auto count = whole_number(evaluate(items[1]));
  if (!network || !count || *count > most_cidr_blocks) return unknown_call(call);
  const unsigned bits_of_address = network->is_v6() ? 128 : 32;
  const auto bits = items.size() > 2 ? whole_number(evaluate(items[2]))
                                     : std::optional<std::size_t>(network->is_v6() ? 64 : 8);
  if (!bits || *bits > bits_of_address) return unknown_call(call);
  Datum made = list_datum({});
  for (std::size_t i = 0; i < *count; ++i) {
    const auto part = network->part(bits_of_address - static_cast<unsigned>(*bits), i);
    if (!part) return unknown_call(call);
    made.items.push_back(text_datum(part->text()));
  }
  return made;
}

Datum Evaluator::get_azs(const tmpl::Node& call) const {
  const Datum of = evaluate(call.argument());
  const bool is_own =
      of.is(DatumKind::null) || (of.is_known() && (of.text.empty() || of.text == region_));
  if (manner_ == Manner::written || !is_own || deployment_.zones.empty()) return unknown_call(call);
  Datum made = list_datum({});
  for (const std::string& each : deployment_.zones) made.items.push_back(text_datum(each));
  return made;
}

Datum Evaluator::import_value(const tmpl::Node& call) const {
  const Datum name = evaluate(call.argument());
  if (manner_ == Manner::decided || !name.is_scalar()) return unknown_call(call);
  const auto given = deployment_.imports.find(name.text);
  if (given != deployment_.imports.end()) return text_datum(given->second);
  if (auto value = exported(name.text)) return *value;
  return unknown_call(call);
}

Datum Evaluator::get_stack_output(const tmpl::Node& call) const {
  const Datum arguments = evaluate(call.argument());
  const Datum* stack = arguments.find("StackName");
  const Datum* output = arguments.find("OutputName");
  if (manner_ == Manner::decided || stack == nullptr || output == nullptr) {
    return unknown_call(call);
  }
  const StackUnit* unit = assembly_.find(stack->text);
  const tmpl::Node* outputs = unit == nullptr ? nullptr : unit->document.root().find("Outputs");
  const tmpl::Node* found = outputs == nullptr ? nullptr : outputs->find(output->text);
  const tmpl::Node* value = found == nullptr ? nullptr : found->find("Value");
  if (value == nullptr) return unknown_call(call);
  Datum made = other(*unit).evaluate(*value);
  made.call = nullptr;
  return made;
}

Datum Evaluator::length(const tmpl::Node& call) const {
  const Datum list = evaluate(call.argument());
  if (!list.is(DatumKind::list) || manner_ == Manner::written) return unknown_call(call);
  return {.kind = DatumKind::number, .text = std::to_string(list.items.size())};
}

Datum Evaluator::to_json_string(const tmpl::Node& call) const {
  const Datum value = evaluate(call.argument());
  if (has_call(value)) return unknown_call(call);
  Datum made = text_datum(compact_json(value));
  if (!has_open_text(value)) return made;
  if (manner_ == Manner::decided) return unknown_call(call);
  made.is_open = true;
  made.sub = made.text;
  return made;
}

}  // namespace omnitrack::assertions
