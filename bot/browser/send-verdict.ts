/** Sends *Helped* or *Wrong?* without leaving the answer. */
export function sendVerdicts(): void {
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !('feedback' in form.dataset)) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const body = new URLSearchParams();
    for (const [name, value] of data) if (typeof value === 'string') body.set(name, value);
    const said = document.createElement('p');
    said.setAttribute('role', 'status');
    said.className = 'feedback';
    form.replaceWith(said);
    const isKept = await fetch(form.action, { method: 'POST', body }).then(
      ({ ok }) => ok,
      () => false,
    );
    said.textContent = isKept ? 'Thank you: that was kept.' : 'That could not be kept just now.';
  });
}
