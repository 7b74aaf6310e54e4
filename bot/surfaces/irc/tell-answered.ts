import type { Wish } from '../../gaps/types.ts';
import { clip } from '../../render/irc/cite-post.ts';
import { renderAnswer } from '../../render/irc/render-answer.ts';
import type { TellAnswered } from '../../watch-gaps.ts';
import type { IrcNetworkSurface, IrcOptions } from './start-irc.ts';

const PRIVATE = '-';

/** Who asked where: `oftc #talk ada`; `-` in place of the channel: in private. Through a relay, the channel is told. */
export function nameWisher(network: string, channel: string | null, nick: string | null): Wish {
  const target = [network, channel ?? PRIVATE, ...(nick === null ? [] : [nick])].join(' ');
  return { surface: 'irc', target };
}

/** Tells people where they asked what they asked to hear of, as soon as their nick is there. */
export function createTeller(networks: readonly IrcNetworkSurface[], view: IrcOptions['view']): TellAnswered {
  return async (target, gap, answer) => {
    const [name, channel = PRIVATE, nick = null] = target.split(' ');
    const network = networks.find(({ options }) => options.network === name);
    // A network that was taken out of the configuration does not come back by itself.
    if (network === undefined) return 'never';
    const { connection, options } = network;
    const isHere = (place: string) =>
      connection.isIn(place) && (nick === null || connection.members.find(place, nick) !== null);
    const isThere = channel === PRIVATE ? options.channels.some(isHere) : isHere(channel);
    const to = channel === PRIVATE ? nick : channel;
    if (!isThere || to === null) return 'later';
    const shown = {
      ...view(),
      asker: channel === PRIVATE ? null : nick,
      width: connection.widthFor(to),
      prefix: options.prefix,
    };
    const head = shown.asker === null ? '' : `${shown.asker}: `;
    const news = `${head}a new post answers “${clip(gap.question, shown.width / 3)}”, of which you wanted to hear:`;
    const [page = []] = renderAnswer(answer, shown);
    return (await connection.say(to, [news, ...page])) ? 'told' : 'later';
  };
}
