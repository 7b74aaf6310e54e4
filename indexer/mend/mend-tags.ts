import { isScalar, isSeq, parseDocument } from 'yaml';
import { parseYaml } from '../parse-yaml.ts';
import { cutText, putYaml } from './cut-text.ts';
import type { Mend, Mended } from './mend-text.ts';

/** Tags get the spelling that the community mostly uses, and each stands once. A list with notes in it is left. */
export function mendTags(text: string, spelling: ReadonlyMap<string, string>): Mended {
  const cut = cutText(text);
  const { yaml } = cut;
  if (yaml === null || !/^tags:/m.test(yaml) || parseYaml(yaml).faults.length > 0) return { text, mends: [] };
  const list = parseDocument(yaml).get('tags', true);
  if (!isSeq(list) || !list.range) return { text, mends: [] };
  const [start, end] = list.range;
  const source = yaml.slice(start, end);
  const items = list.items.map((item) => (isScalar(item) && item.type === 'PLAIN' ? item : null));
  if (/#|[*&]\w/.test(source) || items.includes(null)) return { text, mends: [] };

  const line = yaml.slice(0, start).split('\n').length + 1;
  const mends: Mend[] = [];
  const kept = new Set<string>();
  let cuts: { from: number; to: number; put: string }[] = [];
  for (const [index, item] of items.entries()) {
    const tag = String(item?.source ?? '');
    const put = spelling.get(tag.toLowerCase()) ?? tag;
    const [from = 0, to = 0] = item?.range ?? [];
    if (kept.has(put.toLowerCase())) {
      mends.push({ line, what: `the tag "${tag}" stands once now` });
      cuts.push(cutItem(yaml, from, to, items[index - 1]?.range?.[1] ?? start));
    } else if (put !== tag) {
      mends.push({ line, what: `the tag "${tag}" is "${put}" now, as elsewhere` });
      cuts.push({ from, to, put });
    }
    kept.add(put.toLowerCase());
  }
  cuts = cuts.sort((a, b) => b.from - a.from);
  const mended = cuts.reduce((now, { from, to, put }) => now.slice(0, from) + put + now.slice(to), yaml);
  return { text: putYaml(cut, mended), mends };
}

/** With the comma before it, or as a whole line. */
function cutItem(yaml: string, from: number, to: number, endOfBefore: number) {
  const between = yaml.slice(endOfBefore, from);
  if (between.includes(',')) return { from: endOfBefore, to, put: '' };
  const lineStart = yaml.lastIndexOf('\n', from) + 1;
  const lineEnd = yaml.indexOf('\n', to);
  return { from: lineStart, to: lineEnd === -1 ? yaml.length : lineEnd + 1, put: '' };
}
