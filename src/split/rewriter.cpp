#include "split/rewriter.hpp"

#include <vector>

#include "meaning/references.hpp"

namespace omnitrack::split {

namespace {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

}  // namespace

Node Rewriter::rewritten(const Node& value) {
  const std::optional<Node> made = changed(value);
  return made ? *made : value;
}

Node Rewriter::output_of(std::uint32_t value) {
  return make_.get_att(part_of(value), output_name(value));
}

std::optional<Node> Rewriter::changed(const Node& value) {
  if (value.is_scalar()) return std::nullopt;
  return value.is_call() ? changed_call(value) : changed_inner(value);
}

std::optional<Node> Rewriter::changed_call(const Node& call) {
  if (call.calls(Function::sub)) return changed_sub(call);
  if (!call.calls(Function::ref) && !call.calls(Function::get_att)) return changed_inner(call);
  std::optional<Node> made;
  meaning::for_each_name(
      call, [&](const meaning::Name& name) { made = replaced(name.text, name.attribute); });
  return made;
}

std::optional<Node> Rewriter::replaced(std::string_view name, std::string_view attribute) {
  const std::optional<std::uint32_t> value = foreign_value(name, attribute);
  if (!value) return std::nullopt;
  if (home_ != own_template) return make_.ref(names_[*value]);
  return graph_.values()[*value].is_list ? make_.split(output_of(*value)) : output_of(*value);
}

std::optional<Node> Rewriter::changed_sub(const Node& call) {
  const auto items = call.argument().items();
  const Node& text = items.empty() ? call.argument() : items[0];
  std::string made;
  std::size_t at = 0;
  tmpl::SubVariables variables(text.text());
  while (const auto each = variables.next()) {
    if (items.size() == 2 && items[1].find(each->name) != nullptr) continue;
    const std::optional<std::string> name = variable(each->name);
    if (!name) continue;
    made.append(text.text().substr(at, each->begin - at)).append("${").append(*name).append("}");
    at = each->end;
  }
  made.append(text.text().substr(at));
  const std::optional<Node> inner = items.size() == 2 ? changed(items[1]) : std::nullopt;
  if (at == 0 && !inner) return std::nullopt;
  const Node new_text = at == 0 ? text : make_.text(made);
  if (items.size() != 2) return make_.call(Function::sub, new_text);
  return make_.call(Function::sub, make_.list({new_text, inner ? *inner : items[1]}));
}

std::optional<std::string> Rewriter::variable(std::string_view text) {
  const meaning::Name name = meaning::dotted_name(text);
  const std::optional<std::uint32_t> value = foreign_value(name.text, name.attribute);
  if (!value) return std::nullopt;
  if (home_ != own_template) return names_[*value];
  return part_of(*value) + '.' + output_name(*value);
}

std::optional<Node> Rewriter::changed_inner(const Node& value) {
  if (value.is(Kind::list)) {
    std::vector<Node> items(value.items().begin(), value.items().end());
    bool is_changed = false;
    for (Node& each : items) {
      if (const auto made = changed(each)) {
        each = *made;
        is_changed = true;
      }
    }
    return is_changed ? std::optional(make_.list(items)) : std::nullopt;
  }
  std::vector<Member> members(value.members().begin(), value.members().end());
  bool is_changed = false;
  for (Member& each : members) {
    if (const auto made = changed(each.value)) {
      each.value = *made;
      is_changed = true;
    }
  }
  return is_changed ? std::optional(make_.map(members)) : std::nullopt;
}

// A parameter of the stack bears its own name in a part, so it is left as it is written.
std::optional<std::uint32_t> Rewriter::foreign_value(std::string_view name,
                                                     std::string_view attribute) const {
  const std::optional<std::uint32_t> found = graph_.find_value(name, attribute);
  if (!found) return std::nullopt;
  const Value& value = graph_.values()[*found];
  if (value.of == Value::Of::parameter) return std::nullopt;
  if (value.of == Value::Of::pseudo) {
    return home_ == own_template ? std::nullopt : std::optional(*found);
  }
  return homes_.of[value.owner] == home_ ? std::nullopt : std::optional(*found);
}

std::string Rewriter::output_name(std::uint32_t value) const { return "Outputs." + names_[value]; }

const std::string& Rewriter::part_of(std::uint32_t value) const {
  return homes_.names[homes_.of[graph_.values()[value].owner] - 1];
}

}  // namespace omnitrack::split
