#include "omnitrack/glue/glue_database.hpp"

#include <string>

#include "../imported.hpp"
#include "catalog_actions.hpp"
#include <omnitrack/cfn/glue.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

Value<std::string> catalog_of(const Value<std::string>& given, const Stack& stack) {
  return given.is_set() ? given : stack.account();
}

cfn::glue::database::DatabaseInput database_input(const GlueDatabaseProps& props) {
  cfn::glue::database::DatabaseInput made{.description = props.description,
                                          .location_uri = props.location_uri,
                                          .name = props.database_name.value()};
  if (props.parameters.is_set()) made.parameters = Json(props.parameters);
  return made;
}

}  // namespace

/// What a database that is made elsewhere is made of.
struct ImportedGlueDatabaseProps {
  using Makes = GlueDatabase;
  Id id;
  Value<cfn::glue::DatabaseName> name;
};

GlueDatabase::GlueDatabase(Attach at, const GlueDatabaseProps& props)
    : Construct(std::move(at)), catalog_id_(catalog_of(props.catalog_id, stack())) {
  resource_ = &add(cfn::glue::DatabaseProps{
      .id = primary(), .catalog_id = catalog_id_, .database_input = database_input(props)});
  name_ = resource_->ref();
  resource_->set_removal_policy(props.removal_policy);
  if (props.database_name.is_broken()) {
    error(codes::OT3721,
          "'" + std::string(props.database_name.text()) + "' is not a name for a database",
          "use 1 to 255 lower-case letters, digits and '_'");
  }
}

GlueDatabase::GlueDatabase(Attach at, const ImportedGlueDatabaseProps& props)
    : Construct(std::move(at)), catalog_id_(stack().account()), name_(props.name) {}

GlueDatabase& GlueDatabase::from_name(Construct& scope, const Id& id,
                                      const Value<cfn::glue::DatabaseName>& name) {
  return scope.add(ImportedGlueDatabaseProps{.id = id, .name = name});
}

void GlueDatabase::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {catalog_arn(), arn(), table_arn("*")}});
}

void GlueDatabase::grant_read(Grantee& grantee) const { grant(grantee, glue::read_actions()); }

void GlueDatabase::grant_write(Grantee& grantee) const {
  grant_read(grantee);
  grant(grantee, glue::write_actions());
}

// https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
Value<std::string> GlueDatabase::arn_in_catalog(const Value<std::string>& resource) const {
  return concat("arn:", stack().partition(), ":glue:", stack().region(), ":", catalog_id_, ":",
                resource);
}

Value<std::string> GlueDatabase::arn() const { return arn_in_catalog(concat("database/", name())); }

Value<std::string> GlueDatabase::catalog_arn() const { return arn_in_catalog("catalog"); }

Value<std::string> GlueDatabase::table_arn(const Value<std::string>& table) const {
  return arn_in_catalog(concat("table/", name(), "/", table));
}

cfn::glue::Database& GlueDatabase::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ =
        &add(cfn::glue::DatabaseProps{.id = primary(),
                                      .catalog_id = catalog_id_,
                                      .database_input = cfn::glue::database::DatabaseInput{}});
  }
  return *resource_;
}

}  // namespace omnitrack
