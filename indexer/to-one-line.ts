const longestMessage = 300;

/**
 * A message that holds words of strangers (keys, values), fit to be printed: control and direction
 * characters, which could steer a terminal, become `\ufffd`, and what is beyond 300 characters is cut.
 */
export function toOneLine(message: string): string {
  const clean = message.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
  return clean.length > longestMessage ? `${clean.slice(0, longestMessage)}…` : clean;
}
