/** One character as UTF-8 has it, or a byte that is none. */
const CHARACTER =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;

/** What windows-1252 has from 80 to 9f, where Unicode has controls; `TextDecoder` of Node 20 leaves them so. */
const WESTERN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export interface DecodedFeed {
  readonly text: string;
  /** What is wrong with the bytes, in plain words; null: nothing. */
  readonly fault: string | null;
}

/**
 * Makes text of a feed's bytes. In this order count: a byte order mark, the charset of the HTTP header, that of
 * the XML declaration, UTF-8. In what claims to be UTF-8 and is not, each stray byte is read as windows-1252.
 * Characters that XML forbids are gone. Never throws; linear.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null = null): DecodedFeed {
  const label =
    readMark(bytes) ?? readCharset(contentType ?? '') ?? readDeclaration(bytes)?.toLowerCase() ?? 'utf-8';
  let fault: string | null = null;
  let text: string;
  const decoder = openDecoder(label);
  if (decoder === null) fault = `the character set "${label.slice(0, 40)}" is unknown; it was read as UTF-8`;
  try {
    text = (decoder ?? new TextDecoder('utf-8', { fatal: true })).decode(bytes);
  } catch {
    fault = `there are bytes that are no ${(decoder?.encoding ?? 'utf-8').toUpperCase()}; they were read as windows-1252`;
    text = mend(bytes);
  }
  const western = text.replace(/[\u0080-\u009f]/g, (sign) => WESTERN[sign.charCodeAt(0) - 0x80] ?? '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  const clean = western.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  if (clean.length !== text.length)
    fault ??= 'there are control characters that XML forbids; they were left out';
  return { text: clean, fault };
}

function readMark([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return null;
}

function readCharset(contentType: string): string | null {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1] ?? null;
}

function readDeclaration(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  return /<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)/i.exec(start)?.[1] ?? null;
}

function openDecoder(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return null;
  }
}

function mend(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(CHARACTER, (found) => {
      return found.length === 1 ? found : Buffer.from(found, 'latin1').toString('utf8');
    })
    .replace(/^\ufeff/, '');
}
