/** Puts a button onto each block of code that copies it. */
export function addCopyButtons(root: ParentNode): void {
  for (const code of root.querySelectorAll('pre > code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      button.textContent = (await copy(code.textContent ?? '')) ? 'Copied' : 'Select and copy';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 2_000);
    });
    // Beside the block, not inside it: what scrolls there would take it along.
    const box = document.createElement('div');
    box.className = 'code';
    code.parentElement?.replaceWith(box);
    if (code.parentElement) box.append(code.parentElement, button);
  }
}

/** Clipboards are refused to pages that were not reached by HTTPS. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
