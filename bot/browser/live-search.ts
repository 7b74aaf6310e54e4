import { addCopyButtons } from './copy-code.ts';
import { addressOf, type FetchPart } from './fetch-part.ts';

/** Milliseconds of rest before a search: a quick typist asks for words, not letters. */
const REST = 80;

/** Shows results while one types; the address follows, so that it can be shared. */
export function searchAsTyped(fetchPart: FetchPart): void {
  const form = document.querySelector<HTMLFormElement>('form[data-live]');
  const results = document.getElementById('_results');
  if (form === null || results === null) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;

  const search = async () => {
    running?.abort();
    const own = new AbortController();
    running = own;
    const address = addressOf(form);
    try {
      const markup = await fetchPart(address, own.signal);
      if (own.signal.aborted) return;
      results.innerHTML = markup;
      addCopyButtons(results);
      history.replaceState(null, '', address);
    } catch (error) {
      if (own.signal.aborted) return;
      results.textContent = 'Searching failed: is the network there?';
      throw error;
    }
  };

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, REST);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    void search();
  });
  fillFrom(new URLSearchParams(location.search), form);
  // A server has answered already; a file has not.
  if (results.childElementCount === 0 && addressOf(form).searchParams.has('q')) void search();
}

/** Puts what the address asks for into the form. */
function fillFrom(query: URLSearchParams, form: HTMLFormElement): void {
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
    const value = query.get(field.name);
    if (value !== null && field.value === '') field.value = value;
  }
}
