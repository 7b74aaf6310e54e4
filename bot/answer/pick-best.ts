/**
 * The places of the `count` highest scores, highest first, ties by place. O(scores × log scores), most of it in
 * the engine's own sorting of numbers.
 */
export function pickBest(scores: Float64Array, count: number): number[] {
  const least = scores.slice().sort()[Math.max(0, scores.length - count)] as number;
  const places: number[] = [];
  for (let place = 0; place < scores.length; place++) {
    if ((scores[place] as number) >= least) places.push(place);
  }
  return places.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b).slice(0, count);
}
