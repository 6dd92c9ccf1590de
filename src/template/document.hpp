#pragma once

#include <memory>
#include <string>
#include <vector>

#include "template/index.hpp"
#include "template/parse.hpp"

namespace omnitrack::tmpl {

/// A template that was read: its text, the values in it, what stands under which name, and what is
/// wrong with the text. It may move; nodes and index stay where they are.
class Document {
 public:
  /// Reads a text, JSON or YAML, however wrong. `file` is the name to show.
  Document(std::string file, std::string text, OtherTags other_tags = OtherTags::refused)
      : parts_(std::make_unique<Parts>(std::move(file), std::move(text), other_tags)) {}

  [[nodiscard]] const Template& source() const { return parts_->source; }
  [[nodiscard]] const std::string& file() const { return parts_->source.file(); }
  [[nodiscard]] const Node& root() const { return parts_->source.root(); }
  [[nodiscard]] const Index& index() const { return parts_->index; }
  /// What is wrong with the text, in its order.
  [[nodiscard]] const std::vector<TextProblem>& problems() const { return parts_->problems; }
  /// Whether the text is a document at all; its problems say why not.
  [[nodiscard]] bool is_readable() const { return problems().empty() || !root().is(Kind::null); }

  /// Gives the text back, for whoever has no more use for the nodes, which end with it.
  [[nodiscard]] std::string release_text() { return parts_->source.release_text(); }

 private:
  struct Parts {
    Parts(std::string file, std::string text, OtherTags other_tags)
        : source(std::move(file), std::move(text)),
          problems(parse(source, other_tags)),
          index(source) {}

    Template source;
    std::vector<TextProblem> problems;
    Index index;
  };
  std::unique_ptr<Parts> parts_;
};

}  // namespace omnitrack::tmpl
