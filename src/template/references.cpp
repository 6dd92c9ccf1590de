#include "template/references.hpp"

#include "template/sub_text.hpp"

namespace omnitrack::tmpl {

namespace {

class Collector {
 public:
  explicit Collector(std::vector<Reference>& references) : references_(references) {}

  void collect_resource(const ResourceEntry& resource) {
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
    if (value.is(Kind::string)) add(value, Reference::How::depends_on, value.text(), {}, false);
    for (const Node& each : value.items()) {
      if (each.is(Kind::string)) add(each, Reference::How::depends_on, each.text(), {}, false);
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
        if (value.argument().is_scalar()) {
          add(value, Reference::How::ref, value.argument().text(), {}, is_conditional);
          return;
        }
        break;
      case Function::get_att:
        collect_get_att(value, is_conditional);
        break;
      case Function::sub:
        collect_sub(value, is_conditional);
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
      if (!member.value.is_scalar() && !member.key().starts_with("Fn::ForEach::")) {
        collect(member.value, is_conditional);
      }
    }
  }

  void collect_get_att(const Node& call, bool is_conditional) {
    const Node& argument = call.argument();
    if (argument.is(Kind::string)) {
      add_with_attribute(call, Reference::How::get_att, argument.text(), is_conditional);
      return;
    }
    const auto items = argument.items();
    if (items.size() != 2 || !items[0].is_scalar()) return;
    add(call, Reference::How::get_att, items[0].text(), items[1].text(), is_conditional);
  }

  void collect_sub(const Node& call, bool is_conditional) {
    const Node& argument = call.argument();
    const auto items = argument.items();
    const Node& text = items.empty() ? argument : items[0];
    SubVariables variables(text.text());
    while (const auto variable = variables.next()) {
      if (items.size() == 2 && items[1].find(variable->name) != nullptr) continue;
      add_with_attribute(call, Reference::How::sub, variable->name, is_conditional);
    }
  }

  void add_with_attribute(const Node& at, Reference::How how, std::string_view text,
                          bool is_conditional) {
    const std::size_t dot = text.find('.');
    const bool has_attribute = dot != std::string_view::npos;
    add(at, how, text.substr(0, dot), has_attribute ? text.substr(dot + 1) : std::string_view(),
        is_conditional);
  }

  void add(const Node& at, Reference::How how, std::string_view target, std::string_view attribute,
           bool is_conditional) {
    references_.push_back({.user = user_,
                           .target = target,
                           .attribute = attribute,
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

void collect_references(const Index& index, std::vector<Reference>& references) {
  references.reserve(references.size() + 2 * index.resources().size());
  Collector collector(references);
  for (const ResourceEntry& each : index.resources()) collector.collect_resource(each);
  for (const Member& each : index.outputs()) {
    if (!each.key().starts_with("Fn::")) collector.collect_output(each);
  }
}

}  // namespace omnitrack::tmpl
