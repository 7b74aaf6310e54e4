/** Lets through `burst` at once and `perSecond` on average. Time is handed in, in milliseconds. */
export interface TokenBucket {
  /** Takes one token if there is one. */
  take(now: number): boolean;
  /** Milliseconds until there is one; 0: now. */
  wait(now: number): number;
}

export function createTokenBucket(burst: number, perSecond: number): TokenBucket {
  let tokens = burst;
  let filled: number | null = null;
  const fill = (now: number) => {
    tokens = Math.min(burst, tokens + (Math.max(0, now - (filled ?? now)) / 1000) * perSecond);
    filled = now;
  };
  return {
    take(now) {
      fill(now);
      // Sums of fractions come out a little short of one.
      if (tokens < 1 - 1e-9) return false;
      tokens -= 1;
      return true;
    },
    wait(now) {
      fill(now);
      return tokens >= 1 - 1e-9 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
    },
  };
}
