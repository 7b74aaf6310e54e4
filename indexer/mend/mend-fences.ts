import { parseMarkdown } from '../markdown.ts';
import { cutText } from './cut-text.ts';
import type { Mend, Mended } from './mend-text.ts';

/** Code without a language gets one where its first lines leave no doubt. */
export function mendFences(text: string): Mended {
  const { head, body, bodyLine } = cutText(text);
  const lines = body.split('\n');
  const mends: Mend[] = [];
  for (const { type, map, info, markup, content } of parseMarkdown(body)) {
    if (type !== 'fence' || map === null || info.trim() !== '') continue;
    const language = SURE_SIGNS.find(([, isIn]) => isIn(content))?.[0];
    const line = (lines[map[0]] ?? '').trimEnd();
    if (language === undefined || !line.endsWith(markup)) continue;
    lines[map[0]] = line + language;
    mends.push({ line: bodyLine + map[0], what: `the code is marked as ${language} now` });
  }
  return { text: head + lines.join('\n'), mends };
}

/** Languages by what can be nothing else; much less than what the importer guesses from. */
const SURE_SIGNS: readonly (readonly [string, (code: string) => boolean])[] = [
  ['json', isJson],
  ['diff', (code) => /^diff --git /m.test(code) || (/^--- \S/m.test(code) && /^@@ -\d+/m.test(code))],
  ['console', (code) => /^(?:\[?\w+@[\w.-]+[^\n$#]{0,80})?\$ \S/.test(code)],
  ['bash', (code) => /^#!\s*\/\S*(?:\/|env )(?:ba)?sh\b/.test(code)],
  ['python', (code) => /^#!\s*\/\S*(?:\/|env )python/.test(code) || /^>>> \S/.test(code)],
  ['c', (code) => /^#include [<"]\S+[>"]/m.test(code)],
  ['dockerfile', (code) => /^FROM \S/.test(code) && /^(?:RUN|COPY|CMD|ENTRYPOINT) /m.test(code)],
  ['xml', (code) => /^<\?xml\s/.test(code)],
  ['html', (code) => /^<!doctype html\b/i.test(code)],
];

function isJson(code: string): boolean {
  if (!/^\s*[[{]/.test(code)) return false;
  try {
    JSON.parse(code);
    return true;
  } catch {
    return false;
  }
}
