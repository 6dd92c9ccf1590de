#include "../imported.hpp"
#include "table_state.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a table that is made elsewhere is made of.
struct ImportedTableProps {
  using Makes = Table;
  Id id;
  Value<cfn::dynamodb::TableName> name;
  Value<std::string> arn;
  ImportedTable known;
};

namespace {

// arn:PARTITION:dynamodb:REGION:ACCOUNT:table/NAME
Value<cfn::dynamodb::TableName> name_of(const Value<std::string>& arn) {
  if (!arn.is_literal_text()) {
    return as<cfn::dynamodb::TableName>(fn::select(1, fn::split("/", arn)));
  }
  const std::string_view text = arn.literal_text();
  const std::size_t slash = text.find(":table/");
  return slash == std::string_view::npos ? std::string_view{}
                                         : text.substr(slash + std::string_view(":table/").size());
}

}  // namespace

Table::Table(Attach at, const ImportedTableProps& props)
    : Construct(std::move(at)),
      state_(new State{.billing = TableBilling::on_demand(),
                       .encryption_key = props.known.kms_key,
                       .resource_policy = {},
                       .has_sort_key = true,
                       .has_stream = props.known.stream_arn.is_set(),
                       .stream_arn = props.known.stream_arn}),
      name_(props.name),
      arn_(props.arn) {
  if (!arn_.is_set()) arn_ = stack().arn("dynamodb", concat("table/", name_));
  const bool fits = detail::TableNameRule::fits(name_.literal_text());
  if (props.arn.is_set()) {
    check_imported(*this, props.arn, fits, "the ARN of a table",
                   "it looks like arn:aws:dynamodb:eu-central-1:123456789012:table/name");
  } else {
    check_imported(*this, props.name, fits, "the name of a table",
                   "a name has 3 to 255 letters, digits, '_', '-' and '.'; an ARN is given to "
                   "Table::from_arn");
  }
}

Table& Table::from_name(Construct& scope, const Id& id, const Value<cfn::dynamodb::TableName>& name,
                        const ImportedTable& known) {
  return scope.add(ImportedTableProps{.id = id, .name = name, .arn = {}, .known = known});
}

Table& Table::from_arn(Construct& scope, const Id& id, const Value<std::string>& arn,
                       const ImportedTable& known) {
  return scope.add(ImportedTableProps{.id = id, .name = name_of(arn), .arn = arn, .known = known});
}

bool Table::refuses(std::string_view what) const {
  if (is_imported()) refuse_of_imported(*this, what);
  return is_imported();
}

}  // namespace omnitrack
