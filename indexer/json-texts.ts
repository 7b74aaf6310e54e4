import { countTexts, makeTexts, type Texts, textAt } from './segment/texts.ts';

/** Values as JSON, a text each. */
export function writeJson(values: readonly unknown[]): Texts {
  return makeTexts(values.map((value) => JSON.stringify(value)));
}

export function readJson<Value>(texts: Texts): Value[] {
  return Array.from({ length: countTexts(texts) }, (_, number) => JSON.parse(textAt(texts, number)) as Value);
}
