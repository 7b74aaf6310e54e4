import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** Questions, searches and presses of buttons that one person may make in a minute … */
const PER_USER = 12;
/** … and a whole server. */
const PER_GUILD = 400;
const SECONDS = 60;
/** Times an hour that one person is asked whether their words may be kept. */
const CONSENTS = 5;

/** Why somebody has to wait, and for how many seconds. */
export interface Wait {
  readonly reason: 'tooFast' | 'tooBusy';
  readonly seconds: number;
}

export type QuestionLimits = (user: string, guild: string | null) => Promise<Wait | null>;

/** Counts what people ask, in memory; `null`: go ahead. Who has to wait doesn't use up the server's share. */
export function createQuestionLimits(): QuestionLimits {
  const users = new RateLimiterMemory({ points: PER_USER, duration: SECONDS });
  const guilds = new RateLimiterMemory({ points: PER_GUILD, duration: SECONDS });
  return async (user, guild) => {
    const wait = await take(users, user, 'tooFast');
    return wait ?? (guild === null ? null : await take(guilds, guild, 'tooBusy'));
  };
}

/** May somebody be asked for consent once more? Counted in memory. */
export function createAskLimit(): (person: string) => Promise<boolean> {
  const people = new RateLimiterMemory({ points: CONSENTS, duration: 60 * SECONDS });
  return async (person) => (await take(people, person, 'tooFast')) === null;
}

async function take(limiter: RateLimiterMemory, key: string, reason: Wait['reason']): Promise<Wait | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    return { reason, seconds: Math.max(1, Math.ceil((refusal as RateLimiterRes).msBeforeNext / 1000)) };
  }
}
