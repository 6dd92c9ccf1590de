#include "import/import.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "import/plan.hpp"
#include "import/program.hpp"
#include "import/resources.hpp"
#include "import/sections.hpp"
#include "import/written_out.hpp"
#include "lock/lock_file.hpp"
#include "omnitrack/characters.hpp"
#include "support/letters.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Kind;

std::string letters_and_digits_of(std::string_view text) {
  std::string kept;
  std::ranges::copy_if(text, std::back_inserter(kept), support::is_letter_or_digit);
  return kept;
}

/// Imports one template.
class Importer {
 public:
  Importer(const tmpl::Index& index, std::string_view stack)
      : root_(index.source().root()),
        index_(index),
        stack_(stack),
        plan_(index, names_),
        comments_(index.source()),
        values_(plan_, comments_),
        sections_(plan_, values_, comments_, app_.problems) {}

  ImportedApp run(std::string_view app) {
    refuse_what_is_made_later();
    Program program;
    program.stack = stack();
    program.comments = header_comments();
    sections(statements_of(program, 0));
    elements(program);
    outputs(program);
    headers(program);
    note_shared(program);
    app_.files = {{"main.cpp", main_text(program)},
                  {"CMakeLists.txt", cmake_text(app)},
                  {std::string(lock::default_file), lock_text()}};
    return std::move(app_);
  }

 private:
  void refuse(std::uint32_t begin, std::string path, std::string message, std::string hint) {
    app_.problems.push_back({begin, std::move(path), std::move(message), std::move(hint)});
  }

  // What a macro or a loop adds is not there to be written.
  void refuse_what_is_made_later() {
    for (const tmpl::Member& section : root_.members()) {
      if (tmpl::is_function_key(section.key())) {
        refuse(section.key_begin, {}, "what a macro puts at the top cannot be written as code",
               "put what it brings into the template first");
      }
      const bool is_ours = section.key() == "Resources" || section.key() == "Conditions" ||
                           section.key() == "Outputs" || section.key() == "Parameters";
      if (!is_ours) continue;
      for (const tmpl::Member& each : section.value.members()) check_id(section.key(), each);
    }
  }

  void check_id(std::string_view section, const tmpl::Member& member) {
    const std::string id(member.key());
    const std::string path = std::string(section) + '/' + id;
    if (tmpl::is_loop_key(id)) {
      refuse(member.key_begin, path,
             "a loop over what only the deployment knows cannot be written as code",
             "write out what it makes, or a loop in C++");
    } else if (tmpl::is_function_key(id)) {
      refuse(member.key_begin, path, "what a macro adds here cannot be written as code",
             "put what it brings into the template first");
    } else if (!detail::has_only_letters_digits_and({}, id) &&
               !(section == "Conditions" && has_name_of_its_own(id))) {
      refuse(member.key_begin, path,
             "'" + id + "' is no logical id: it has other characters than letters and digits",
             "give it another name");
    } else if (section == "Resources" && !has_type(id) &&
               member.value.find("Fn::Transform") != nullptr) {
      refuse(member.key_begin, path, "a resource that a macro makes cannot be written as code",
             "put what it brings into the template first");
    } else if (section == "Resources" && !has_type(id)) {
      refuse(member.key_begin, path, "the resource has no Type that is a text",
             "name its type, such as AWS::SQS::Queue");
    }
  }

  // Of a condition nothing but the template knows the name: it loses what is no letter or digit,
  // where no other one is named so.
  [[nodiscard]] bool has_name_of_its_own(std::string_view id) const {
    const std::string name = letters_and_digits_of(id);
    return !name.empty() && std::ranges::count_if(index_.conditions(), [&](const auto& each) {
                              return letters_and_digits_of(each.key()) == name;
                            }) == 1;
  }

  [[nodiscard]] bool has_type(std::string_view id) const {
    const tmpl::ResourceEntry* resource = index_.find_resource(id);
    return resource != nullptr && !resource->type_name.empty();
  }

  Code stack() {
    std::vector<Code> members{wrapped(".id = ", text_literal(stack_))};
    const tmpl::Node* description = index_.section("Description");
    if (description != nullptr && !description->is_scalar()) {
      refuse(description->begin, "Description", "the description is no text", "write a text");
    } else if (description != nullptr) {
      members.push_back(wrapped(".description = ", text_literal(description->text())));
    }
    return call("app.add", {braces("StackProps", std::move(members))});
  }

  // Those above the first section, and at what becomes no statement of its own.
  std::vector<std::string> header_comments() {
    std::vector<std::string> lines;
    for (const tmpl::Member& section : root_.members()) {
      if (section.value.is_scalar()) {
        for (std::string& line : comments_.take(section.key_begin))
          lines.push_back(std::move(line));
      }
    }
    return lines;
  }

  void sections(std::vector<Statement>& statements) {
    sections_.version(index_.section("AWSTemplateFormatVersion"), statements);
    for (const tmpl::Member& section : root_.members()) {
      const std::string_view key = section.key();
      if (key == "Transform") {
        sections_.transforms(section.value, statements);
      } else if (key == "Metadata") {
        sections_.metadata(section.value, statements);
      }
    }
  }

  // Where the statements of a part go.
  std::vector<Statement>& statements_of(Program& program, std::size_t part) {
    plan_.enter(part);
    if (plan_.parts().empty()) return program.statements;
    while (program.functions.size() <= part) {
      program.functions.push_back(
          {.part = plan_.parts()[program.functions.size()], .statements = {}});
    }
    return program.functions[part].statements;
  }

  void elements(Program& program) {
    bool has_resources = false;
    // The order of a plan is that of the sections.
    for (Element& each : plan_.elements()) {
      if (each.kind != Element::Kind::resource) {
        statements_of(program, each.part).push_back(sections_.statement(each));
        continue;
      }
      if (!has_resources) rules_and_others(statements_of(program, 0));
      has_resources = true;
      ++app_.resources;
      statements_of(program, each.part)
          .push_back(resource_statement(each, plan_, values_, comments_));
      // In a circle, it is a typed resource after all.
      const bool is_by_construct = each.construct != nullptr || !each.owner.empty();
      if (is_by_construct) ++app_.constructs;
      if (is_by_construct || each.type != nullptr) ++app_.typed;
    }
  }

  // What a construct makes needs its typed resource's header only where that is named.
  void headers(Program& program) {
    std::set<std::string_view> headers;
    for (const Element& each : plan_.elements()) {
      const bool is_by_construct = each.construct != nullptr || !each.owner.empty();
      const bool is_named = !is_by_construct || each.is_resource_used;
      if (each.type != nullptr && is_named) headers.insert(each.type->header);
    }
    program.headers.assign(headers.begin(), headers.end());
  }

  void outputs(Program& program) {
    if (index_.outputs().empty()) return;
    const std::size_t part = plan_.parts().empty() ? 0 : plan_.add_part("outputs");
    std::vector<Statement>& statements = statements_of(program, part);
    for (const tmpl::Member& each : index_.outputs()) statements.push_back(sections_.output(each));
  }

  void note_shared(Program& program) {
    for (std::size_t i = 0; i < program.functions.size(); ++i) {
      program.functions[i].part = plan_.parts()[i];
    }
    if (program.functions.empty()) return;
    for (const Element& each : plan_.elements()) {
      if (each.is_shared) program.functions[each.part].shared.push_back(&each);
    }
  }

  void rules_and_others(std::vector<Statement>& statements) {
    for (const tmpl::Member& each : index_.rules()) statements.push_back(sections_.rule(each));
    other_sections(statements);
  }

  void other_sections(std::vector<Statement>& statements) {
    constexpr std::string_view known[] = {"AWSTemplateFormatVersion",
                                          "Conditions",
                                          "Description",
                                          "Mappings",
                                          "Metadata",
                                          "Outputs",
                                          "Parameters",
                                          "Resources",
                                          "Rules",
                                          "Transform"};
    for (const tmpl::Member& section : root_.members()) {
      const bool is_other = std::ranges::find(known, section.key()) == std::end(known) &&
                            !tmpl::is_function_key(section.key());
      if (is_other) statements.push_back(sections_.other(section));
    }
  }

  // The path of the construct that makes a resource.
  std::string path_of(std::string_view id) {
    const Element& element = *plan_.find(meaning::Name::Of::entry, id);
    if (element.owner.empty()) return stack_ + '/' + std::string(id);
    return path_of(element.owner) + '/' + element.place;
  }

  [[nodiscard]] std::string lock_text() {
    lock::Lock lock;
    const std::vector<lock::Digest> digests = lock::digests_of(index_);
    for (std::size_t i = 0; i < digests.size(); ++i) {
      const tmpl::ResourceEntry& each = index_.resources()[i];
      const std::string id(each.logical_id);
      lock.entries.push_back({.resource = {.stack = stack_,
                                           .path = path_of(id),
                                           .logical_id = id,
                                           .type = std::string(each.type_name)},
                              .digest = digests[i]});
    }
    lock.sort();
    return lock::write_lock(lock);
  }

  const tmpl::Node& root_;
  const tmpl::Index& index_;
  std::string stack_;
  CppNames names_;
  ImportedApp app_;
  Plan plan_;
  Comments comments_;
  Values values_;
  Sections sections_;
};

}  // namespace

ImportedApp import_template(const tmpl::Document& document, std::string_view stack,
                            std::string_view app) {
  const auto written_out = with_loops_written_out(document.index());
  return Importer(written_out ? written_out->index : document.index(), stack).run(app);
}

}  // namespace omnitrack::importing
