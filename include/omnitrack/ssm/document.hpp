#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ssm {
class Document;  // defined in <omnitrack/cfn/ssm.hpp>
enum class DocumentName : char;
}  // namespace omnitrack::cfn::ssm

namespace omnitrack {

namespace detail {

inline void
the_name_of_a_document_has_3_to_128_letters_digits_and_dots_dashes_underscores_not_after_aws() {}

struct DocumentNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.size() < 3 || name.size() > 128) return false;
    for (const std::string_view prefix : {"aws", "amazon", "amzn", "AWS", "Amazon"}) {
      if (name.starts_with(prefix)) return false;
    }
    return has_only_letters_digits_and("_-.", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      the_name_of_a_document_has_3_to_128_letters_digits_and_dots_dashes_underscores_not_after_aws();
    }
  }
};

}  // namespace detail

/// The name of a document: 3 to 128 letters, digits, `.`, `-` and `_`, not beginning with `aws` or
/// `amazon`.
using DocumentName = CheckedText<detail::DocumentNameRule>;

/// What a document is for.
enum class DocumentType : std::uint8_t {
  command,     ///< is run on machines; schema version 1.2, 2.0 or 2.2
  automation,  ///< is run by Systems Manager itself; schema version 0.3
  session,     ///< how sessions are held; schema version 1.0
  package,     ///< software to install; schema version 2.0
};

/// How a document changes.
enum class DocumentUpdate : std::uint8_t {
  new_version,  ///< the old ones stay, and what names the default goes on with the new one
  replace,      ///< by another document, which cannot have the name of this one
};

class Document;

/// Properties of a document.
struct DocumentProps {
  using Makes = Document;
  Id id;
  /// What it says, with its `schemaVersion`.
  Required<Json, struct required_content> content;
  /// The name; made up by CloudFormation where it is left out.
  DocumentName name = {};
  /// The kind of resource that it is run on, e.g. `/AWS::EC2::Instance`.
  Value<std::string> target_type = {};
  /// What it is for.
  DocumentType type = DocumentType::command;
  /// How it changes.
  DocumentUpdate update = DocumentUpdate::new_version;
  /// What this version is called, e.g. `Release12`.
  Value<std::string> version_name = {};
};

/// What Systems Manager runs on machines or by itself: AWS::SSM::Document.
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/documents.html
class Document final : public Construct {
 public:
  Document(Attach at, const DocumentProps& props);
  Document(Attach at, const struct ImportedDocumentProps& props);

  /// A document that is made elsewhere, by its name, e.g. `AWS-RunPatchBaseline`.
  static Document& from_name(Construct& scope, const Id& id,
                             const Value<cfn::ssm::DocumentName>& name);

  /// Allows to run it on machines, by the ARNs of these, e.g. `arn:aws:ec2:…:instance/*`.
  void grant_send_command(Grantee& grantee, const List<std::string>& machines) const;
  /// Allows to run it as an automation.
  void grant_start_automation(Grantee& grantee) const;

  /// The name.
  [[nodiscard]] const Value<cfn::ssm::DocumentName>& name() const { return name_; }
  /// The ARN; AWS's own documents are of no account.
  [[nodiscard]] Value<std::string> arn() const;
  /// The document's own resource; an error where the document is made elsewhere.
  [[nodiscard]] cfn::ssm::Document& resource();

 private:
  void check(const DocumentProps& props) const;

  cfn::ssm::Document* resource_ = nullptr;  // null where the document is made elsewhere
  Value<cfn::ssm::DocumentName> name_;
};

}  // namespace omnitrack
