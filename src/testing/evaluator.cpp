#include "testing/evaluator.hpp"

#include "meaning/known.hpp"
#include "meaning/partitions.hpp"
#include "meaning/reference_text.hpp"
#include "meaning/references.hpp"
#include "template/parameter_type.hpp"

namespace omnitrack::assertions {

namespace {

// A name that is made of another's is followed so far; more is a circle, or nobody's template.
constexpr int deepest_reference = 16;

/// The items of a parameter of a list type.
Datum items_of(std::string_view text) {
  Datum made = list_datum({});
  while (true) {
    const std::size_t comma = text.find(',');
    std::string_view item = text.substr(0, comma);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    made.items.push_back(text_datum(item));
    if (comma == std::string_view::npos) return made;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

Evaluator::Evaluator(const Assembly& assembly, const StackUnit& unit, Manner manner,
                     const Deployment& deployment, std::string prefix)
    : assembly_(assembly),
      unit_(unit),
      manner_(manner),
      deployment_(deployment),
      prefix_(std::move(prefix)),
      region_(deployment.region.empty() ? unit.region : deployment.region),
      account_(deployment.account.empty() ? unit.account : deployment.account) {
  of_others_.region = deployment.region;
  of_others_.account = deployment.account;
}

Datum Evaluator::evaluate(const tmpl::Node& value) const {
  if (value.is_scalar()) return raw_datum(value);
  if (value.is(tmpl::Kind::list)) return evaluate_list(value);
  if (value.is_call()) return evaluate_call(value);
  return evaluate_map(value);
}

Datum Evaluator::evaluate_list(const tmpl::Node& list) const {
  Datum made = list_datum({});
  for (const tmpl::Node& each : list.items()) {
    Datum item = evaluate(each);
    if (!item.is(DatumKind::nothing)) made.items.push_back(std::move(item));
  }
  return made;
}

Datum Evaluator::evaluate_map(const tmpl::Node& map) const {
  Datum made = map_datum({});
  for (const tmpl::Member& each : map.members()) {
    Datum value = tmpl::is_function_key(each.key()) ? raw_datum(each.value) : evaluate(each.value);
    if (value.is(DatumKind::nothing)) continue;
    made.members.push_back({std::string(each.key()), std::move(value)});
  }
  return made;
}

Datum Evaluator::evaluate_call(const tmpl::Node& call) const {
  Datum made = result_of(call);
  if (!made.is(DatumKind::call) && made.call == nullptr) made.call = &call;
  return made;
}

/// The call with what is known in its arguments.
Datum Evaluator::unknown_call(const tmpl::Node& call) const {
  const tmpl::Member& only = call.members().front();
  return call_datum(only.key(), evaluate(only.value));
}

Datum Evaluator::result_of(const tmpl::Node& call) const {
  switch (call.function) {
    case tmpl::Function::ref:
      return call.argument().is_scalar() ? reference(call, call.argument().text())
                                         : raw_datum(call);
    case tmpl::Function::get_att:
      return attribute(call);
    case tmpl::Function::sub:
      return sub(call);
    case tmpl::Function::join:
      return join(call);
    case tmpl::Function::if_:
      return branch(call);
    case tmpl::Function::find_in_map:
      return find_in_map(call);
    case tmpl::Function::select:
      return select(call);
    case tmpl::Function::split:
      return split(call);
    case tmpl::Function::base64:
      return base64(call);
    case tmpl::Function::cidr:
      return cidr(call);
    case tmpl::Function::get_azs:
      return get_azs(call);
    case tmpl::Function::import_value:
      return import_value(call);
    case tmpl::Function::get_stack_output:
      return get_stack_output(call);
    case tmpl::Function::length:
      return length(call);
    case tmpl::Function::to_json_string:
      return to_json_string(call);
    case tmpl::Function::condition:
      return evaluate_map(call);  // a property of that name
    default:
      return raw_datum(call);
  }
}

Datum Evaluator::placeholder(std::string_view name) const {
  return open_datum(prefix_ + std::string(name));
}

Datum Evaluator::reference(const tmpl::Node& call, std::string_view name) const {
  if (name.starts_with("AWS::")) return pseudo(call, name);
  if (const auto* entry = index().find_parameter(name)) return parameter(call, *entry);
  if (const auto* entry = index().find_resource(name)) return of_resource(*entry, {});
  return placeholder(name);
}

Datum Evaluator::pseudo(const tmpl::Node& call, std::string_view name) const {
  if (name == "AWS::NoValue") return {};
  if (name == "AWS::NotificationARNs") return raw_datum(call);
  if (manner_ == Manner::written) return open_datum(name);
  if (name == "AWS::StackName") return text_datum(unit_.name);
  if (name == "AWS::AccountId" && !account_.empty()) return text_datum(account_);
  if (!region_.empty()) {
    const meaning::Partition& partition = meaning::partition_of(region_);
    if (name == "AWS::Region") return text_datum(region_);
    if (name == "AWS::Partition") return text_datum(partition.name);
    if (name == "AWS::URLSuffix") return text_datum(partition.url_suffix);
  }
  // A stack's id is its own; all else is the same for the stacks of one place.
  return name == "AWS::StackId" ? placeholder(name) : open_datum(name);
}

std::optional<std::string> Evaluator::given(const tmpl::ParameterEntry& entry) const {
  std::optional<std::string> value;
  const auto found = deployment_.parameters.find(entry.name);
  if (found != deployment_.parameters.end()) {
    value = found->second;
  } else if (const tmpl::Node* by_default = entry.member->value.find("Default")) {
    if (by_default->is_scalar()) value = std::string(by_default->text());
  }
  if (!value || !tmpl::is_kept_by_ssm(entry.type_name)) return value;
  const auto stored = deployment_.stored_parameters.find(*value);
  if (stored == deployment_.stored_parameters.end()) return std::nullopt;
  return stored->second;
}

Datum Evaluator::parameter(const tmpl::Node& call, const tmpl::ParameterEntry& entry) const {
  const bool is_list = entry.is_list();
  const auto value = manner_ == Manner::written ? std::nullopt : given(entry);
  if (value) return is_list ? items_of(*value) : text_datum(*value);
  return is_list ? raw_datum(call) : placeholder(entry.name);
}

Datum Evaluator::attribute(const tmpl::Node& call) const {
  const tmpl::Node& argument = call.argument();
  const auto items = argument.items();
  meaning::Name name;
  std::string computed;
  if (argument.is(tmpl::Kind::string)) {
    name = meaning::dotted_name(argument.text());
  } else if (items.size() == 2 && items[0].is_scalar()) {
    const Datum of = evaluate(items[1]);
    if (!of.is_known()) return unknown_call(call);
    computed = of.text;
    name = {.text = items[0].text(), .attribute = computed};
  }
  if (name.attribute.empty()) return raw_datum(call);
  if (const auto* entry = index().find_resource(name.text)) {
    return of_resource(*entry, name.attribute);
  }
  return placeholder(std::string(name.text) + '.' + std::string(name.attribute));
}

/// What a resource that names itself gives; else its placeholder.
Datum Evaluator::of_resource(const tmpl::ResourceEntry& entry, std::string_view attribute) const {
  std::string name(entry.logical_id);
  if (!attribute.empty()) name.append(1, '.').append(attribute);
  if (manner_ != Manner::deployed || depth_ == deepest_reference) return placeholder(name);
  const auto pieces = meaning::reference_pieces(entry, attribute);
  if (pieces.empty()) {
    const bool is_ref = meaning::is_ref_attribute(entry, attribute);
    return is_ref ? of_resource(entry, {}) : placeholder(name);
  }
  ++depth_;
  Datum text = text_datum({});
  bool is_told = true;
  for (const meaning::ReferencePiece& each : pieces) {
    Datum piece = text_datum(each.text);
    if (each.kind == meaning::ReferencePiece::Kind::pseudo) {
      piece = pseudo(entry.member->value, each.text);
    } else if (each.kind == meaning::ReferencePiece::Kind::property) {
      const tmpl::Node* value = meaning::find_value(entry.properties, each.text);
      piece = value == nullptr ? Datum() : evaluate(*value);
    }
    is_told = is_told && piece.is_scalar();
    if (is_told) append_text(text, piece);
  }
  --depth_;
  return is_told ? text : placeholder(name);
}

const Evaluator& Evaluator::other(const StackUnit& stack) const {
  std::unique_ptr<Evaluator>& made = others_[stack.name];
  if (made == nullptr) {
    made = std::make_unique<Evaluator>(assembly_, stack, manner_, of_others_, stack.name + '/');
  }
  return *made;
}

const Evaluator& Evaluator::of_stack(std::string_view name) const {
  const StackUnit* stack = assembly_.find(name);
  return stack == nullptr || stack == &unit_ ? *this : other(*stack);
}

/// The value of an export of another stack of the app.
std::optional<Datum> Evaluator::exported(std::string_view name) const {
  if (depth_ == deepest_reference) return std::nullopt;
  ++depth_;
  std::optional<Datum> value;
  for (const StackUnit& each : assembly_.stacks) {
    if (&each == &unit_) continue;
    for (const tmpl::Member& output : each.document.index().outputs()) {
      const tmpl::Node* exporting = output.value.find("Export");
      const tmpl::Node* as = exporting == nullptr ? nullptr : exporting->find("Name");
      const tmpl::Node* gives = output.value.find("Value");
      if (value || as == nullptr || gives == nullptr) continue;
      if (other(each).evaluate(*as).text == name) value = other(each).evaluate(*gives);
    }
  }
  --depth_;
  // The call is in the other template.
  if (value) value->call = nullptr;
  return value;
}

}  // namespace omnitrack::assertions
