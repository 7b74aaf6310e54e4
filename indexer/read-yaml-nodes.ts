import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { ParseFault, Place, YamlPath } from './parse-yaml.ts';

export const deepestNesting = 64;
const mostAliases = 16;

/** What was read at a path: the node of the value, and of the key that leads to it. */
export interface Found {
  readonly node: Node | null;
  readonly key: Node | null;
  readonly children: ReadonlyMap<PropertyKey, Found>;
}

/**
 * Turns the nodes of a document into plain data, keeping which node each value came from. Aliases are
 * copied (a few; a cycle ends at the same bound), keys are text as written, the first of two equal keys
 * counts, and `__proto__` is left out. Linear in the number of nodes.
 */
export function readYamlNodes(
  document: Document.Parsed,
  place: (offset: number) => Place,
): { value: unknown; root: Found; faults: ParseFault[] } {
  const faults: ParseFault[] = [];
  const start = place(0);
  const placeOf = (node: Node | null): Place => (node?.range ? place(node.range[0]) : start);
  let aliases = 0;

  const report = (node: Node | null, path: YamlPath, message: string, hint: string | null) => {
    faults.push({ at: placeOf(node), path, message, hint, kind: 'syntax' });
  };

  const read = (node: Node | null, key: Node | null, path: YamlPath): { value: unknown; found: Found } => {
    const children = new Map<PropertyKey, Found>();
    let value: unknown = null;
    if (path.length > deepestNesting) {
      report(node, path, `values are nested deeper than ${deepestNesting} levels`, 'flatten them');
    } else if (isAlias(node)) {
      aliases += 1;
      const target = aliases > mostAliases ? undefined : node.resolve(document);
      if (aliases === mostAliases + 1) {
        report(node, path, `more than ${mostAliases} aliases (*name)`, 'write the values out');
      } else if (aliases <= mostAliases && target === undefined) {
        report(node, path, `"*${node.source}" stands for nothing above it`, 'put the value in quotes');
      }
      if (target !== undefined) {
        const copy = read(target, key, path);
        return { value: copy.value, found: { ...copy.found, node } };
      }
    } else if (isSeq(node)) {
      value = node.items.map((item, index) => {
        const entry = read(item as Node | null, null, [...path, index]);
        children.set(index, entry.found);
        return entry.value;
      });
    } else if (isMap(node)) {
      value = readMap(node, path, children);
    } else if (isScalar(node)) {
      value = node.value;
    }
    return { value, found: { node, key, children } };
  };

  const readMap = (map: YAMLMap, path: YamlPath, children: Map<PropertyKey, Found>) => {
    const value: Record<string, unknown> = {};
    for (const pair of map.items) {
      const key = pair.key as Node | null;
      if (!isScalar(key) || key.value === null) {
        report(key ?? map, path, 'a key must be a word', 'write "key: value"');
        continue;
      }
      const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
      const below = [...path, name];
      const first = children.get(name)?.key ?? null;
      if (name === '__proto__') {
        const message = '"__proto__" is no known key';
        faults.push({ at: placeOf(key), path: below, message, hint: null, kind: 'unknown-key' });
      } else if (first !== null) {
        const message = `"${name}" is written twice, first in line ${placeOf(first).line}`;
        faults.push({ at: placeOf(key), path: below, message, hint: 'keep one of them', kind: 'invalid' });
      } else {
        const entry = read(pair.value as Node | null, key, below);
        children.set(name, entry.found);
        value[name] = entry.value;
      }
    }
    return value;
  };

  const { value, found } = read(document.contents as Node | null, null, []);
  return { value, root: found, faults };
}
