/** In characters. */
const LONGEST = 48;
const MOST = 30_000;

/**
 * A function that makes the same thing of a text only once, as long as it is asked for short texts, and few different
 * ones: text says the same words over and over. What is made must not be changed.
 */
export function keepFirsts<T>(make: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    let made = kept.get(text);
    if (made === undefined) {
      made = make(text);
      if (text.length <= LONGEST && kept.size < MOST) kept.set(text, made);
    }
    return made;
  };
}
