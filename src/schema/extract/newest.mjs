// Brings limits up to date: a value that the older of two sources refuses and the newer allows is allowed.

const HIGHER_IS_LAXER = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'];
const LOWER_IS_LAXER = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'];
const REPLACED = ['pattern', 'multipleOf', 'uniqueItems'];

/** What both sources refuse; `report` gets each limit on which they differ. */
export function laxer(older, newer, report) {
  const settled = { ...older };
  const settle = (key, limit) => {
    if (limit === settled[key]) return;
    report(key, settled[key], limit);
    if (limit === undefined) delete settled[key]; else settled[key] = limit;
  };
  for (const key of [...HIGHER_IS_LAXER, ...LOWER_IS_LAXER, ...REPLACED]) {
    if (!(key in settled)) continue;
    if (!(key in newer) || REPLACED.includes(key)) settle(key, newer[key]);
    else settle(key, (HIGHER_IS_LAXER.includes(key) ? Math.max : Math.min)(settled[key], newer[key]));
  }
  if (settled.enum && newer.enum) {
    const known = new Set(settled.enum.map(String));
    const added = newer.enum.filter((value) => !known.has(String(value)));
    if (added.length > 0) settle('enum', [...settled.enum, ...added]);
    if (newer.enumIgnoresCase) settle('enumIgnoresCase', true);
  }
  return settled;
}
