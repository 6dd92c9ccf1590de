#include "meaning/references.hpp"

namespace omnitrack::meaning {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

class Collector {
 public:
  explicit Collector(std::vector<Reference>& references) : references_(references) {}

  void collect_resource(const tmpl::ResourceEntry& resource) {
    user_ = resource.logical_id;
    is_output_ = false;
    for (const Member& member : resource.member->value.members()) {
      if (member.key() == "DependsOn") {
        collect_depends_on(member.value);
      } else if (!member.value.is_scalar()) {
        collect(member.value, false);
      }
    }
  }

  void collect_output(const Member& output) {
    user_ = output.key();
    is_output_ = true;
    collect(output.value, false);
  }

 private:
  void collect_depends_on(const Node& value) {
    if (value.is(Kind::string)) add(value, Reference::How::depends_on, {.text = value.text()});
    for (const Node& each : value.items()) {
      if (each.is(Kind::string)) add(each, Reference::How::depends_on, {.text = each.text()});
    }
  }

  void collect(const Node& value, bool is_conditional) {
    if (value.is(Kind::list)) {
      for (const Node& item : value.items()) {
        if (!item.is_scalar()) collect(item, is_conditional);
      }
      return;
    }
    switch (value.function) {
      case Function::ref:
        collect_names(value, Reference::How::ref, is_conditional);
        break;
      case Function::get_att:
        collect_get_att(value, is_conditional);
        break;
      case Function::sub:
        collect_names(value, Reference::How::sub, is_conditional);
        break;
      case Function::if_:
        is_conditional = true;
        break;
      case Function::for_each:
        return;
      default:
        break;
    }
    for (const Member& member : value.members()) {
      if (!member.value.is_scalar() && !tmpl::is_loop_key(member.key())) {
        collect(member.value, is_conditional);
      }
    }
  }

  // Whatever is read of it, the resource must be there first.
  void collect_get_att(const Node& call, bool is_conditional) {
    const Node& argument = call.argument();
    const auto items = argument.items();
    if (argument.is(Kind::string)) {
      add(call, Reference::How::get_att, dotted_name(argument.text()), is_conditional);
    } else if (items.size() == 2 && items[0].is_scalar()) {
      add(call, Reference::How::get_att, {.text = items[0].text(), .attribute = items[1].text()},
          is_conditional);
    }
  }

  void collect_names(const Node& call, Reference::How how, bool is_conditional) {
    for_each_name(call, [&](const Name& name) { add(call, how, name, is_conditional); });
  }

  void add(const Node& at, Reference::How how, const Name& name, bool is_conditional = false) {
    references_.push_back({.user = user_,
                           .target = name.text,
                           .attribute = name.attribute,
                           .at = &at,
                           .how = how,
                           .is_from_output = is_output_,
                           .is_conditional = is_conditional});
  }

  std::vector<Reference>& references_;
  std::string_view user_;
  bool is_output_ = false;
};

}  // namespace

void collect_references(const tmpl::Index& index, std::vector<Reference>& references) {
  references.reserve(references.size() + 2 * index.resources().size());
  Collector collector(references);
  for (const tmpl::ResourceEntry& each : index.resources()) collector.collect_resource(each);
  for (const Member& each : index.outputs()) {
    if (!each.key().starts_with("Fn::")) collector.collect_output(each);
  }
}

Name sole_name(const Node& call) {
  if (!call.is_call()) return {};
  const Node& argument = call.argument();
  switch (call.function) {
    case Function::ref:
      return {.text = argument.text()};
    case Function::get_att: {
      if (argument.is(Kind::string)) return dotted_name(argument.text());
      const auto parts = argument.items();
      if (parts.size() != 2 || !parts[0].is(Kind::string) || !parts[1].is(Kind::string)) return {};
      return {.text = parts[0].text(), .attribute = parts[1].text()};
    }
    case Function::sub: {
      const std::string_view text = argument.text();
      if (!argument.is(Kind::string) || !text.starts_with("${") || !text.ends_with('}') ||
          text.find('}') != text.size() - 1 || text.starts_with("${!")) {
        return {};
      }
      return dotted_name(text.substr(2, text.size() - 3));
    }
    default:
      return {};
  }
}

std::string_view referred_id(const Node& value) {
  if (value.calls(Function::ref)) return value.argument().text();
  if (!value.calls(Function::get_att)) return {};
  const auto items = value.argument().items();
  return items.empty() ? dotted_name(value.argument().text()).text : items.front().text();
}

}  // namespace omnitrack::meaning
