import { addCopyButtons } from './copy-code.ts';
import { addressOf, type FetchPart } from './fetch-part.ts';
import { showReaderTimes } from './reader-times.ts';

/** Answers follow-ups below the answer that they follow, and gives further excerpts where the others stand. */
export function followUpInPlace(fetchPart: FetchPart): void {
  const turns = document.getElementById('_turns');
  if (turns === null) return;

  turns.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !('followUp' in form.dataset)) return;
    event.preventDefault();
    const turn = toFragment(await fetchPart(addressOf(form)));
    const heading = turn.querySelector<HTMLElement>('h2');
    form.remove();
    turns.append(turn);
    heading?.focus();
    heading?.scrollIntoView({ block: 'start' });
  });

  turns.addEventListener('click', async (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-more] a') : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const turn = toFragment(await fetchPart(new URL(link.href)));
    const excerpts = link.closest('.turn')?.querySelector('.excerpts');
    const added = [...turn.querySelectorAll('.excerpt')];
    excerpts?.append(...added);
    link.parentElement?.replaceWith(...turn.querySelectorAll('[data-more]'));
    added[0]?.querySelector<HTMLElement>('figcaption a')?.focus();
  });

  const address = new URL(location.href);
  if (turns.childElementCount === 0 && address.searchParams.has('q'))
    void answerHere(address, turns, fetchPart);
}

/** On a site of files nobody has answered yet. */
async function answerHere(address: URL, turns: HTMLElement, fetchPart: FetchPart): Promise<void> {
  const question = address.searchParams.get('q') ?? '';
  const box = document.getElementById('_q');
  if (box instanceof HTMLInputElement) box.value = question;
  turns.append(toFragment(await fetchPart(address)));
}

function toFragment(markup: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = markup;
  const fragment = document.importNode(template.content, true);
  addCopyButtons(fragment);
  showReaderTimes(fragment);
  return fragment;
}
