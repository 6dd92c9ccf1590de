// Relations that name a type of EC2, where the service has a type of its own that the property means.

const SECURITY_GROUP = 'AWS::EC2::SecurityGroup';
const SUFFIX = /(Ids?|Arns?|ARNs?|Names?|s)$/;
// What the related type itself is called by other services.
const FOREIGN = ['', 'EC2', 'Ec2', 'VPC', 'Vpc'];

/** Corrects the relations of all properties, by type name. */
export function settleRelations(resources) {
  const classes = {};
  for (const type of Object.keys(resources)) {
    const [, service, name] = type.split('::');
    (classes[service] ??= new Map()).set(name, type);
  }
  for (const [type, resource] of Object.entries(resources)) {
    const own = classes[type.split('::')[1]];
    for (const shape of [resource, ...Object.values(resource.definitions)]) {
      for (const [name, property] of Object.entries(shape.properties)) {
        if (property.relations) property.relations = unique(property.relations.flatMap((relation) => settled(name, relation, own, resources)));
      }
    }
  }
}

const unique = (relations) => [...new Map(relations.map((relation) => [relation.join('.'), relation])).values()];

function settled(name, relation, own, resources) {
  const [related, attribute] = relation;
  const relatedClass = related.split('::')[2];
  const base = name.replace(SUFFIX, '');
  const prefix = base.endsWith(relatedClass) ? base.slice(0, -relatedClass.length) : undefined;
  if (prefix !== undefined && !FOREIGN.includes(prefix)) {
    const meant = own.get(base) ?? (related === SECURITY_GROUP ? own.get(relatedClass) : undefined);
    if (meant && meant !== related) return [[meant, resources[meant].primaryIdentifier?.[0] ?? 'Ref']];
  }
  // A security group is found by its name too, in a default VPC; a Ref gives the id.
  if (related === SECURITY_GROUP && attribute === 'Id' && /Name$/.test(name)) return [relation, [related, 'Name']];
  return [relation];
}
