#include "graph/permissions/principals.hpp"

#include <algorithm>

#include "graph/permissions/units.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using diff::Statement;
using meaning::Symbols;
using tmpl::ResourceEntry;

namespace {

/// Whether a principal is a whole account: its policies decide then.
bool is_account(const Pattern& who) {
  return who.symbols.size() > 2 && who.symbols.back() == meaning::any_text &&
         who.symbols[who.symbols.size() - 2] == U':';
}

/// The account in `arn:aws:iam::123456789012:…`.
Symbols account_in(const Symbols& arn) {
  std::size_t begin = 0;
  for (int colon = 0; colon < 4; ++colon) {
    begin = arn.find(U':', begin);
    if (begin == Symbols::npos) return {};
    ++begin;
  }
  return arn.substr(begin, arn.find(U':', begin) - begin);
}

/// The ARN of the role in `arn:aws:sts::123456789012:assumed-role/Role/Session`.
std::optional<Pattern> role_of_session(const Pattern& arn) {
  static const Symbols mark = diff::symbols_of(":assumed-role/");
  static const Symbols iam = diff::symbols_of("arn:aws:iam::");
  const std::size_t at = arn.symbols.find(mark);
  if (at == Symbols::npos) return std::nullopt;
  const std::size_t begin = at + mark.size();
  const Symbols name = arn.symbols.substr(begin, arn.symbols.find(U'/', begin) - begin);
  return Pattern{.symbols = iam + account_in(arn.symbols) + diff::symbols_of(":role/") + name,
                 .shown = arn.shown};
}

}  // namespace

Principals::Principals(const Scene& scene, const Actor& actor) : scene_(scene), actor_(actor) {
  if (actor_.identity != nullptr) {
    selves_.push_back(diff::principal_pattern("AWS", scene_.reader().own_arn(*actor_.identity)));
    identity_ = target_of(scene_, *actor_.identity);
  }
  for (const std::string& each : actor_.services) {
    selves_.push_back(
        diff::principal_pattern("Service", {.symbols = diff::symbols_of(each), .shown = each}));
  }
  add_origin_identities();
}

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
void Principals::add_origin_identities() {
  constexpr std::string_view type = "AWS::CloudFront::CloudFrontOriginAccessIdentity";
  if (actor_.entry == nullptr || actor_.entry->type_name != "AWS::CloudFront::Distribution") return;
  for (const ValueAt& each : scene_.values(
           *actor_.entry, "DistributionConfig/Origins/*/S3OriginConfig/OriginAccessIdentity")) {
    const Symbols named = scene_.reader().pattern(*each.node, diff::Wildcards::none).symbols;
    for (const ResourceEntry* identity : scene_.model().of_type(type)) {
      const Symbols id = scene_.reader().own_attribute(*identity, {}).symbols;
      if (!named.ends_with(id)) continue;
      selves_.push_back(diff::principal_pattern(
          "CanonicalUser", scene_.reader().own_attribute(*identity, "S3CanonicalUserId")));
      Pattern user{.symbols = diff::symbols_of(
                       "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity "),
                   .shown = std::string(identity->logical_id)};
      user.symbols += id;
      selves_.push_back(diff::principal_pattern("AWS", std::move(user)));
    }
  }
}

Naming Principals::naming_by(const Pattern& who, std::string& unknown) const {
  if (who.is_everything()) return Naming::everybody;
  Naming best = Naming::no;
  for (const Pattern& self : selves_) {
    const auto common = common_part(who, self, scene_.reader().atoms());
    if (!common) continue;
    if (!common->unknown.empty()) {
      unknown = common->unknown;
      best = std::max(best, Naming::perhaps);
    } else {
      best = std::max(best, is_account(who) ? Naming::account : Naming::itself);
    }
  }
  return best == Naming::no && identity_ ? naming_of_identity(who, unknown) : best;
}

/// What an ARN says that is written out, with an account of which it is not known whether it is the
/// stacks' own.
Naming Principals::naming_of_identity(const Pattern& who, std::string& unknown) const {
  static const Symbols kind = diff::symbols_of("AWS ");
  if (!who.symbols.starts_with(kind)) return Naming::no;
  const Pattern arn{.symbols = who.symbols.substr(kind.size()), .shown = who.shown};
  if (const auto role = role_of_session(arn)) {
    std::string which;
    if (naming_of_identity(diff::principal_pattern("AWS", *role), which) < Naming::perhaps) {
      return Naming::no;
    }
    unknown = "the name of the session, which " + who.shown + " tells";
    return Naming::perhaps;
  }
  const Symbols own = account_in(identity_->names.front().name.symbols);
  const Symbols account = account_in(arn.symbols);
  const bool is_open = own.size() == 1 && own.front() >= meaning::first_atom;
  if (!is_account(who)) {
    const auto common = common_place(scene_, *identity_, arn, identity_->names.front().name);
    if (!common) return Naming::no;
    unknown = common->unknown;
    return unknown.empty() ? Naming::itself : Naming::perhaps;
  }
  if (!is_open || account.empty() || account == own) return Naming::no;
  unknown = "whether the stacks are in the account of " + who.shown;
  return Naming::perhaps;
}

Naming Principals::naming(const Statement& statement, std::string& unknown) const {
  Naming best = Naming::no;
  for (const Pattern& who : statement.who.patterns) {
    std::string depends_on;
    const Naming one = naming_by(who, depends_on);
    if (one <= best) continue;
    best = one;
    unknown = one == Naming::perhaps ? depends_on : std::string();
  }
  if (!statement.who.is_negated) return best;
  // To leave out the account leaves out none of its roles and users.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
  if (best == Naming::perhaps) return best;
  return best >= Naming::everybody ? Naming::no : Naming::everybody;
}

}  // namespace omnitrack::graph
