/** Discord's epoch, 2015-01-01, in milliseconds. */
const EPOCH = 1_420_070_400_000n;
let counter = 0n;

/** An id as Discord makes them: the time in its upper bits, then a counter. */
export function nextSnowflake(): string {
  counter += 1n;
  return String(((BigInt(Date.now()) - EPOCH) << 22n) | (counter & 0xfffn));
}
