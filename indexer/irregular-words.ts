/**
 * Forms that Porter's rules can't bring together, each group with the word that they belong to. Left out are
 * those that mean something else as often (left, found, saw, felt, ground, bound), and the commonest (given,
 * made, taken, shown), which tell nothing of what a text is about: with them CACM lost .026 of nDCG@10.
 */
const FORMS = `
begin began begun; break broke broken; bring brought; build built; buy bought; choose chose chosen;
draw drew drawn; drive drove driven; forget forgot forgotten; freeze froze frozen; hide hid hidden; lose lost;
override overrode overridden; overwrite overwrote overwritten; pay paid; rebuild rebuilt;
rewrite rewrote rewritten; seek sought; sell sold; send sent; shrink shrank shrunk; speak spoke spoken;
spend spent; steal stole stolen; teach taught; throw threw thrown; undo undid undone; win won;
withdraw withdrew withdrawn; write wrote written`;

/** `built` → `build`. */
export const IRREGULAR_WORDS: ReadonlyMap<string, string> = new Map(
  FORMS.split(';').flatMap((group) => {
    const [base = '', ...forms] = group.trim().split(/\s+/);
    return forms.map((form) => [form, base] as const);
  }),
);
