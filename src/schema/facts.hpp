#pragma once

#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string_view>

#include "schema/fact_row.hpp"

namespace omnitrack::schema {

// What AWS says about types and properties besides their specification: src/schema/facts and
// src/schema/settings.json, each fact with the page that says so. A path leads from the properties
// of a type, as in `A/B`; `*` stands for the items of a list.

/// What a resource holds that is lost with it.
struct Holds {
  static constexpr FactKind kind = FactKind::holds;
  std::string_view data;  ///< in words that end with the resource, e.g. `all items of the table`

  static Holds read(FactRow row) { return {row.text(0)}; }
};

/// What names a resource, or is bound once, where the specification's identifier is made by the
/// service.
struct NamedBy {
  static constexpr FactKind kind = FactKind::named;
  FactTexts properties;
  std::string_view form;  ///< `lower`: kept in lower case, so alike whatever the case; mostly empty

  static NamedBy read(FactRow row) { return {row.texts(0), row.text(1)}; }
};

/// Properties that are unique together.
struct Unique {
  static constexpr FactKind kind = FactKind::unique;
  std::string_view what;
  FactTexts properties;    ///< paths
  std::uint32_t required;  ///< so many must be set; the others count if they are
  bool is_name;
  std::string_view form;  ///< `domain`: alike whatever the case and a dot at the end; mostly empty
  bool is_secret;         ///< its value is not shown
  /// Nothing refuses a second one: it becomes the first, and the deletion of either takes it away.
  bool goes_with_other;
  std::string_view where_true;  ///< the path of what must surely be true for it; mostly empty
  std::string_view where_set;   ///< the path of what must be set for it; mostly empty
  bool has_rule;                ///< a rule or check of its own tells of two in one template

  static Unique read(FactRow row) {
    return {row.text(0), row.texts(1), row.number(2), row.flag(3), row.text(4),
            row.flag(5), row.flag(6),  row.text(7),   row.text(8), row.flag(9)};
  }
};

/// How many resources can have the same properties.
struct AtMost {
  static constexpr FactKind kind = FactKind::at_most;
  std::string_view what;  ///< a noun in the plural, e.g. `filters of the log group`
  FactTexts properties;   ///< paths; all must be set
  std::uint32_t count;

  static AtMost read(FactRow row) { return {row.text(0), row.texts(1), row.number(2)}; }
};

/// A property that an update cannot change, and that replaces nothing either.
struct FixedProperty {
  enum class Since : std::uint8_t { creation, first_set, presence };
  static constexpr FactKind kind = FactKind::fixed;
  std::string_view path;
  std::string_view without;  ///< what holds where it is left out; empty where not known
  Since since;
  bool is_certain;  ///< false where the page only says that updates are not supported

  static FixedProperty read(FactRow row) {
    return {row.text(0), row.text(1), row.choice<Since>(2), !row.flag(3)};
  }
};

/// A value that cannot be taken back.
struct OneWay {
  static constexpr FactKind kind = FactKind::one_way;
  std::string_view path;
  std::string_view from;
  std::string_view to;  ///< what it cannot become again; also what holds where it is left out

  static OneWay read(FactRow row) { return {row.text(0), row.text(1), row.text(2)}; }
};

/// A size that can only grow.
struct GrowsOnly {
  static constexpr FactKind kind = FactKind::grows_only;
  std::string_view path;

  static GrowsOnly read(FactRow row) { return {row.text(0)}; }
};

/// A property with the version of an engine, which cannot go down.
struct EngineVersion {
  static constexpr FactKind kind = FactKind::version;
  std::string_view path;
  std::string_view engine;  ///< the property that names it; versions of two are not compared

  static EngineVersion read(FactRow row) { return {row.text(0), row.text(1)}; }
};

/// What is deleted only when nothing is in it.
struct MustBeEmpty {
  static constexpr FactKind kind = FactKind::must_be_empty;
  std::string_view of;          ///< e.g. `images`
  std::string_view emptied_by;  ///< the property by which the service empties it; may be empty

  static MustBeEmpty read(FactRow row) { return {row.text(0), row.text(1)}; }
};

/// A property that keeps a resource, or its data, from being lost.
struct Protection {
  static constexpr FactKind kind = FactKind::protection;
  std::string_view path;
  std::string_view on;     ///< the value that protects; empty for any
  bool is_on_without;      ///< whether it protects where it is left out
  std::string_view keeps;  ///< what can be got back by it; empty where it refuses a deletion

  static Protection read(FactRow row) {
    return {row.text(0), row.text(1), row.flag(2), row.text(3)};
  }
  /// Whether the service refuses to delete the resource.
  [[nodiscard]] bool refuses_deletion() const { return keeps.empty(); }
};

/// The same of each item of a list, whose items go by a name, or of each member of a map. `{}` in
/// the words stands for the name.
struct ItemProtection {
  static constexpr FactKind kind = FactKind::item_protection;
  std::string_view list;   ///< a path
  std::string_view name;   ///< below an item; empty of a map, whose keys are the names
  std::string_view only;   ///< the name of the only item that is meant; empty for any
  std::string_view path;   ///< below an item; empty where the item protects by being there
  std::string_view on;     ///< the value that protects; empty for any
  std::string_view keeps;  ///< what is lost without the value; empty where nothing is
  std::string_view lost;   ///< what is lost with the item; empty where nothing is

  static ItemProtection read(FactRow row) {
    return {row.text(0), row.text(1), row.text(2), row.text(3),
            row.text(4), row.text(5), row.text(6)};
  }
};

/// A property that says how long something is kept.
struct Retention {
  static constexpr FactKind kind = FactKind::retention;
  static constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();
  std::string_view path;
  std::string_view data;  ///< what is kept
  std::string_view unit;
  std::optional<std::int64_t> without;  ///< what holds where it is left out
  bool is_zero_forever;

  static Retention read(FactRow row) {
    return {row.text(0), row.text(1), row.text(2), row.time(3, forever), row.flag(4)};
  }
};

/// Under which condition a change replaces a resource.
struct MayReplace {
  enum class Effect : std::uint8_t { undecided, in_place, replaces };
  static constexpr FactKind kind = FactKind::may_replace;
  std::string_view property;  ///< a path; empty for all of the type
  std::string_view reason;    ///< the condition, for where the templates do not decide it
  std::string_view unless;    ///< an update policy, by which it is not replaced; may be empty
  std::string_view only_if;   ///< an update policy, without which it is not replaced; may be empty
  Effect added;               ///< what it does that the property comes, is another, or goes
  Effect changed;
  Effect removed;
  FactTexts alike;         ///< groups of values, with blanks between them; from one to another
                           ///< group it replaces
  Effect among;            ///< what a change between two values of one group does
  std::string_view where;  ///< another property, whose value decides whether it can replace at all
  FactTexts begins;        ///< how the values of that property begin with which it can
  std::string_view without;  ///< what holds where that property is left out; empty: not known
  bool where_removed;  ///< whether that property decides nothing but what happens where this one
                       ///< goes

  static MayReplace read(FactRow row) {
    return {row.text(0),           row.text(1),           row.text(2),           row.text(3),
            row.choice<Effect>(4), row.choice<Effect>(5), row.choice<Effect>(6), row.texts(7),
            row.choice<Effect>(8), row.text(9),           row.texts(10),         row.text(11),
            row.flag(12)};
  }
};

/// A type that makes copies or keeps what was deleted.
struct KeepsCopies {
  static constexpr FactKind kind = FactKind::keeps_copies;
  std::string_view lost;  ///< with it
  std::string_view of;    ///< the property that names what it serves; empty of what stands alone
  std::string_view where_set;  ///< the property without which it keeps nothing; may be empty

  static KeepsCopies read(FactRow row) { return {row.text(0), row.text(1), row.text(2)}; }
};

/// A list whose items go by a name and keep something for a time. Several facts of one list are
/// different ways to say for how long.
struct KeptItems {
  static constexpr FactKind kind = FactKind::kept_items;
  std::string_view list;  ///< a path
  std::string_view name;  ///< below an item, as are the next two
  std::string_view time;  ///< without it things are kept for ever
  std::string_view unit;  ///< empty where it is fixed
  std::string_view data;  ///< what an item makes

  static KeptItems read(FactRow row) {
    return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)};
  }
};

/// Where a policy stands, and how strictly it is taken there.
struct PolicyPlace {
  enum class Kind : std::uint8_t {
    identity,
    trust,
    resource,    ///< of a service that refuses what lacks a principal or a resource
    repository,  ///< of a resource that is the policy's only one
    lenient,     ///< of a service with rules of its own
  };
  static constexpr FactKind kind = FactKind::policy;
  std::string_view path;
  Kind rules;
  std::string_view only_service;  ///< whose actions alone it takes; empty where any
  std::uint32_t maximum_size;     ///< characters without blanks; 0 where nothing is known
  bool is_of_all;  ///< whether the maximum is of all such policies together that one holder has

  static PolicyPlace read(FactRow row) {
    return {row.text(0), row.choice<Kind>(1), row.text(2), row.number(3), row.flag(4)};
  }
};

/// The property that says what a policy is for.
struct PolicyFor {
  static constexpr FactKind kind = FactKind::policy_for;
  std::string_view property;

  static PolicyFor read(FactRow row) { return {row.text(0)}; }
};

/// What something of security is about.
enum class Concern : std::uint8_t { permissions, network, public_access, encryption, audit };

/// A resource that watches over others, so that its coming and going says something.
struct Guard {
  static constexpr FactKind kind = FactKind::guard;
  Concern concern;
  std::string_view words;

  static Guard read(FactRow row) { return {row.choice<Concern>(0), row.text(1)}; }
};

/// That a deletion can make a snapshot.
struct Snapshots {
  static constexpr FactKind kind = FactKind::snapshots;
  /// The properties by which one begins with the data of a snapshot or of another one.
  FactTexts restored_by;

  static Snapshots read(FactRow row) { return {row.texts(0)}; }
};

/// What a type of a macro is deployed as.
struct DeployedAs {
  static constexpr FactKind kind = FactKind::deployed_as;
  std::string_view type;

  static DeployedAs read(FactRow row) { return {row.text(0)}; }
};

/// One of the texts that identify a resource and stand for nothing else.
struct Identifier {
  static constexpr FactKind kind = FactKind::identifier;
  std::string_view words;        ///< e.g. `a subnet's id`; no other identifier has them
  FactTexts attributes;          ///< by which relations and `Fn::GetAtt` call it
  bool is_ref;                   ///< whether a Ref gives it
  std::string_view ref_without;  ///< only where this property is not given; empty for always
  std::string_view parameter;    ///< the type of a parameter that holds one; may be empty
  std::string_view prefix;       ///< of each; a number follows a `-`; may be empty
  std::string_view or_begins;    ///< how a text may begin that the service resolves itself
  std::string_view within;       ///< what the names of properties hold that take nothing else
  std::string_view except_of;    ///< how the types begin whose properties take other texts too
  std::string_view hint;         ///< to one who gives another identifier of the resource
  std::string_view arn;          ///< of ARNs: the service and how the resource begins; may be empty

  static Identifier read(FactRow row) {
    return {row.text(0), row.texts(1), row.flag(2), row.text(3), row.text(4), row.text(5),
            row.text(6), row.text(7),  row.text(8), row.text(9), row.text(10)};
  }
};

/// The keys of a map in a `CreationPolicy` or an `UpdatePolicy`, by what their values are.
struct RolloutKeys {
  enum class Policy : std::uint8_t { creation, update };
  static constexpr FactKind kind = FactKind::rollout;
  Policy policy;
  std::string_view within;  ///< the key of the map; empty for the policy itself
  FactTexts maps;
  FactTexts lists;
  FactTexts texts;
  FactTexts integers;
  FactTexts booleans;
  FactTexts others;

  static RolloutKeys read(FactRow row) {
    return {row.choice<Policy>(0), row.text(1),  row.texts(2), row.texts(3),
            row.texts(4),          row.texts(5), row.texts(6), row.texts(7)};
  }
};

/// A managed policy of AWS that allows much; asked for by its name.
struct BroadPolicy {
  static constexpr FactKind kind = FactKind::broad;
  std::string_view words;

  static BroadPolicy read(FactRow row) { return {row.text(1)}; }
};

/// How the values of a setting compare.
enum class Scale : std::uint8_t {
  on_is_safe,     ///< a boolean
  off_is_safe,    ///< a boolean
  given_is_safe,  ///< whether it is there
  given_is_open,  ///< whether it is there
  ranked,         ///< by the list of its values, the weakest first
  more_is_safe,   ///< a number
  less_is_safe,   ///< a number
  open_list,      ///< each value lets somebody in
  needed_list,    ///< each value protects
};

/// A property that makes a resource more open or tighter; asked for by its name. The first of a
/// name that fits a type and a place counts.
struct Setting {
  static constexpr FactKind kind = FactKind::setting;
  std::string_view name;    ///< of the property, or the key of an attribute such as `require_ssl`
  std::string_view within;  ///< the property around it; empty for any
  std::string_view types;   ///< how the types begin that have it; empty for any
  Concern concern;
  Scale scale;
  std::string_view words;  ///< a noun
  /// What holds without it; empty where that is not known. For lists, what stands in.
  std::string_view absent;
  /// `;` between ranks, `|` between equal values, `*` for any other; the weakest first.
  std::string_view ranks;
  /// The setting beside it without which it says nothing; mostly empty.
  std::string_view only_with;
  bool is_guard;  ///< whether the item of a list that has it protects by being there

  static Setting read(FactRow row) {
    return {row.text(0),          row.text(1), row.text(2), row.choice<Concern>(3),
            row.choice<Scale>(4), row.text(5), row.text(6), row.text(7),
            row.text(8),          row.flag(9)};
  }
  friend bool operator==(const Setting&, const Setting&) = default;
};

/// The log group that a resource's service makes by itself once there is something to log.
struct OwnLogGroup {
  static constexpr FactKind kind = FactKind::own_log_group;
  std::string_view prefix;    ///< of the group's name
  std::string_view property;  ///< that ends the name

  static OwnLogGroup read(FactRow row) { return {row.text(0), row.text(1)}; }
};

/// The attribute that gives what a Ref gives, where the specification names it otherwise.
struct RefGives {
  static constexpr FactKind kind = FactKind::ref_gives;
  std::string_view attribute;

  static RefGives read(FactRow row) { return {row.text(0)}; }
};

/// A call of the AWS CLI that tells of a resource, and how what it prints becomes properties. Paths
/// lead through the answer, as those of properties do.
struct DescribedBy {
  static constexpr FactKind kind = FactKind::described;
  std::string_view call;    ///< `{}` stands for the identifier, `{Arn}` for what is known already
  std::string_view at;      ///< where the resource stands in the answer; empty for all of it
  std::string_view into;    ///< the property that it says; empty where it is the resource itself
  FactTexts marks;          ///< keys by which a resource in an answer is known; none: never
  FactTexts names;          ///< `FROM>TO` where a property is named otherwise, in their order
  FactTexts states;         ///< what is no property; `PATH?NAME=VALUE` only where that is so
  std::string_view beyond;  ///< what this call does not tell; may be empty

  static DescribedBy read(FactRow row) {
    return {row.text(0),  row.text(1),  row.text(2), row.texts(3),
            row.texts(4), row.texts(5), row.text(6)};
  }
};

/// Required properties that no call tells, so that they must be asked for.
struct AskedFor {
  static constexpr FactKind kind = FactKind::asked_for;
  FactTexts paths;
  std::string_view where;  ///< only where this property
  std::string_view is;     ///< is this; both may be empty

  static AskedFor read(FactRow row) { return {row.texts(0), row.text(1), row.text(2)}; }
};

/// What people know a service by: a type's own family, or else that of its service.
/// https://docs.aws.amazon.com/whitepapers/latest/aws-overview/amazon-web-services-cloud-platform.html
enum class Family : std::uint8_t {
  of_service,  ///< a type's that has no other than its service
  compute,
  container,
  storage,
  database,
  cache,
  network,
  edge,
  api,
  messaging,
  workflow,
  identity,
  security,
  monitoring,
  analytics,
  delivery,
  ai,
  config,
  other,
};

/// How a service, or a type, stands in a picture: src/schema/pictures.json.
struct Picture {
  static constexpr FactKind kind = FactKind::picture;
  Family family;
  std::string_view name;  ///< for people, e.g. `S3` or `S3 bucket`; may be empty
  /// What it is a part of and drawn with: properties that lead there, or `@user` (the one that
  /// refers to it), `@sender` (the one that a flow comes from), `@waiting` (who depends on it); the
  /// first that leads anywhere.
  FactTexts folds_into;
  FactTexts flows;        ///< `FROM>TO`, properties between whose targets data flows; `.` is itself
  bool is_global;         ///< whether it belongs to no region
  bool is_grouped;        ///< whether several stand as one
  std::string_view icon;  ///< of its own; empty where it has its family's
  FactTexts names;        ///< `PROPERTY=VALUE>NAME`: for people, by a property or its absence

  static Picture read(FactRow row) {
    return {row.choice<Family>(0), row.text(1), row.texts(2), row.texts(3),
            row.flag(4),           row.flag(5), row.text(6),  row.texts(7)};
  }
};

/// The facts of one kind about a type, or what else they are asked for by; read where they lie.
template <class Fact>
class Facts {
 public:
  explicit Facts(FactList list) : list_(list) {}

  class Iterator {
   public:
    using value_type = Fact;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Iterator(FactList list, std::uint32_t at) : list_(list), at_(at) {}

    Fact operator*() const { return Fact::read(list_.row(at_)); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++at_;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    FactList list_;
    std::uint32_t at_ = 0;
  };

  [[nodiscard]] Iterator begin() const { return {list_, 0}; }
  [[nodiscard]] Iterator end() const { return {list_, list_.size()}; }
  [[nodiscard]] bool empty() const { return list_.size() == 0; }

 private:
  FactList list_;
};

/// The facts of a kind about a type, a setting's name or a managed policy's name; none for most.
template <class Fact>
Facts<Fact> facts_of(std::string_view subject) {
  return Facts<Fact>(find_facts(Fact::kind, subject));
}

/// The one fact of a kind.
template <class Fact>
std::optional<Fact> fact_of(std::string_view subject) {
  const Facts<Fact> facts = facts_of<Fact>(subject);
  return facts.empty() ? std::nullopt : std::optional<Fact>(*facts.begin());
}

}  // namespace omnitrack::schema
