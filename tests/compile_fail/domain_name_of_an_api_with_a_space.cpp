// says: a_domain_name_has_labels_of_1_to_63_letters
#include <omnitrack/appsync/graphql_domain_name.hpp>

void build(omnitrack::GraphqlDomainNameProps& props) {
#ifdef MISTAKE
  props.domain_name = "api example.com";
#else
  props.domain_name = "api.example.com";
#endif
}
