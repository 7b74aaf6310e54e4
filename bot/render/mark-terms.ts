import { tokenize } from '../../indexer/text-pipeline.ts';

/** Sets off every word that the terms found by `mark`; what stands between goes through `plain`. */
export function markTerms(
  text: string,
  terms: ReadonlySet<string>,
  mark: (text: string) => string,
  plain: (text: string) => string = (text) => text,
): string {
  let marked = '';
  let end = 0;
  for (const token of tokenize(text)) {
    if (!terms.has(token.term) || token.start < end) continue;
    marked += plain(text.slice(end, token.start)) + mark(text.slice(token.start, token.end));
    end = token.end;
  }
  return marked + plain(text.slice(end));
}
