#include "omnitrack/ssm/document.hpp"

#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/ssm.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a document that is made elsewhere is made of.
struct ImportedDocumentProps {
  using Makes = Document;
  Id id;
  Value<cfn::ssm::DocumentName> name;
};

namespace {

std::string_view document_type_name(DocumentType type) {
  static constexpr std::string_view names[] = {"Command", "Automation", "Session", "Package"};
  return names[static_cast<std::size_t>(type)];
}

// https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html
std::string_view schemas_of(DocumentType type) {
  static constexpr std::string_view names[] = {"1.2, 2.0 or 2.2", "0.3", "1.0", "2.0"};
  return names[static_cast<std::size_t>(type)];
}

// The schema of a document; empty where it is not a text that is known now.
std::string_view schema_of(const Json& content, bool& has_one) {
  const Node& node = content.node();
  has_one = node.kind != NodeKind::object;
  if (has_one) return {};
  for (std::uint32_t i = 0; i < node.size; ++i) {
    if (node.fields[i].key != "schemaVersion") continue;
    has_one = true;
    const Node& value = node.fields[i].value;
    return value.kind == NodeKind::string ? value.string() : std::string_view();
  }
  return {};
}

}  // namespace

Document::Document(Attach at, const DocumentProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ssm::DocumentProps{
          .id = primary(),
          .content = Value<Json>(props.content),
          .document_type =
              as<cfn::ssm::DocumentProps::DocumentType>(document_type_name(props.type)),
          .name = props.name.value(),
          .target_type = props.target_type,
          .update_method = props.update == DocumentUpdate::replace
                               ? cfn::ssm::DocumentProps::UpdateMethod::replace
                               : cfn::ssm::DocumentProps::UpdateMethod::new_version,
          .version_name = props.version_name,
      })),
      name_(resource_->ref()) {
  check(props);
}

Document::Document(Attach at, const ImportedDocumentProps& props)
    : Construct(std::move(at)), name_(props.name) {}

Document& Document::from_name(Construct& scope, const Id& id,
                              const Value<cfn::ssm::DocumentName>& name) {
  return scope.add(ImportedDocumentProps{.id = id, .name = name});
}

void Document::check(const DocumentProps& props) const {
  if (props.name.is_broken()) {
    error(codes::OT2108, "'" + std::string(props.name.text()) + "' is not a name for a document",
          "use 3 to 128 letters, digits, '.', '-' and '_', not beginning with 'aws' or 'amazon'");
  }
  bool has_schema = false;
  const std::string schema(schema_of(props.content, has_schema));
  const std::string_view offered = schemas_of(props.type);
  const bool fits = schema.empty() ? has_schema : offered.find(schema) != std::string_view::npos;
  if (fits) return;
  error(
      codes::OT2109,
      schema.empty() ? "the document has no schemaVersion"
                     : "a document of this type has no schemaVersion '" + schema + "'",
      "a " + std::string(document_type_name(props.type)) + " document has " + std::string(offered));
}

void Document::grant_send_command(Grantee& grantee, const List<std::string>& machines) const {
  List<std::string> resources = machines;
  resources.add(arn());
  grantee.add_to_policy({.actions = {"ssm:SendCommand"}, .resources = resources});
}

void Document::grant_start_automation(Grantee& grantee) const {
  grantee.add_to_policy(
      {.actions = {"ssm:StartAutomationExecution"},
       .resources = {stack().arn("ssm", concat("automation-definition/", name_, ":*"))}});
}

Value<std::string> Document::arn() const {
  if (name_.literal_text().starts_with("AWS-")) {
    return concat("arn:", stack().partition(), ":ssm:", stack().region(), "::document/", name_);
  }
  return stack().arn("ssm", concat("document/", name_));
}

cfn::ssm::Document& Document::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ =
        &add(cfn::ssm::DocumentProps{.id = primary(), .content = Value<Json>(Json(nullptr))});
  }
  return *resource_;
}

}  // namespace omnitrack
