/** `/` goes to the box, arrows walk through results, Esc goes back to the box. */
export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (event.key === '/' && !isTyping(target)) {
      event.preventDefault();
      goToBox();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (walk(target, event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
    } else if (event.key === 'Escape' && target.closest('#_results, #_turns')) {
      goToBox();
    }
  });
}

function box(): HTMLInputElement | null {
  const found = document.getElementById('_q');
  return found instanceof HTMLInputElement ? found : null;
}

function goToBox(): void {
  const input = box();
  if (input !== null) {
    input.focus();
    input.select();
  } else if (document.body.dataset.search !== undefined) {
    location.assign(document.body.dataset.search);
  }
}

/** Moves the focus by one result; from the box into them, and from the first one back. */
function walk(from: HTMLElement, step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('#_results figcaption a')];
  const input = box();
  const at = links.indexOf(from);
  if (links.length === 0 || (at < 0 && from !== input)) return false;
  const next = at + step;
  if (next < 0 && from === input) return false;
  (next < 0 ? input : (links[next] ?? links.at(-1)))?.focus();
  return true;
}

function isTyping(target: HTMLElement): boolean {
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
