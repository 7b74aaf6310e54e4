/** What a moderator tells the relay. */
export type RelayCommand =
  | { readonly verb: 'on' | 'off'; readonly name: null }
  | { readonly verb: 'mute' | 'unmute'; readonly name: string };

/** `!relay off`, `!relay on`, `!relay mute NAME`, `!relay unmute NAME`; `null`: something else was said. */
export function readRelayCommand(text: string): RelayCommand | null {
  const [, verb, name] = /^!relay (on|off|mute|unmute)(?: (\S.{0,79}))?$/i.exec(text.trim()) ?? [];
  const wanted = verb?.toLowerCase();
  if ((wanted === 'on' || wanted === 'off') && name === undefined) return { verb: wanted, name: null };
  if ((wanted === 'mute' || wanted === 'unmute') && name !== undefined)
    return { verb: wanted, name: name.trim() };
  return null;
}
