/** Gives the markup of an answer or of a list of results: of the address of the page that would show it. */
export type FetchPart = (address: URL, signal?: AbortSignal) => Promise<string>;

/** What `engine.ts` exports: the same without a server. */
export interface BrowserEngine {
  openEngine(index: string): Promise<(address: URL, today: string) => string>;
}

/** Asks the server; or, on a site of files, the engine, which is loaded with its index when first needed. */
export function createFetcher({ engine, index }: DOMStringMap): FetchPart {
  if (engine === undefined || index === undefined) return askServer;
  let opened: ReturnType<BrowserEngine['openEngine']> | undefined;
  return async (address) => {
    opened ??= (import(engine) as Promise<BrowserEngine>).then(({ openEngine }) => openEngine(index));
    const answer = await opened;
    return answer(address, new Date().toISOString().slice(0, 10));
  };
}

async function askServer(address: URL, signal?: AbortSignal): Promise<string> {
  const part = new URL(address);
  part.searchParams.set('part', '1');
  const response = await fetch(part, signal === undefined ? {} : { signal });
  const text = await response.text();
  if (response.ok) return text;
  const message = document.createElement('p');
  message.textContent = response.status === 429 ? text : 'The server can’t answer that just now.';
  return message.outerHTML;
}

/** The address that a form leads to. */
export function addressOf(form: HTMLFormElement): URL {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') address.searchParams.set(name, value);
  }
  return address;
}
