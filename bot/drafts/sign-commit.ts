import type { Contributor, Draft } from './types.ts';

/** How a commit names who contributed: what `git commit` takes for author and message. */
export interface Signature {
  /** `Ada <400000000000000001@discord.noreply.invalid>` */
  readonly author: string;
  readonly message: string;
}

const LONGEST_SUBJECT = 100;

/** The first contributor is the author; the others stand below the message. */
export function signCommit(verb: 'Publish' | 'Take back', draft: Draft): Signature {
  const [first, ...others] = draft.contributors;
  const subject = `${verb}: ${draft.title}`
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .slice(0, LONGEST_SUBJECT);
  const trailers = others.map((other) => `Co-authored-by: ${identify(other)}`);
  return {
    author: identify(first),
    message: [subject.replace(/\p{Cs}$/u, '').trim(), ...(trailers.length > 0 ? ['', ...trailers] : [])].join(
      '\n',
    ),
  };
}

/**
 * A name and an address as git takes them. Chat accounts have no address, and none is made up that somebody
 * could have: `.invalid` belongs to nobody (RFC 2606).
 */
function identify({ name, place, account }: Contributor): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}<>"\\]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.,:;'-]+|[\s.,:;'-]+$/gu, '')
    .slice(0, 60)
    .replace(/\p{Cs}$/u, '');
  const [user, host] = [slug(account) || 'somebody', slug(place) || 'chat'];
  return `${clean || 'A contributor'} <${user}@${host}.noreply.invalid>`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}
