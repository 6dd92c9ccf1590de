#pragma once

#include <string_view>
#include <vector>

#include "template/builder.hpp"

namespace omnitrack::split {

/// Makes values that stand in no text.
class NodeMaker {
 public:
  /// What is made lives as long as the template.
  explicit NodeMaker(tmpl::Template& home)
      : builder_(home, tmpl::Format::json, tmpl::Repeated::kept) {}

  tmpl::Node text(std::string_view text) {
    return tmpl::Builder::scalar(tmpl::Kind::string, builder_.keep(text), 0, 0);
  }
  tmpl::Member member(std::string_view key, const tmpl::Node& value) {
    return tmpl::Builder::member(builder_.keep(key), 0, value);
  }
  tmpl::Node map(const std::vector<tmpl::Member>& members) { return builder_.map(members, 0, 0); }
  tmpl::Node list(const std::vector<tmpl::Node>& items) { return builder_.list(items, 0, 0); }

  tmpl::Node call(tmpl::Function function, const tmpl::Node& argument) {
    return map({member(tmpl::name_of(function), argument)});
  }
  tmpl::Node ref(std::string_view name) { return call(tmpl::Function::ref, text(name)); }
  tmpl::Node get_att(std::string_view name, std::string_view attribute) {
    return call(tmpl::Function::get_att, list({text(name), text(attribute)}));
  }
  tmpl::Node join(const tmpl::Node& items) {
    return call(tmpl::Function::join, list({text(","), items}));
  }
  tmpl::Node split(const tmpl::Node& joined) {
    return call(tmpl::Function::split, list({text(","), joined}));
  }

 private:
  tmpl::Builder builder_;
};

}  // namespace omnitrack::split
