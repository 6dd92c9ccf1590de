// Renders API Gateway's mapping templates: Velocity with Java's strings and maps.

import { Compile, parse } from "velocityjs";

// What our templates ask of a string.
const STRING_METHODS = {
  matches: (text, pattern) => new RegExp(`^(?:${pattern})$`).test(text),
};

// JavaScript's own methods of a string must not stand in for those of Java.
const JAVA_STRINGS = {
  uid: "java-string",
  match: ({ context }) => typeof context === "string",
  resolve: ({ context, property, params }) => {
    if (!Object.hasOwn(STRING_METHODS, property)) {
      throw new Error(`a Java string has no ${property}(), or it is not known here`);
    }
    return STRING_METHODS[property](context, ...params);
  },
};

/** A java.util.Map as a template sees it: `get` tells the cases of a key apart. */
export function javaMap(entries) {
  const map = new Map(entries);
  return { get: (key) => map.get(key) ?? null };
}

/** The text that a template makes of its variables; a method that is not there throws. */
export function render(template, variables) {
  const engine = new Compile(parse(template), {
    customMethodHandlers: [JAVA_STRINGS],
    env: "development",
  });
  return engine.render(variables);
}
