import { BOLD, COLOUR, FORMAT_CODE, HEX_COLOUR, RESET } from './format-codes.ts';

/** Which formats are on, by the codes read so far. */
export interface FormatState {
  read(text: string): void;
  /** The codes that switch on what is on; empty when nothing is. */
  reopen(): string;
}

export function createFormatState(): FormatState {
  const toggles = new Set<string>();
  let colour = '';
  return {
    read(text) {
      for (const { 0: code, groups = {} } of text.matchAll(new RegExp(FORMAT_CODE, 'g'))) {
        const kind = code.charAt(0);
        if (kind === RESET) {
          toggles.clear();
          colour = '';
        } else if (kind === COLOUR) colour = writeColour(groups.front, groups.back);
        else if (kind === HEX_COLOUR) colour = groups.hexFront === undefined ? '' : code;
        else if (!toggles.delete(kind)) toggles.add(kind);
      }
    },
    // Bold, switched twice, keeps a comma that follows from being read as part of the colour.
    reopen: () => [...toggles].join('') + (colour === '' ? '' : `${colour}${BOLD}${BOLD}`),
  };
}

/** Always with two digits, so that digits that follow are text. */
function writeColour(front: string | undefined, back: string | undefined): string {
  if (front === undefined) return '';
  return `${COLOUR}${front.padStart(2, '0')}${back === undefined ? '' : `,${back.padStart(2, '0')}`}`;
}
