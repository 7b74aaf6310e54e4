/**
 * A line as it may stand in a content file: no-break spaces and separators are spaces, and what can't be
 * seen but does harm is gone: controls (tabs stay), byte order marks, marks that turn the direction of
 * writing. Half characters become `\ufffd`. Idempotent; holds no line break.
 */
export function cleanLine(line: string): string {
  return line
    .replace(/[\u00a0\u202f\u2028\u2029\u0085\v\f]/g, ' ')
    .replace(/(?!\t)\p{Cc}|[\ufeff\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trimEnd();
}
