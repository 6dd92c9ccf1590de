#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diff/security/reader.hpp"

namespace omnitrack::diff {

/// The principals, actions or resources of a statement.
struct Names {
  std::vector<Pattern> patterns = {};
  bool is_negated = false;  ///< all but these
};

/// One key of a condition.
struct Test {
  std::string operation;  ///< in lower case
  std::string key;        ///< in lower case
  std::string shown;      ///< the key as it is written
  std::vector<Pattern> values = {};
};

/// A statement of a policy, or what grants like one.
struct Statement {
  bool allows = true;
  Names who = {};
  Names what = {};
  Names where = {};
  std::vector<Test> tests = {};
  const tmpl::ResourceEntry* in = nullptr;  ///< the resource that it stands in
  const tmpl::Node* at = nullptr;           ///< where it stands
  const tmpl::Node* document = nullptr;     ///< the policy that it is of; null where it has none
};

/// What a policy's part is that cannot be read before the deployment.
struct UnreadPart {
  std::string key;    ///< alike for parts that are the same
  std::string words;  ///< what it depends on
  const tmpl::ResourceEntry* in = nullptr;
  const tmpl::Node* at = nullptr;
};

/// All that is granted at one place.
struct Grants {
  std::vector<Statement> statements;
  std::vector<UnreadPart> unread_parts;
};

/// Keeps the policies that are written as JSON texts while their nodes are in use.
using ReadTexts = std::vector<std::unique_ptr<const tmpl::Template>>;

/// Reads policies in one scenario.
class PolicyReader {
 public:
  PolicyReader(const Reader& reader, ReadTexts& texts) : reader_(reader), texts_(texts) {}

  [[nodiscard]] const Reader& reader() const { return reader_; }
  /// Adds what a document grants, a map or a JSON text.
  void read(const tmpl::ResourceEntry& entry, const tmpl::Node& document, Grants& grants) const;
  /// Adds what one statement grants.
  void read_statement(const tmpl::ResourceEntry& entry, const tmpl::Node& statement,
                      const tmpl::Node& at, Grants& grants) const;
  /// Adds what a resource of its own kind grants that has no policy document, such as an
  /// `AWS::Lambda::Permission`; false for any other resource.
  bool read_permission(const tmpl::ResourceEntry& entry, Grants& grants) const;

  /// The patterns of a list or of a text.
  [[nodiscard]] Names names(const tmpl::Node* value, Wildcards wildcards) const;

 private:
  void read_text(const tmpl::ResourceEntry& entry, const tmpl::Node& text, Grants& grants) const;
  void read_statements(const tmpl::ResourceEntry& entry, const tmpl::Node& document,
                       const tmpl::Node* at, Grants& grants) const;
  [[nodiscard]] Names actions(const tmpl::Node* value) const;
  [[nodiscard]] Names principals(const tmpl::Node* value) const;
  void add_tests(const tmpl::Node& condition, std::vector<Test>& tests) const;
  void add_unread_part(const tmpl::ResourceEntry& entry, const tmpl::Node& value,
                       Grants& grants) const;

  const Reader& reader_;
  ReadTexts& texts_;
};

/// The symbols of a text as it is.
meaning::Symbols symbols_of(std::string_view text);
/// A pattern that matches all.
Pattern everything();
/// The pattern of an action such as `s3:Get*`.
Pattern action_pattern(std::string_view action);
/// The pattern of a principal: its kind, such as `AWS`, before it.
Pattern principal_pattern(std::string_view kind, Pattern value);

}  // namespace omnitrack::diff
