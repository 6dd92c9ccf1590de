// Lists that grow from week to week without a change of the schemas: a value that is not among them may be new, so they
// only make for a warning, which tells their day.

const INSTANCE_SIZE = /^(?:[a-zA-Z]\w*\.)*[a-z0-9-]+\.(?:nano|micro|small|medium|large|\d*xlarge|metal(?:-\d+xl)?)(?:\.(?:search|elasticsearch))?$/;
const ENGINE_VERSION = /^\d+(?:\.\d+)+$/;
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;
const RUNTIME = /^(?:PYTHON|NODEJS|NODE|CORRETTO|JAVA|DOTNET|GO|PHP|RUBY)_\d/;
const LANGUAGE = /^[a-z]{2,3}-[A-Z]{2}$/;
const GROWING = [INSTANCE_SIZE, ENGINE_VERSION, REGION, RUNTIME, LANGUAGE];
// Of which the names say it.
const GROWING_NAMES = /^(?:AcceleratorNames|Hidden(?:InstanceTypes|MlTools|AppTypes|SageMakerImageVersionAliases)|AvailableRegions)$/;

// A list with fewer values is no list by region.
const SHORT = 100;
const NEARLY_ALL = 0.9;

/** Whether most of the values are of a kind that grows. */
function grows(name, values) {
  return GROWING_NAMES.test(name)
    || GROWING.some((pattern) => values.filter((value) => pattern.test(value)).length * 2 > values.length);
}

/** Marks the lists that grow with the day that they are of. */
export function markOpenLists(resources, day) {
  for (const resource of Object.values(resources)) {
    for (const shape of [resource, ...Object.values(resource.definitions)]) {
      for (const [name, property] of Object.entries(shape.properties)) {
        for (const limits of [property, property.items]) {
          if (limits?.enum && grows(name, limits.enum.map(String))) limits.enumAsOf = day;
        }
      }
    }
  }
}

/**
 * Gives the properties that the validator has lists of by region all values that any region has: those that a list is
 * named after, and those of which a list holds nearly all values.
 */
export function addLists(resources, lists) {
  const places = new Map();
  const long = [];
  for (const [type, resource] of Object.entries(resources)) {
    for (const [shape, { properties }] of [['', resource], ...Object.entries(resource.definitions)]) {
      for (const [name, property] of Object.entries(properties)) {
        places.set(placeOf(type, ...(shape ? [shape] : []), name), property);
        if (property.enum?.length > SHORT) long.push(property);
      }
    }
  }
  const add = (property, values) => {
    property.enum = [...new Set([...(property.enum ?? []), ...values])].sort();
  };
  for (const [place, values] of lists) {
    const known = new Set(values);
    for (const property of long) {
      if (property.enum.filter((value) => known.has(value)).length > NEARLY_ALL * property.enum.length) add(property, values);
    }
    if (places.has(place)) add(places.get(place), values);
  }
}

const placeOf = (type, ...names) => [type.replaceAll('::', '_'), ...names].join('_').toLowerCase();
