#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::glue {
class Database;  // defined in <omnitrack/cfn/glue.hpp>
enum class DatabaseName : char;
}  // namespace omnitrack::cfn::glue

namespace omnitrack {

namespace detail {

inline void a_name_in_the_catalog_has_1_to_255_lower_case_letters_digits_or_underscores() {}

// What Athena can name; the catalog itself takes more.
struct CatalogNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.empty() || name.size() > 255) return false;
    for (const char c : name) {
      if (!is_digit(c) && c != '_' && !(c >= 'a' && c <= 'z')) return false;
    }
    return true;
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_name_in_the_catalog_has_1_to_255_lower_case_letters_digits_or_underscores();
  }
};

}  // namespace detail

/// The name of a database or a table that Athena can ask: 1 to 255 lower-case letters, digits and
/// `_`.
/// https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html
using CatalogName = CheckedText<detail::CatalogNameRule>;

class GlueDatabase;

/// Properties of a database.
struct GlueDatabaseProps {
  using Makes = GlueDatabase;
  Id id;
  /// The account whose catalog it is in; this one where it is left out.
  Value<std::string> catalog_id = {};
  /// The name; made up by CloudFormation where it is left out.
  CatalogName database_name = {};
  /// What it is for, 2,048 characters at most.
  Value<std::string> description = {};
  /// Where its tables are where they do not say so, e.g. `s3://bucket/prefix/`.
  Value<std::string> location_uri = {};
  /// Parameters of one's own.
  Map<std::string> parameters = {};
  /// What happens to the database and its tables when it leaves the stack; the data stays in any
  /// case.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
};

/// A database of the catalog, which holds tables: AWS::Glue::Database.
/// https://docs.aws.amazon.com/glue/latest/dg/define-database.html
class GlueDatabase final : public Construct {
 public:
  GlueDatabase(Attach at, const GlueDatabaseProps& props);
  GlueDatabase(Attach at, const struct ImportedGlueDatabaseProps& props);

  /// A database of this stack's region and account that is made elsewhere.
  static GlueDatabase& from_name(Construct& scope, const Id& id,
                                 const Value<cfn::glue::DatabaseName>& name);

  /// Allows actions on the catalog, the database and all its tables.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to read what the catalog knows of the database and its tables; the data needs grants
  /// of its own.
  void grant_read(Grantee& grantee) const;
  /// Allows to make, change and delete tables and partitions as well.
  void grant_write(Grantee& grantee) const;

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The ARN of the catalog.
  [[nodiscard]] Value<std::string> catalog_arn() const;
  /// The ARN of one of its tables, or of all where the name is `*`.
  [[nodiscard]] Value<std::string> table_arn(const Value<std::string>& table) const;
  /// The account whose catalog it is in.
  [[nodiscard]] const Value<std::string>& catalog_id() const { return catalog_id_; }
  /// The name.
  [[nodiscard]] const Value<cfn::glue::DatabaseName>& name() const { return name_; }
  /// The database's own resource; an error where the database is made elsewhere.
  [[nodiscard]] cfn::glue::Database& resource();

 private:
  [[nodiscard]] Value<std::string> arn_in_catalog(const Value<std::string>& resource) const;

  cfn::glue::Database* resource_ = nullptr;  // null where the database is made elsewhere
  Value<std::string> catalog_id_;
  Value<cfn::glue::DatabaseName> name_;
};

}  // namespace omnitrack
