import { markQuote } from '../render/html/mark-quote.ts';

/** Marks the words that a citation's link names and scrolls to them, where no server has marked them. */
export function showQuote(): void {
  const query = new URLSearchParams(location.search);
  const start = query.get('quote');
  const text = document.querySelector('.text');
  if (start === null || text === null) return;
  if (document.getElementById('_quoted') === null) {
    text.innerHTML = markQuote(text.innerHTML, { start, end: query.get('to') ?? undefined });
  }
  document.getElementById('_quoted')?.scrollIntoView({ block: 'center' });
}
