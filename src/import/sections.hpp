#pragma once

#include "import/import.hpp"
#include "import/statement.hpp"
#include "import/values.hpp"

namespace omnitrack::importing {

/// Writes what stands beside the resources of a template, and notes what cannot be said.
class Sections {
 public:
  Sections(Plan& plan, Values& values, Comments& comments, std::vector<Problem>& problems)
      : plan_(plan), values_(values), comments_(comments), problems_(problems) {}

  /// Of a parameter, a mapping or a condition.
  Statement statement(Element& element);
  Statement rule(const tmpl::Member& rule);
  Statement output(const tmpl::Member& output);
  /// What adds the transforms.
  void transforms(const tmpl::Node& transform, std::vector<Statement>& statements);
  /// What says the version, where it is not the one that is written anyway; null for none.
  void version(const tmpl::Node* version, std::vector<Statement>& statements);
  /// What sets the keys of `Metadata`.
  void metadata(const tmpl::Node& metadata, std::vector<Statement>& statements);
  /// What sets any other section.
  Statement other(const tmpl::Member& section);

 private:
  Statement parameter(Element& element);
  Statement mapping(Element& element);
  Statement condition(Element& element);
  Statement begin(const tmpl::Member& member, const char* group);
  void refuse(std::uint32_t begin, std::string path, std::string message, std::string hint = {});
  void check_keys(const tmpl::Node& value, const std::string& path,
                  std::initializer_list<std::string_view> known);

  Plan& plan_;
  Values& values_;
  Comments& comments_;
  std::vector<Problem>& problems_;
};

}  // namespace omnitrack::importing
