/** A path in plain data as a person would name it: `['sources', 0, 'published']` → `sources[0].published`. */
export function namePath(path: readonly PropertyKey[]): string {
  let name = '';
  for (const step of path) {
    if (typeof step === 'number') name += `[${step}]`;
    else name += name === '' ? String(step) : `.${String(step)}`;
  }
  return name;
}
